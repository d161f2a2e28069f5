// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_scene.h"

#include <algorithm>
#include <numeric>

namespace nsscope::ui
{

namespace
{

/// What one column has to make room for, and where that puts it.
struct ColumnSpan
{
    qreal cardWidth = 0;
    bool endedZone = false;
    bool pillZone = false;
    qreal left = 0;
    qreal cardLeft = 0;
    qreal right = 0;
};

qreal widthOf(const GraphNode& node, const GraphMetrics& m, bool story)
{
    if (node.kind == NodeKind::Rest || node.kind == NodeKind::Outside)
        return std::max(m.quietWidth, m.userWidth);
    const bool initial = node.life && node.life->initial;
    if (node.kind == NodeKind::Namespace && !node.numberRow && (node.type == NsType::User || (story && initial)))
        return m.userWidth;
    return m.cardWidth;
}

bool mayHavePill(const GraphNode& node, bool story)
{
    if (node.kind != NodeKind::Namespace || (node.life && node.life->initial))
        return false;
    return (story && node.numberRow) || node.type != NsType::User;
}

std::vector<ColumnSpan> spanColumns(const GraphScene& scene, const std::vector<TreeCell>& cells)
{
    const GraphMetrics& m = scene.metrics;
    std::vector<ColumnSpan> columns;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto c = static_cast<std::size_t>(cells[i].column);
        if (c >= columns.size())
            columns.resize(c + 1);
        const GraphNode& node = scene.content.nodes[i];
        columns[c].cardWidth = std::max(columns[c].cardWidth, widthOf(node, m, scene.content.run >= 0));
        columns[c].endedZone |= node.numberRow;
        columns[c].pillZone |= mayHavePill(node, scene.content.run >= 0);
    }
    qreal x = 0;
    for (ColumnSpan& column : columns) {
        column.left = x;
        column.cardLeft = x + (column.endedZone ? m.endedWidth + m.endedGap : 0);
        column.right = column.cardLeft + column.cardWidth + (column.pillZone ? m.pillGap + m.pillWidth : 0);
        x = column.right + m.gap;
    }
    return columns;
}

/// Trunks in one gap that overlap stand side by side: later ones further left, so that their branches do not cross.
void spreadTrunks(GraphScene& scene, const std::vector<TreeCell>& cells)
{
    const auto columnOf = [&](const Trunk& t) { return cells[static_cast<std::size_t>(t.parent)].column; };
    std::vector<std::size_t> order(scene.trunks.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Trunk& s = scene.trunks[a];
        const Trunk& t = scene.trunks[b];
        return std::pair(columnOf(s), s.top) < std::pair(columnOf(t), t.top);
    });
    constexpr int tracks = 4;
    constexpr qreal trackStep = 7;
    int track = 0;
    for (std::size_t i = 1; i < order.size(); ++i) {
        const Trunk& before = scene.trunks[order[i - 1]];
        Trunk& trunk = scene.trunks[order[i]];
        const bool overlaps = columnOf(before) == columnOf(trunk) && trunk.top < before.bottom;
        track = overlaps ? (track + 1) % tracks : 0;
        trunk.x -= track * trackStep;
    }
}

