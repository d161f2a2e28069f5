// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/legend_strip.h"

#include <QPainter>
#include <QPainterPath>

namespace nsscope::ui
{

namespace
{

constexpr int swatch = 22;
constexpr int gap = 5;
constexpr int between = 14;

} // namespace

LegendStrip::LegendStrip(ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_theme(theme),
      m_entries{{tr("in use"), Entry::Sign::Bar, LifeState::Held},
                {tr("no holder seen"), Entry::Sign::Bar, LifeState::Unseen},
                {tr("kernel cleans up"), Entry::Sign::Bar, LifeState::Obsolete},
                {tr("number reused"), Entry::Sign::Arc, {}},
                {tr("some time within"), Entry::Sign::Whisker, {}}}
{
    setAccessibleName(tr("Legend of the timeline"));
    setAccessibleDescription(tr("Solid bar: in use. Dashed and pale: no holder is seen. Dashed with hatching: nothing refers "
                                "to it and the kernel is still cleaning up. Dashed arc: the number was given to the next life. Line with two ends: it "
                                "happened within this time."));
    connect(theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

int LegendStrip::widthOf(const Entry& entry) const
{
    return swatch + gap + QFontMetrics(m_theme->current().small).horizontalAdvance(entry.text);
}

QSize LegendStrip::sizeHint() const
{
    int width = 0;
    for (const Entry& entry : m_entries)
        width += (width ? between : 0) + widthOf(entry);
    return {width + 2, QFontMetrics(m_theme->current().small).height() + 6};
}

void LegendStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_theme->current();
    const double middle = height() / 2.0;
    double x = 1;
    for (const Entry& entry : m_entries) {
        if (x + widthOf(entry) > width())
            break;
        if (entry.sign == Entry::Sign::Whisker) {
            painter.setPen(QPen(theme.of(NsType::Net).outline, 1.2));
            painter.drawLine(QPointF(x + 4, middle), QPointF(x + swatch - 4, middle));
            for (const double end : {x + 4, x + swatch - 4})
                painter.drawLine(QPointF(end, middle - 3), QPointF(end, middle + 3));
        } else if (entry.sign == Entry::Sign::Arc) {
            QPainterPath arc(QPointF(x + 1, middle + 4));
            arc.cubicTo(QPointF(x + 6, middle - 8), QPointF(x + swatch - 6, middle - 8), QPointF(x + swatch - 1, middle + 4));
            QPen pen(theme.reuse, 1.6, Qt::CustomDashLine);
            pen.setDashPattern({2.6, 2.2});
            painter.setPen(pen);
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(arc);
        } else {
            paintStateBody(painter, QRectF(x + 0.5, middle - 5.5, swatch - 1, 11), 3, NsType::Net, entry.state, theme);
        }
        painter.setFont(theme.small);
        painter.setPen(theme.secondary);
        painter.drawText(QRectF(x + swatch + gap, 0, widthOf(entry), height()), Qt::AlignLeft | Qt::AlignVCenter, entry.text);
        x += widthOf(entry) + between;
    }
}

} // namespace nsscope::ui

#include "moc_legend_strip.cpp"
