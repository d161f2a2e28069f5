// SPDX-License-Identifier: GPL-3.0-or-later
// Compares a picture with one that was looked at and kept: block by block, so that another hinting of letters passes and a
// panel that moved, a text that is cut or a colour that changed does not.
#pragma once
#include <QImage>

namespace nsscope::ui
{

struct PictureDifference
{
    bool sameSize = true;
    double mean = 0;     ///< of all blocks, 0 to 255
    double changed = 0;  ///< share of blocks that differ clearly
    QRect worst;         ///< the block that differs most, in pixels
    bool acceptable() const;
};

PictureDifference comparePictures(const QImage& kept, const QImage& now);

} // namespace nsscope::ui
