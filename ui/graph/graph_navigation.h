// SPDX-License-Identifier: GPL-3.0-or-later
// Where an arrow key leads in a scene: up and down between neighbours, left to the owner, right to what is owned. Pure.
#pragma once
#include "ui/graph/graph_scene.h"

namespace nsscope::ui
{

enum class Step : std::uint8_t { Left, Right, Up, Down, First, Last };

/// Index of the node reached from `from` (-1: nothing yet), or `from` where there is no way.
std::int32_t nodeAfter(const GraphScene& scene, std::int32_t from, Step step);

} // namespace nsscope::ui
