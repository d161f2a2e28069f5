// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QPainterPath>
#include <QtMath>

namespace nsscope::ui
{

namespace
{

QColor rgb(unsigned value) { return QColor::fromRgb(value); }

QFont face(const QStringList& families, double px, QFont::Weight weight, double scale)
{
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(qMax(1, qRound(px * scale)));
    font.setWeight(weight);
    return font;
}

QPainterPath polygon(const QRectF& box, int corners, double firstAngle)
{
    QPolygonF points;
    const double r = qMin(box.width(), box.height()) / 2;
    for (int i = 0; i < corners; ++i) {
        const double a = qDegreesToRadians(firstAngle + 360.0 * i / corners);
        points << box.center() + QPointF(r * qCos(a), r * qSin(a));
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

void setTypes(Theme& t, bool dark)
{
    struct Row
    {
        NsType type;
        unsigned lightFill, lightLine, darkFill, darkLine;
    };
    // Okabe-Ito hues; outlines darkened (light theme) or lightened (dark theme) to 3:1 against the panel.
    static constexpr Row rows[] = {
        {NsType::Net, 0xcfe6f7, 0x0072b2, 0x14364d, 0x5ab0e6},  {NsType::User, 0xe8e3f4, 0x6b4fa0, 0x31284b, 0xae97de},
        {NsType::Pid, 0xfde1d1, 0xb84a00, 0x4a2716, 0xf0905a},  {NsType::Mnt, 0xd2efe4, 0x007a59, 0x103b2e, 0x44c79d},
        {NsType::Uts, 0xf9e2ee, 0xa8457f, 0x46213b, 0xe392c4},  {NsType::Ipc, 0xfdebc6, 0x946200, 0x46350f, 0xe6b04a},
        {NsType::Cgroup, 0xf3efb6, 0x716800, 0x3c3910, 0xd6cc50}, {NsType::Time, 0xe6e9ed, 0x3d4650, 0x343b43, 0xc3cad2},
    };
    for (const Row& row : rows) {
        TypeColours& c = t.types[static_cast<std::size_t>(row.type)];
        c.fill = rgb(dark ? row.darkFill : row.lightFill);
        c.outline = rgb(dark ? row.darkLine : row.lightLine);
        c.badge = c.outline;
        c.badgeText = dark ? rgb(0x14181c) : Qt::white;
    }
}

} // namespace

Theme makeTheme(bool dark, double textScale)
{
    Theme t;
    t.dark = dark;
    t.window = rgb(dark ? 0x16191d : 0xf6f7f9);
    t.panel = rgb(dark ? 0x1e2329 : 0xffffff);
    t.panelBorder = rgb(dark ? 0x343b44 : 0xd5d9e0);
    t.sunken = rgb(dark ? 0x171b20 : 0xf3f5f8);
    t.gridLine = rgb(dark ? 0x2c323a : 0xeceff3);
    t.text = rgb(dark ? 0xe6e9ed : 0x1f2328);
    t.secondary = rgb(dark ? 0xa5afba : 0x5d6673);
    t.faint = rgb(dark ? 0x77818c : 0x858d98);
    t.accent = rgb(dark ? 0x5aa2ff : 0x0a63c9);
    t.accentText = dark ? rgb(0x0b1420) : Qt::white;
    t.accentSoft = rgb(dark ? 0x1d3350 : 0xdbeafe);
    t.past = rgb(dark ? 0x40330f : 0xfff4d6);
    t.pastBorder = rgb(dark ? 0xb58a2a : 0xe0b43c);
    t.pastText = rgb(dark ? 0xf3d591 : 0x6b4b00);
    t.good = rgb(dark ? 0x5cc98d : 0x0b6b3a);
    t.bad = rgb(dark ? 0xff8d80 : 0xb3261e);
    t.warn = rgb(dark ? 0xe6b04a : 0x8a5200);
    t.reuse = rgb(dark ? 0xe6a34a : 0xb26a00);
    t.cleanup = rgb(dark ? 0xd08bc6 : 0x8e4585);
    t.cleanupFill = rgb(dark ? 0x4a2c46 : 0xd9b8d3);
    t.edge = rgb(dark ? 0xae97de : 0x6b4fa0);
    t.slowGround = rgb(dark ? 0x1d2b1f : 0xeef3ea);
    t.slowText = rgb(dark ? 0xa5cf9c : 0x3c5a2c);
    t.fastGround = rgb(dark ? 0x33241a : 0xfdeee3);
    t.fastText = rgb(dark ? 0xf0b184 : 0x7a3b0b);
    setTypes(t, dark);

    const QStringList sans{QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"),
                           QStringLiteral("sans-serif")};
    const QStringList mono{QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono"),
                           QStringLiteral("monospace")};
    t.title = face(sans, 15, QFont::DemiBold, textScale);
    t.body = face(sans, 13, QFont::Normal, textScale);
    t.bodyBold = face(sans, 13, QFont::DemiBold, textScale);
    t.small = face(sans, 11.5, QFont::Normal, textScale);
    t.mono = face(mono, 12, QFont::Normal, textScale);
    t.monoSmall = face(mono, 11, QFont::Normal, textScale);
    t.mono.setStyleHint(QFont::Monospace);
    t.monoSmall.setStyleHint(QFont::Monospace);
    return t;
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, panel);
    p.setColor(QPalette::AlternateBase, sunken);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, secondary);
    p.setColor(QPalette::Button, panel);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, bad);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, accentText);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::ToolTipBase, panel);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Light, dark ? panelBorder : panel);
    p.setColor(QPalette::Mid, panelBorder);
    p.setColor(QPalette::Dark, faint);
    p.setColor(QPalette::Shadow, dark ? QColor(Qt::black) : faint);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, faint);
    return p;
}

