// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_scene.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace nsscope::ui
{

namespace
{

constexpr std::array<NsType, 7> columnOrder{NsType::Mnt, NsType::Net,    NsType::Pid, NsType::Uts,
                                            NsType::Ipc, NsType::Cgroup, NsType::Time};
constexpr qreal indent = 14;
constexpr qreal cellGap = 8;
constexpr qreal rowPad = 8;

std::int32_t columnOf(NsType type)
{
    for (std::size_t i = 0; i < columnOrder.size(); ++i) {
        if (columnOrder[i] == type)
            return static_cast<std::int32_t>(i);
    }
    return -1;
}

bool headsRow(const GraphNode& node)
{
    return node.kind == NodeKind::Outside || (node.type == NsType::User && node.kind == NodeKind::Namespace);
}

/// Depth of each row head among the row heads.
std::vector<std::int32_t> depths(const std::vector<GraphNode>& nodes)
{
    std::vector<std::int32_t> depth(nodes.size(), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (headsRow(nodes[i]) && nodes[i].parent >= 0)
            depth[i] = depth[static_cast<std::size_t>(nodes[i].parent)] + 1;
    }
    return depth;
}

} // namespace

GraphScene lanesScene(GraphContent content, const GraphMetrics& m, LaneSlots& places)
{
    GraphScene scene;
    scene.content = std::move(content);
    scene.metrics = m;
    scene.chips = true;
    const std::vector<GraphNode>& nodes = scene.content.nodes;
    std::vector<LaneNode> lanes(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto self = static_cast<std::int32_t>(i);
        if (headsRow(nodes[i]))
            lanes[i] = {nodes[i].key, self, -1};
        else
            lanes[i] = {nodes[i].key, nodes[i].parent, columnOf(nodes[i].type)};
    }
    const std::vector<LaneCell> cells = places.place(lanes);
    const std::vector<std::int32_t> depth = depths(nodes);

    const std::int32_t deepest = depth.empty() ? 0 : *std::max_element(depth.begin(), depth.end());
    const qreal headWidth = m.userWidth + indent * std::min(deepest, 8) + 2 * cellGap;
    const qreal laneStep = m.laneWidth + cellGap;
    const qreal lineStep = m.cardHeight + cellGap;
    const qreal heading = m.cardHeight * 0.7;
    std::vector<qreal> top{heading};
    for (std::int32_t height : places.heights())
        top.push_back(top.back() + height * lineStep - cellGap + 2 * rowPad + cellGap);
    const qreal width = headWidth + laneStep * static_cast<qreal>(columnOrder.size());

    scene.boxes.resize(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto row = static_cast<std::size_t>(cells[i].row);
        NodeBox& box = scene.boxes[i];
        if (lanes[i].column < 0) {
            const qreal left = cellGap + indent * std::min(depth[i], 8);
            box.card = QRectF(left, top[row] + rowPad, m.userWidth, m.cardHeight);
            scene.bands.push_back({QRectF(0, top[row], width, top[row + 1] - top[row] - cellGap), {}, depth[i], false});
        } else {
            box.card = QRectF(headWidth + laneStep * lanes[i].column, top[row] + rowPad + cells[i].slot * lineStep, m.laneWidth,
                              m.cardHeight);
        }
        box.branchX = box.card.left();
        scene.bounds |= box.card;
    }
    scene.bounds |= QRectF(0, 0, width, top.back() - cellGap);
    scene.bands.push_back({QRectF(cellGap, 0, headWidth - cellGap, heading),
                           QCoreApplication::translate("nsscope::ui::GraphText", "owner"), 0, true});
    for (std::size_t c = 0; c < columnOrder.size(); ++c) {
        const NsTypeRow& type = nsTypeRow(columnOrder[c]);
        scene.bands.push_back({QRectF(headWidth + laneStep * static_cast<qreal>(c), 0, m.laneWidth, heading),
                               QString::fromUtf8(type.name.data(), static_cast<qsizetype>(type.name.size())), 0, true});
    }
    scene.buildGrid();
    return scene;
}

} // namespace nsscope::ui
