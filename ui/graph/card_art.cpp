// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/card_art.h"

#include "ui/graph/node_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr qreal radius = 8;
constexpr qreal margin = 2; ///< around a picture, for the half of the outline that lies outside
constexpr qreal namesOnly = 0.7;
constexpr qreal noText = 0.4;
constexpr int pictureBytes = 48 << 20;

QColor faded(QColor colour, qreal alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

} // namespace

CardArt::CardArt() : m_pictures(pictureBytes) {}

void CardArt::setTheme(const Theme& theme, const GraphMetrics& metrics)
{
    m_theme = theme;
    m_metrics = metrics;
    m_pictures.clear();
}

void CardArt::setScale(qreal scale, qreal ratio)
{
    if (m_scale == scale && m_ratio == ratio)
        return;
    m_scale = scale;
    m_ratio = ratio;
    m_pictures.clear();
}

template <class Draw>
void CardArt::blit(QPainter& painter, QPointF at, QSizeF size, const QString& key, Draw draw)
{
    if (m_direct) {
        painter.save();
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        painter.translate(at);
        painter.scale(m_scale, m_scale);
        draw(painter, QRectF(QPointF(0, 0), size));
        painter.restore();
        return;
    }
    const QPointF corner = at - QPointF(margin, margin) * m_scale;
    const QPointF snapped(std::round(corner.x() * m_ratio) / m_ratio, std::round(corner.y() * m_ratio) / m_ratio);
    if (const QPixmap* known = m_pictures.object(key)) {
        painter.drawPixmap(snapped, *known);
        return;
    }
    const QSizeF whole = size + QSizeF(2 * margin, 2 * margin);
    auto* picture = new QPixmap((whole * m_scale * m_ratio).toSize() + QSize(1, 1));
    picture->setDevicePixelRatio(m_ratio);
    picture->fill(Qt::transparent);
    QPainter inner(picture);
    inner.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    inner.scale(m_scale, m_scale);
    draw(inner, QRectF(QPointF(margin, margin), size));
    inner.end();
    painter.drawPixmap(snapped, *picture);
    m_pictures.insert(key, picture, picture->width() * picture->height() * 4);
}

void CardArt::paintCard(QPainter& painter, QPointF at, QSizeF size, const GraphNode& node, Instant when, bool chips)
{
    QString key = QStringLiteral("c%1/%2/%3/%4/")
                      .arg(static_cast<int>(node.kind))
                      .arg(static_cast<int>(node.type))
                      .arg(static_cast<int>(node.state))
                      .arg((node.open ? 1 : 0) + (node.mixed ? 2 : 0) + (chips ? 4 : 0)) +
                  QString::number(size.width());
    if (m_scale >= noText)
        key += nodeTitle(node, chips || m_scale < namesOnly);
    if (m_scale >= namesOnly)
        key += QLatin1Char('\n') + (chips ? nodeChip(node) : nodeSubtitle(node, when)) + QLatin1Char('\n') + nodeBadge(node);
    blit(painter, at, size, key, [&](QPainter& p, const QRectF& box) { drawCard(p, box, node, when, chips); });
}

void CardArt::drawCard(QPainter& painter, const QRectF& box, const GraphNode& node, Instant when, bool chips) const
{
    if (node.kind == NodeKind::Namespace) {
        paintStateBody(painter, box, radius, node.type, node.state, m_theme);
    } else {
        QRectF front = box;
        painter.setPen(QPen(m_theme.panelBorder.darker(m_theme.dark ? 80 : 115), 1.2));
        painter.setBrush(m_theme.sunken);
        if (node.kind == NodeKind::Group && !node.open) { // a second card peeps out: there is more than one
            painter.drawRoundedRect(box.adjusted(4, 4, 0, 0), radius, radius);
            front = box.adjusted(0, 0, -4, -4);
        }
        painter.drawRoundedRect(front, radius, radius);
    }
    if (m_scale < noText)
        return;
    drawTexts(painter, box, node, when, chips);
}

void CardArt::drawTexts(QPainter& painter, const QRectF& box, const GraphNode& node, Instant when, bool chips) const
{
    const bool dead = node.state == LifeState::Destroyed;
    const bool glyph = !node.mixed;
    const bool small = m_scale < namesOnly;
    qreal left = box.left() + (glyph ? m_metrics.textLeft() : m_metrics.pad + 2);
    if (glyph) {
        const qreal side = small ? m_metrics.glyph * 1.3 : m_metrics.glyph;
        const QRectF where(box.left() + m_metrics.pad, box.center().y() - side / 2, side, side);
        paintTypeGlyph(painter, where, node.type, m_theme, dead ? 0.5 : 1.0);
        left += side - m_metrics.glyph;
    }
    qreal right = box.right() - m_metrics.pad;
    if (node.expandable()) {
        drawChevron(painter, QRectF(box.right() - 20, box.center().y() - 5, 10, 10), node.open);
        right -= 16;
    }
    QFont name = m_theme.bodyBold;
    if (small)
        name.setPixelSize(qRound(name.pixelSize() * 1.5));
    const QFontMetricsF nameFont(name);
    const QFontMetricsF lineFont(m_theme.small);
    const QString badge = small ? QString() : nodeBadge(node);
    qreal nameRight = right;
    if (!badge.isEmpty()) {
        const qreal width = std::max(24.0, std::ceil(lineFont.horizontalAdvance(badge) + 10));
        const QRectF where(box.right() - width - 5, box.top() + 5, width, lineFont.height() + 2);
        drawBadge(painter, where, badge, node);
        nameRight = where.left() - 4;
    }
    const qreal inkHeight = small ? nameFont.height() : nameFont.height() + lineFont.height() + 1;
    const qreal top = box.center().y() - inkHeight / 2 - (small ? 0 : 1.5); // room for the hatched foot
    painter.setFont(name);
    painter.setPen(dead ? faded(m_theme.text, 0.72) : m_theme.text);
    painter.drawText(QPointF(left, top + nameFont.ascent()),
                     nameFont.elidedText(nodeTitle(node, small || chips), Qt::ElideRight, nameRight - left));
    if (small)
        return;
    const QRectF line(left, top + nameFont.height() + 1, right - left, lineFont.height());
    if (chips && node.kind == NodeKind::Namespace && node.type != NsType::User)
        drawLine(painter, line, nodeChip(node), node.holders.count() > 0);
    else
        drawLine(painter, line, nodeSubtitle(node, when), false);
}

