// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_legend.h"

#include "ui/theme/theme_source.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

namespace nsscope::ui
{

GraphLegend::GraphLegend(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(tr("Solid outline: held. Dashed: pinned. Dashed with hatched foot: obsolete, the kernel is "
                                "still cleaning up. Dotted: destroyed. Dashed arc: the number is used again."));
    connect(m_theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize GraphLegend::sizeHint() const
{
    return {400, qRound(QFontMetricsF(m_theme->current().small).height()) + 8};
}

QSize GraphLegend::minimumSizeHint() const { return {60, sizeHint().height()}; }

void GraphLegend::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_theme->current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.small);
    const QFontMetricsF font(theme.small);
    const qreal baseline = (height() - font.height()) / 2 + font.ascent();
    const qreal swatchHeight = font.height() - 2;
    const qreal swatchWidth = swatchHeight * 1.5;
    qreal x = 1;
    const auto label = [&](const QString& text) {
        painter.setPen(theme.secondary);
        painter.drawText(QPointF(x, baseline), text);
        x += font.horizontalAdvance(text) + 14;
    };
    const auto room = [&](const QString& text) { return x + swatchWidth + 5 + font.horizontalAdvance(text) <= width(); };
    const std::pair<LifeState, QString> states[] = {
        {LifeState::Held, tr("held")},
        {LifeState::Pinned, tr("pinned")},
        {LifeState::Obsolete, tr("obsolete: kernel still cleaning")},
        {LifeState::Destroyed, tr("destroyed")},
    };
    for (const auto& [state, text] : states) {
        if (!room(text))
            return;
        paintStateBody(painter, QRectF(x, (height() - swatchHeight) / 2, swatchWidth, swatchHeight), 3, NsType::Net, state, theme);
        x += swatchWidth + 5;
        label(text);
    }
    const QString reuse = tr("number used again");
    if (!room(reuse))
        return;
    QPainterPath arc(QPointF(x + 1, height() / 2.0 + 4));
    arc.quadTo(QPointF(x + swatchWidth / 2, height() / 2.0 - 8), QPointF(x + swatchWidth - 1, height() / 2.0 + 4));
    QPen pen(theme.reuse, 1.8);
    pen.setDashPattern({2.4, 1.8});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(arc);
    x += swatchWidth + 5;
    label(reuse);
    const QString types = tr("letter + shape + colour = type");
    const qreal wide = font.horizontalAdvance(types);
    if (x + wide <= width()) {
        x = width() - wide;
        label(types);
    }
}

} // namespace nsscope::ui

#include "moc_graph_legend.cpp"
