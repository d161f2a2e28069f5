// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the strip of the number range: a mark for each namespace's own number, blocks for the entries of its
// /proc/net, offsets above, one sentence below.
#pragma once
#include "ui/theme/theme.h"
#include "ui/timeline/number_range.h"

#include <QRectF>

class QPainter;

namespace nsscope::ui
{

/// Where numbers lie, in device-independent pixels.
struct NumberScale
{
    QRectF box; ///< of the blocks
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    double unit() const { return box.width() / (static_cast<double>(last - first) + 1); }
    double x(std::uint64_t number) const { return box.left() + static_cast<double>(static_cast<std::int64_t>(number - first)) * unit(); }
    /// Within the range, whatever the pixel.
    std::uint64_t at(double px) const;
    QRectF rectOf(const NumberBlock& block) const;
};

struct NumberScene
{
    NumberScale scale;
    std::vector<ShownTaker> shown;
    LifeId selected = LifeId::None;
    LifeId hovered = LifeId::None;
    QString caption;  ///< under the blocks; empty: there is no room
    QRectF captionBox;
};

void paintNumbers(QPainter& painter, const NumberScene& scene, const Theme& theme);
/// The taker under a pixel of the blocks; the mark of an own number reaches two pixels around it. Null: nobody.
const ShownTaker* takerAtPixel(const NumberScene& scene, double px);

} // namespace nsscope::ui
