// SPDX-License-Identifier: GPL-3.0-or-later
// Collects the nodes of a GraphContent in depth-first order. Shared by the two ways to tell a frame: host and story.
#pragma once
#include "ui/graph/content.h"
#include "ui/graph/life_table.h"

namespace nsscope::ui
{

class ContentBuilder
{
public:
    ContentBuilder(FramePtr frame, Instant at, const ContentOptions& options);

    /// The ownership forest of the whole host.
    void tellHost();
    /// The experiment run and what belongs to it; the rest of the host as one node.
    void tellStory(std::int32_t run);
    GraphContent take();

private:
    struct Story;
    struct Row ///< lives of a run on one number below one owner
    {
        std::vector<std::int32_t> lives;
    };
    using Indexes = std::vector<std::int32_t>;

    GraphNode& add(NodeKind kind, std::uint64_t key, std::int32_t parent);
    std::int32_t addLife(std::int32_t life, std::uint64_t key, std::int32_t parent);
    bool shown(std::int32_t life) const { return m_content.nodeOfLife[static_cast<std::size_t>(life)] >= 0; }
    void claim(std::int32_t life, std::int32_t node) { m_content.nodeOfLife[static_cast<std::size_t>(life)] = node; }
    void claimBelow(std::int32_t life, std::int32_t node);
    void addUserTree(std::int32_t user, std::int32_t parent, int depth);
    /// Visible members that no node shows yet, grouped by type where there are many.
    void addMembers(const Indexes& members, std::int32_t parent, int depth);
    void addEach(std::span<const std::int32_t> lives, std::int32_t parent, int depth);
    /// One node for `lives`, which are `partial`ly what its neighbours do not show.
    std::int32_t addGroup(std::span<const std::int32_t> lives, NsType type, std::int32_t parent, bool partial);
    void addRest(std::int32_t parent);
    void countOwned();

    Story readStory(std::int32_t run) const;
    void addPath(const Story& story);
    void addInitial(const Story& story, std::int32_t parent);
    void addMadeUser(const Story& story, std::size_t user, std::int32_t parent);
    void addRow(const Story& story, std::size_t user, std::size_t index, std::int32_t parent);

    FramePtr m_frame;
    const ContentOptions& m_options;
    LifeTable m_lives;
    GraphContent m_content;
};

} // namespace nsscope::ui