void CardArt::drawLine(QPainter& painter, const QRectF& box, const QString& text, bool chip) const
{
    const QFontMetricsF font(m_theme.small);
    const qreal inset = chip ? 6 : 0;
    const QString cut = font.elidedText(text, Qt::ElideRight, box.width() - 2 * inset);
    if (chip) {
        const QRectF pill(box.left() - 1, box.top(), font.horizontalAdvance(cut) + 2 * inset, box.height() + 1);
        painter.setPen(QPen(m_theme.faint, 1));
        painter.setBrush(m_theme.panel);
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    }
    painter.setFont(m_theme.small);
    painter.setPen(m_theme.secondary);
    painter.drawText(QPointF(box.left() - (chip ? 1 : 0) + inset, box.top() + font.ascent()), cut);
}

void CardArt::drawBadge(QPainter& painter, const QRectF& box, const QString& text, const GraphNode& node) const
{
    const TypeColours& colours = m_theme.of(node.type);
    const qreal alpha = node.state == LifeState::Destroyed ? 0.6 : 1.0;
    painter.setPen(QPen(faded(colours.outline, alpha), 1));
    painter.setBrush(m_theme.panel);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    QFont font = m_theme.small;
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(colours.outline);
    painter.drawText(box, Qt::AlignCenter, text);
}

void CardArt::drawChevron(QPainter& painter, const QRectF& box, bool open) const
{
    QPainterPath path;
    if (open) {
        path.moveTo(box.left(), box.top() + 3);
        path.lineTo(box.center().x(), box.bottom() - 2);
        path.lineTo(box.right(), box.top() + 3);
    } else {
        path.moveTo(box.left() + 3, box.top());
        path.lineTo(box.right() - 2, box.center().y());
        path.lineTo(box.left() + 3, box.bottom());
    }
    painter.setPen(QPen(m_theme.secondary, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void CardArt::paintEnded(QPainter& painter, QPointF at, QSizeF size, const GraphNode& node)
{
    const QStringList lines = endedLines(node);
    const QString key = QStringLiteral("e%1/%2/%3").arg(static_cast<int>(node.type)).arg(m_scale < namesOnly).arg(lines.join(QLatin1Char('\n')));
    blit(painter, at, size, key, [&](QPainter& p, const QRectF& box) {
        p.setPen(Qt::NoPen);
        p.setBrush(m_theme.panel); // the branch to the newest life runs behind it
        p.drawRoundedRect(box, radius, radius);
        paintStateBody(p, box, radius, node.type, LifeState::Destroyed, m_theme);
        if (m_scale < namesOnly)
            return;
        const QFontMetricsF font(m_theme.small);
        const qreal top = box.center().y() - font.height();
        QFont bold = m_theme.small;
        bold.setWeight(QFont::DemiBold);
        p.setFont(bold);
        p.setPen(faded(m_theme.text, 0.72));
        p.drawText(QRectF(box.left(), top, box.width(), font.height()), Qt::AlignCenter, lines.value(0));
        p.setFont(m_theme.small);
        p.setPen(m_theme.secondary);
        p.drawText(QRectF(box.left(), top + font.height(), box.width(), font.height()), Qt::AlignCenter, lines.value(1));
    });
}

void CardArt::paintPill(QPainter& painter, QPointF at, QSizeF size, const GraphNode& node, bool lit)
{
    const QStringList lines = pillLines(node);
    const QString key = QStringLiteral("p%1%2%3").arg(lit).arg(m_scale < namesOnly).arg(lines.join(QLatin1Char('\n')));
    blit(painter, at, size, key, [&](QPainter& p, const QRectF& box) {
        p.setPen(lit ? QPen(m_theme.accent, 2) : QPen(m_theme.faint, 1.1));
        p.setBrush(lit ? m_theme.accentSoft : m_theme.panel);
        p.drawRoundedRect(box, box.height() / 2, box.height() / 2);
        if (m_scale < namesOnly)
            return;
        const QFontMetricsF font(m_theme.small);
        const qreal top = box.center().y() - font.height() + 0.5;
        const qreal room = box.width() - 14;
        QFont bold = m_theme.small;
        bold.setWeight(QFont::DemiBold);
        const QFontMetricsF boldFont(bold);
        p.setFont(m_theme.small);
        p.setPen(m_theme.secondary);
        p.drawText(QRectF(box.left(), top, box.width(), font.height()), Qt::AlignCenter,
                   font.elidedText(lines.value(0), Qt::ElideRight, room));
        p.setFont(bold);
        p.setPen(m_theme.text);
        p.drawText(QRectF(box.left(), top + font.height() - 1, box.width(), font.height()), Qt::AlignCenter,
                   boldFont.elidedText(lines.value(1), Qt::ElideMiddle, room));
    });
}

} // namespace nsscope::ui
