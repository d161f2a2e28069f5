// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pictures/picture_compare.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace nsscope::ui
{

namespace
{

constexpr int block = 8;
constexpr double clearly = 12;       ///< of 255, in one colour of a block's mean
constexpr double mostChanged = 0.01; ///< of all blocks
constexpr double mostMean = 1.5;

std::array<double, 3> meanOf(const QImage& image, const QRect& area)
{
    std::array<double, 3> sum{};
    for (int y = area.top(); y <= area.bottom(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = area.left(); x <= area.right(); ++x) {
            sum[0] += qRed(line[x]);
            sum[1] += qGreen(line[x]);
            sum[2] += qBlue(line[x]);
        }
    }
    for (double& colour : sum)
        colour /= area.width() * area.height();
    return sum;
}

} // namespace

bool PictureDifference::acceptable() const { return sameSize && changed <= mostChanged && mean <= mostMean; }

PictureDifference comparePictures(const QImage& kept, const QImage& now)
{
    PictureDifference result;
    if (kept.size() != now.size() || kept.isNull()) {
        result.sameSize = false;
        return result;
    }
    const QImage a = kept.convertToFormat(QImage::Format_RGB32);
    const QImage b = now.convertToFormat(QImage::Format_RGB32);
    int blocks = 0;
    int changed = 0;
    double sum = 0;
    double worst = -1;
    for (int y = 0; y < a.height(); y += block) {
        for (int x = 0; x < a.width(); x += block) {
            const QRect area = QRect(x, y, block, block).intersected(a.rect());
            const auto was = meanOf(a, area);
            const auto is = meanOf(b, area);
            double difference = 0;
            for (std::size_t i = 0; i < 3; ++i)
                difference = std::max(difference, std::abs(was[i] - is[i]));
            ++blocks;
            changed += difference > clearly ? 1 : 0;
            sum += difference;
            if (difference > worst) {
                worst = difference;
                result.worst = area;
            }
        }
    }
    result.mean = sum / blocks;
    result.changed = static_cast<double>(changed) / blocks;
    return result;
}

} // namespace nsscope::ui
