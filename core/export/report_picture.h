// SPDX-License-Identifier: Apache-2.0
// The lives of a span of time as an SVG picture: a row a number, below them the kernel's clean-up runs, how many
// waited, and the quota gauge. All of it drawn from the frame; colours are left to the page's style. Pure.
#pragma once
#include "core/track/frame.h"

#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

struct PictureSpan
{
    Instant from;
    Instant to;
    std::string title; ///< for those who cannot see it
};

/// Rows of numbers that a picture has room for.
inline constexpr std::size_t pictureRows = 120;

/// Only lives of `lives` are drawn, those of the first `pictureRows` numbers of them.
std::string lifePicture(const Frame& frame, const std::vector<const Life*>& lives, const PictureSpan& span);

} // namespace nsscope