QPainterPath typeShape(NsType type, const QRectF& box)
{
    QPainterPath path;
    switch (type) {
    case NsType::Net:
        path.addEllipse(box);
        break;
    case NsType::User:
        path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.width() * 0.18, box.width() * 0.18);
        break;
    case NsType::Pid:
        path = polygon(box.adjusted(-1, -1, 1, 1), 4, -90);
        break;
    case NsType::Mnt:
        path = polygon(box, 6, 0);
        break;
    case NsType::Uts:
        path = polygon(box.adjusted(-2, 0, 2, 4), 3, -90);
        break;
    case NsType::Ipc:
        path = polygon(box, 5, -90);
        break;
    case NsType::Cgroup:
        path = polygon(box, 8, 22.5);
        break;
    case NsType::Time: {
        path.moveTo(box.topLeft());
        path.lineTo(box.topRight());
        path.lineTo(box.right(), box.center().y());
        path.quadTo(box.right(), box.bottom() - box.height() * 0.1, box.center().x(), box.bottom());
        path.quadTo(box.left(), box.bottom() - box.height() * 0.1, box.left(), box.center().y());
        path.closeSubpath();
        break;
    }
    }
    return path;
}

void paintTypeGlyph(QPainter& painter, const QRectF& box, NsType type, const Theme& theme, double opacity)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(painter.opacity() * opacity);
    const TypeColours& colours = theme.of(type);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.badge);
    painter.drawPath(typeShape(type, box));
    QFont font = theme.bodyBold;
    font.setPixelSize(qMax(6, qRound(box.height() * 0.58)));
    painter.setFont(font);
    painter.setPen(colours.badgeText);
    QRectF where = box;
    if (type == NsType::Uts)
        where.translate(0, box.height() * 0.1);
    painter.drawText(where, Qt::AlignCenter, QString(QLatin1Char(nsTypeRow(type).letter)));
    painter.restore();
}

void paintStateBody(QPainter& painter, const QRectF& box, double radius, NsType type, LifeState state,
                    const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const TypeColours& colours = theme.of(type);
    QPen pen(colours.outline, 1.4);
    QColor fill = colours.fill;
    switch (state) {
    case LifeState::Held:
    case LifeState::Unborn:
        break;
    case LifeState::Pinned:
    case LifeState::Unseen:
    case LifeState::Obsolete:
        pen.setDashPattern({3, 2});
        fill.setAlphaF(state == LifeState::Pinned ? 0.75f : 0.45f);
        break;
    case LifeState::Destroyed:
        pen.setDashPattern({1, 2.4});
        pen.setColor([&] { QColor c = colours.outline; c.setAlphaF(0.6f); return c; }());
        fill = Qt::transparent;
        break;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, radius, radius);
    if (state == LifeState::Obsolete && box.width() > 6) {
        painter.save();
        QPainterPath clip;
        clip.addRoundedRect(box, radius, radius);
        painter.setClipPath(clip, Qt::IntersectClip);
        const double foot = qMin(10.0, box.height() * 0.5);
        QColor line = colours.outline;
        line.setAlphaF(0.65f);
        painter.setPen(QPen(line, 1));
        for (double x = box.left() - foot; x < box.right(); x += 6)
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + foot, box.bottom() - foot));
        painter.restore();
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, radius, radius);
    painter.restore();
}

QString stateTitle(LifeState state)
{
    switch (state) {
    case LifeState::Unborn:
        return QCoreApplication::translate("state", "not born yet");
    case LifeState::Held:
        return QCoreApplication::translate("state", "held");
    case LifeState::Pinned:
        return QCoreApplication::translate("state", "pinned");
    case LifeState::Unseen:
        return QCoreApplication::translate("state", "no holder seen");
    case LifeState::Obsolete:
        return QCoreApplication::translate("state", "obsolete");
    case LifeState::Destroyed:
        return QCoreApplication::translate("state", "destroyed");
    }
    return {};
}

} // namespace nsscope::ui
