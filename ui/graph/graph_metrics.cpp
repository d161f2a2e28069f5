// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_metrics.h"

#include <QFontMetricsF>
#include <cmath>

namespace nsscope::ui
{

GraphMetrics makeMetrics(const Theme& theme, bool story)
{
    const QFontMetricsF bold(theme.bodyBold);
    const QFontMetricsF small(theme.small);
    const auto wide = [](const QFontMetricsF& font, QLatin1String sample) { return font.horizontalAdvance(sample); };
    GraphMetrics m;
    m.glyph = std::ceil(bold.height() * 1.25);
    m.cardHeight = std::ceil(bold.height() + small.height() + 18);
    // Samples as wide as what the cards have to say; longer texts are cut with an ellipsis and whole in the tooltip.
    const qreal name = wide(bold, QLatin1String("net ...000 (+000)")) + 8 + wide(small, QLatin1String("3rd")) + 14;
    const qreal line = wide(small, QLatin1String("destroyed within 138.4 ms"));
    m.cardWidth = std::ceil(m.textLeft() + std::max(name, line) + m.pad);
    m.userWidth = std::ceil(m.textLeft() + wide(small, QLatin1String("initial - 3160 processes")) + m.pad);
    m.quietWidth = std::ceil(m.pad + wide(small, QLatin1String("owner not visible")) + m.pad + 14);
    m.endedWidth = std::ceil(wide(bold, QLatin1String("2 lives")) + 16);
    m.pillWidth = std::ceil(wide(bold, story ? QLatin1String("41944") : QLatin1String("systemd-logi")) + 24);
    m.gap = std::ceil(std::max(wide(small, QLatin1String("parent")), wide(small, story ? QLatin1String("owns 8") : QLatin1String("owns 8888"))) * 0.92 + 22);
    m.laneWidth = std::ceil(m.textLeft() + wide(small, QLatin1String("3160 processes")) + 22);
    return m;
}

} // namespace nsscope::ui
