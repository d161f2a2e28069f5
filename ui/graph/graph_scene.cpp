// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_scene.h"

namespace nsscope::ui
{

SceneHit GraphScene::hit(QPointF point) const
{
    for (std::int32_t i : grid.near(QRectF(point, QSizeF(1, 1)))) {
        const NodeBox& b = box(i);
        if (b.card.contains(point))
            return {i, ScenePart::Card};
        if (b.ended.contains(point))
            return {i, ScenePart::Ended};
        if (b.pill.contains(point))
            return {i, ScenePart::Pill};
    }
    return {};
}

std::int32_t GraphScene::nodeWithKey(std::uint64_t key) const
{
    for (std::size_t i = 0; i < content.nodes.size(); ++i) {
        if (content.nodes[i].key == key && content.nodes[i].present)
            return static_cast<std::int32_t>(i);
    }
    return -1;
}

LifeId GraphScene::lifeOf(const SceneHit& hit) const
{
    if (hit.node < 0 || !node(hit.node).life)
        return LifeId::None;
    return hit.part == ScenePart::Ended ? node(hit.node).life->reuses : node(hit.node).life->id;
}

void GraphScene::buildGrid()
{
    std::vector<QRectF> reach;
    reach.reserve(boxes.size());
    for (const NodeBox& b : boxes)
        reach.push_back(b.card.isNull() ? QRectF() : b.reach() | b.pillPlace(metrics));
    grid.build(reach);
}

QRectF GraphScene::used() const
{
    QRectF whole;
    for (const NodeBox& box : boxes)
        whole |= box.whole();
    for (const LaneBand& band : bands)
        whole |= band.area;
    return bounds & QRectF(bounds.topLeft(), whole.bottomRight());
}

void GraphScene::fitPills(std::span<const std::int32_t> changed)
{
    for (std::int32_t i : changed) {
        NodeBox& b = boxes[static_cast<std::size_t>(i)];
        b.pill = node(i).present && node(i).holders.count() > 0 ? b.pillPlace(metrics) : QRectF();
    }
}

} // namespace nsscope::ui
