// SPDX-License-Identifier: GPL-3.0-or-later
// The way from one scene to the next in three stages: what is gone fades out, what moves moves, what is new fades in.
// Half a second in all at most. Pure: given the time passed, says how each node looks.
#pragma once
#include "ui/graph/graph_scene.h"

#include <deque>

namespace nsscope::ui
{

struct NodeMotion
{
    qreal opacity = 1;
    QPointF offset; ///< world units, from its place
};

class SceneMotion
{
public:
    /// Compares and keeps the old scene for its ghosts. False: nothing to show, or too much to be worth it.
    bool start(GraphScene before, const GraphScene& after);
    void stop();
    bool active() const { return m_active; }
    /// False once all stages are over.
    bool advance(int elapsedMs);

    NodeMotion of(std::int32_t node) const;
    const GraphScene& before() const { return m_before; }
    const std::vector<std::int32_t>& ghosts() const { return m_ghosts; }
    qreal ghostOpacity() const { return 1 - m_out; }
    bool moves() const { return m_moves; }
    /// Nodes that came or went.
    static int changes(const GraphScene& before, const GraphScene& after);

private:
    GraphScene m_before;
    std::vector<std::int32_t> m_ghosts;
    std::vector<char> m_fresh;     ///< by node of the new scene
    std::vector<QPointF> m_offset; ///< by node of the new scene
    qreal m_out = 1;               ///< progress of the stages, 0 to 1
    qreal m_move = 1;
    qreal m_in = 1;
    bool m_moves = false;
    bool m_active = false;
};

/// Counts changes within the last second; above ten there is no motion.
class ChangeRate
{
public:
    bool calm(std::int64_t nowMs, int changes);

private:
    std::deque<std::pair<std::int64_t, int>> m_recent;
};

} // namespace nsscope::ui
