// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes of cards, pills and gaps in device-independent pixels at scale 1, from the theme's fonts. Fixed per theme, so
// that no change of a text ever moves a card.
#pragma once
#include "ui/theme/theme.h"

namespace nsscope::ui
{

struct GraphMetrics
{
    qreal cardHeight = 46;
    qreal userWidth = 150; ///< user namespaces
    qreal cardWidth = 184; ///< all other types, and groups
    qreal quietWidth = 150; ///< the rest of the host
    qreal rowGap = 14;
    qreal gap = 56;        ///< between columns, for trunks and edge labels
    qreal endedWidth = 58; ///< tombstone of earlier lives
    qreal endedGap = 16;
    qreal pillGap = 12;
    qreal pillWidth = 66;
    qreal laneWidth = 128; ///< cards of the lanes layout
    qreal glyph = 20;
    qreal pad = 8;

    qreal rowHeight() const { return cardHeight + rowGap; }
    qreal textLeft() const { return pad + glyph + pad; }
};

GraphMetrics makeMetrics(const Theme& theme, bool story);

} // namespace nsscope::ui
