// SPDX-License-Identifier: GPL-3.0-or-later
// Content with a place for everything: boxes of cards, tombstones and holder pills, trunks of edges, and a grid to find
// them. World coordinates: device-independent pixels at scale 1. Made by a layout, read by painter and view.
#pragma once
#include "ui/graph/graph_metrics.h"
#include "ui/graph/graph_node.h"
#include "ui/graph/grid_index.h"
#include "ui/graph/lane_layout.h"
#include "ui/graph/tree_layout.h"

#include <QRectF>
#include <QString>
#include <span>
#include <vector>

namespace nsscope::ui
{

enum class EdgeLabel : std::uint8_t { None, Owns, Parent };

struct NodeBox
{
    QRectF card;  ///< null: not drawn
    QRectF ended; ///< tombstone of earlier lives on the number
    QRectF pill;  ///< holders
    qreal branchX = 0; ///< where the edge from its parent's trunk starts; card.left() where there is none
    qreal pillX = 0;   ///< where holders stand when there are any; 0: they are never shown beside it
    EdgeLabel label = EdgeLabel::None;

    QRectF pillPlace(const GraphMetrics& m) const
    {
        return pillX > 0 ? QRectF(pillX, card.top() + 4, m.pillWidth, m.cardHeight - 8) : QRectF();
    }
    qreal left() const { return ended.isNull() ? card.left() : ended.left(); }
    QRectF whole() const { return card | ended | pill; }
    QRectF reach() const { return whole().adjusted(qMin(0.0, branchX - left()), 0, 0, 0); }
};

/// Vertical line that all edges of one parent share.
struct Trunk
{
    std::int32_t parent = -1;
    qreal x = 0;
    qreal top = 0;
    qreal bottom = 0;
    EdgeLabel label = EdgeLabel::None; ///< between parent and trunk: "owns N", "parent"
};

/// Row or column of the lanes layout: a quiet band with a heading.
struct LaneBand
{
    QRectF area;
    QString title;
    std::int32_t depth = 0;
    bool column = false;
};

enum class ScenePart : std::uint8_t { None, Card, Ended, Pill };
struct SceneHit
{
    std::int32_t node = -1;
    ScenePart part = ScenePart::None;
};

struct GraphScene
{
    GraphContent content;
    GraphMetrics metrics;
    std::vector<NodeBox> boxes; ///< by node
    std::vector<Trunk> trunks;
    std::vector<LaneBand> bands;
    GridIndex grid;
    QRectF bounds;      ///< with the width of places kept free
    bool chips = false; ///< small cards: holders as a chip

    const GraphNode& node(std::int32_t i) const { return content.nodes[static_cast<std::size_t>(i)]; }
    const NodeBox& box(std::int32_t i) const { return boxes[static_cast<std::size_t>(i)]; }
    SceneHit hit(QPointF point) const;
    /// Index of the node with this key, -1 where there is none.
    std::int32_t nodeWithKey(std::uint64_t key) const;
    /// The life that a click on a part means: of a tombstone the newest one that ended.
    LifeId lifeOf(const SceneHit& hit) const;
    /// Of `bounds`, as far as something is there now.
    QRectF used() const;
    void buildGrid();
    /// Shows or hides the pills of nodes whose holders have changed.
    void fitPills(std::span<const std::int32_t> nodes);
};

GraphScene treeScene(GraphContent content, const GraphMetrics& metrics, TreeSlots& places);
GraphScene lanesScene(GraphContent content, const GraphMetrics& metrics, LaneSlots& places);

} // namespace nsscope::ui
