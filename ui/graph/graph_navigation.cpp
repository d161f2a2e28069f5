// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_navigation.h"

#include <cmath>
#include <limits>

namespace nsscope::ui
{

namespace
{

bool drawn(const GraphScene& scene, std::int32_t i) { return !scene.box(i).card.isNull(); }

/// The nearest node in a direction: distance along it counts once, across it three times.
std::int32_t nearest(const GraphScene& scene, std::int32_t from, Step step)
{
    const QPointF start = scene.box(from).card.center();
    std::int32_t best = from;
    qreal bestCost = std::numeric_limits<qreal>::max();
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(scene.boxes.size()); ++i) {
        if (i == from || !drawn(scene, i))
            continue;
        const QPointF way = scene.box(i).card.center() - start;
        const bool sideways = step == Step::Left || step == Step::Right;
        const qreal along = (sideways ? way.x() : way.y()) * (step == Step::Left || step == Step::Up ? -1 : 1);
        const qreal across = std::abs(sideways ? way.y() : way.x());
        if (along < 1)
            continue;
        const qreal cost = along + 3 * across;
        if (cost < bestCost) {
            bestCost = cost;
            best = i;
        }
    }
    return best;
}

} // namespace

std::int32_t nodeAfter(const GraphScene& scene, std::int32_t from, Step step)
{
    const auto count = static_cast<std::int32_t>(scene.boxes.size());
    if (step == Step::First || (step != Step::Last && (from < 0 || from >= count))) {
        for (std::int32_t i = 0; i < count; ++i) {
            if (drawn(scene, i))
                return i;
        }
        return -1;
    }
    if (step == Step::Last) {
        for (std::int32_t i = count - 1; i >= 0; --i) {
            if (drawn(scene, i))
                return i;
        }
        return -1;
    }
    if (step == Step::Left && scene.node(from).parent >= 0 && drawn(scene, scene.node(from).parent))
        return scene.node(from).parent;
    if (step == Step::Right) { // the child on the same height
        std::int32_t child = -1;
        for (std::int32_t i = from + 1; i < count; ++i) {
            if (scene.node(i).parent == from && drawn(scene, i)) {
                const qreal y = scene.box(from).card.center().y();
                if (child < 0 || std::abs(scene.box(i).card.center().y() - y) < std::abs(scene.box(child).card.center().y() - y))
                    child = i;
            }
        }
        if (child >= 0)
            return child;
    }
    return nearest(scene, from, step);
}

} // namespace nsscope::ui