void addTrunks(GraphScene& scene, const std::vector<TreeCell>& cells, const std::vector<ColumnSpan>& columns)
{
    const std::size_t n = cells.size();
    std::vector<std::int32_t> trunkOf(n, -1);
    std::vector<char> parentOfUsers(n, 0);
    std::vector<char> mixed(n, 0); // has children that are no plain members: each branch says what it is
    for (std::size_t i = 0; i < n; ++i) {
        const GraphNode& node = scene.content.nodes[i];
        if (node.parent < 0 || !node.present)
            continue;
        const auto parent = static_cast<std::size_t>(node.parent);
        const qreal y = scene.boxes[i].card.center().y();
        parentOfUsers[parent] = node.childOfUser() ? 1 : 0;
        mixed[parent] |= (node.childOfUser() && !node.numberRow) || node.kind == NodeKind::Rest ? 1 : 0;
        if (trunkOf[parent] < 0) {
            trunkOf[parent] = static_cast<std::int32_t>(scene.trunks.size());
            const qreal own = scene.boxes[parent].card.center().y();
            scene.trunks.push_back({node.parent, 0, std::min(own, y), std::max(own, y), EdgeLabel::None});
        }
        Trunk& trunk = scene.trunks[static_cast<std::size_t>(trunkOf[parent])];
        trunk.top = std::min(trunk.top, y);
        trunk.bottom = std::max(trunk.bottom, y);
    }
    constexpr qreal nearParent = 12;
    constexpr qreal nearChildren = 12;
    for (Trunk& trunk : scene.trunks) {
        const auto parent = static_cast<std::size_t>(trunk.parent);
        const ColumnSpan& column = columns[static_cast<std::size_t>(cells[parent].column)];
        if (!mixed[parent] && scene.content.nodes[parent].childOfUser())
            trunk.label = parentOfUsers[parent] ? EdgeLabel::Parent : EdgeLabel::Owns;
        trunk.x = mixed[parent] ? column.right + nearParent : column.right + scene.metrics.gap - nearChildren;
    }
    spreadTrunks(scene, cells);
    std::vector<char> said(n, 0); // bit 1: "owns", bit 2: "parent"
    for (std::size_t i = 0; i < n; ++i) {
        const GraphNode& node = scene.content.nodes[i];
        if (node.parent < 0 || !node.present)
            continue;
        const auto parent = static_cast<std::size_t>(node.parent);
        NodeBox& box = scene.boxes[i];
        box.branchX = scene.trunks[static_cast<std::size_t>(trunkOf[parent])].x;
        if (!mixed[parent] || !scene.content.nodes[parent].childOfUser() || node.kind == NodeKind::Rest)
            continue;
        const char bit = node.childOfUser() ? 2 : 1;
        if (!(said[parent] & bit))
            box.label = bit == 2 ? EdgeLabel::Parent : EdgeLabel::Owns;
        said[parent] = static_cast<char>(said[parent] | bit);
    }
}

} // namespace

GraphScene treeScene(GraphContent content, const GraphMetrics& metrics, TreeSlots& places)
{
    GraphScene scene;
    scene.content = std::move(content);
    scene.metrics = metrics;
    const std::vector<GraphNode>& nodes = scene.content.nodes;
    std::vector<TreeNode> tree(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i)
        tree[i] = {nodes[i].key, nodes[i].parent};
    const std::vector<TreeCell> cells = places.place(tree);
    const std::vector<ColumnSpan> columns = spanColumns(scene, cells);

    const bool story = scene.content.run >= 0;
    scene.boxes.resize(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const GraphNode& node = nodes[i];
        const ColumnSpan& column = columns[static_cast<std::size_t>(cells[i].column)];
        const qreal y = cells[i].row * metrics.rowHeight();
        const QRectF card(column.cardLeft, y, widthOf(node, metrics, story), metrics.cardHeight);
        // Known lives count even before their birth, so that looking back does not shift the picture.
        if (node.present || node.life)
            scene.bounds |= card;
        if (!node.present)
            continue;
        NodeBox& box = scene.boxes[i];
        box.card = card;
        box.branchX = card.left();
        if (node.ended > 0)
            box.ended = QRectF(column.left, y + 5, metrics.endedWidth, metrics.cardHeight - 10);
        if (mayHavePill(node, story))
            box.pillX = column.cardLeft + column.cardWidth + metrics.pillGap;
    }
    if (!columns.empty()) {
        scene.bounds.setLeft(columns.front().left);
        scene.bounds.setRight(columns.back().right);
    }
    addTrunks(scene, cells, columns);
    std::vector<std::int32_t> all(nodes.size());
    std::iota(all.begin(), all.end(), 0);
    scene.fitPills(all);
    scene.buildGrid();
    return scene;
}

} // namespace nsscope::ui
