// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/transport_icons.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace nsscope::ui
{

namespace
{

void triangle(QPainterPath& path, double left, double right)
{
    path.moveTo(left, 3);
    path.lineTo(right, 8);
    path.lineTo(left, 13);
    path.closeSubpath();
}

/// On a field of 16 by 16.
QPainterPath signPath(TransportSign sign)
{
    QPainterPath path;
    switch (sign) {
    case TransportSign::ToStart:
        path.addRect(3, 3, 2, 10);
        triangle(path, 13, 6);
        break;
    case TransportSign::Back:
        triangle(path, 12, 4);
        break;
    case TransportSign::Play:
        triangle(path, 4, 13);
        break;
    case TransportSign::Pause:
        path.addRect(4, 3, 3, 10);
        path.addRect(9, 3, 3, 10);
        break;
    case TransportSign::Step:
    case TransportSign::ToNow:
        triangle(path, 3, 10);
        path.addRect(11, 3, 2, 10);
        break;
    case TransportSign::Reset:
        break;
    }
    return path;
}

class SignEngine : public QIconEngine
{
public:
    SignEngine(TransportSign sign, QColor colour, QColor faint) : m_sign(sign), m_colour(colour), m_faint(faint) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const QColor colour = mode == QIcon::Disabled ? m_faint : m_colour;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / 16.0, rect.height() / 16.0);
        if (m_sign == TransportSign::Reset) {
            painter->setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap));
            painter->drawArc(QRectF(3, 3.5, 10, 10), 120 * 16, -300 * 16);
            painter->setPen(Qt::NoPen);
            painter->setBrush(colour);
            painter->drawPolygon(QPolygonF({{1.6, 2.2}, {6.4, 2.4}, {3.6, 6.4}}));
        } else {
            painter->setPen(Qt::NoPen);
            painter->setBrush(colour);
            painter->drawPath(signPath(m_sign));
        }
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap map(size);
        map.fill(Qt::transparent);
        QPainter painter(&map);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return map;
    }
    QIconEngine* clone() const override { return new SignEngine(*this); }

private:
    TransportSign m_sign;
    QColor m_colour;
    QColor m_faint;
};

} // namespace

QIcon transportIcon(TransportSign sign, const QColor& colour, const QColor& faint)
{
    return QIcon(new SignEngine(sign, colour, faint));
}

} // namespace nsscope::ui
