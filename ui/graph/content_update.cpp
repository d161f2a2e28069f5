// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/content_update.h"

#include <algorithm>

namespace nsscope::ui
{

namespace
{

struct Change
{
    std::size_t life;
    LifeStanding standing;
};

bool sameFooting(const GraphContent& content, const FramePtr& frame, Instant at, const ContentOptions& options)
{
    return content.frame && frame && options.plain() && content.run < 0 && storyRun(*frame, at, options) < 0 &&
           content.standing.size() == frame->lives.size() && content.frame->header.at == frame->header.at;
}

/// What a place depends on; all else of a life only changes how its node looks.
bool samePlace(const Life& a, const Life& b)
{
    return a.id == b.id && a.ref.type == b.ref.type && a.initial == b.initial && a.reuses == b.reuses &&
           lifeAbove(a) == lifeAbove(b);
}

/// A change of count by one, of a number that never was below zero.
void adjust(std::uint32_t& count, bool before, bool now) { count += static_cast<std::uint32_t>(now) - static_cast<std::uint32_t>(before); }

class Updater
{
public:
    explicit Updater(GraphContent& content) : m_content(content) {}

    void apply(const Change& change)
    {
        const Life& life = *m_content.frame->lives[change.life];
        LifeStanding& standing = m_content.standing[change.life];
        if (const std::int32_t group = m_content.groupOfLife[change.life]; group >= 0) {
            adjust(m_content.nodes[static_cast<std::size_t>(group)].heldMembers, standing.state == LifeState::Held,
                   change.standing.state == LifeState::Held);
            m_changed.push_back(group);
        }
        if (life.ref.type != NsType::User && standing.counts != change.standing.counts)
            countFor(lifeAbove(life), standing.counts, change.standing.counts);
        standing = change.standing;
        const std::int32_t index = m_content.nodeOfLife[change.life];
        if (index < 0 || m_content.nodes[static_cast<std::size_t>(index)].kind != NodeKind::Namespace)
            return;
        GraphNode& node = m_content.nodes[static_cast<std::size_t>(index)];
        node.life = &life;
        node.state = standing.state;
        node.holders = holderSummaryAt(life, m_content.at);
        m_changed.push_back(index);
    }

    /// Its subtitle tells for how long it has been so.
    void aged(std::size_t life)
    {
        if (m_content.nodeOfLife[life] >= 0)
            m_changed.push_back(m_content.nodeOfLife[life]);
    }

    std::vector<std::int32_t> take()
    {
        std::sort(m_changed.begin(), m_changed.end());
        m_changed.erase(std::unique(m_changed.begin(), m_changed.end()), m_changed.end());
        return std::move(m_changed);
    }

private:
    void countFor(LifeId owner, bool before, bool now)
    {
        const std::int32_t index = m_content.nodeOf(owner);
        if (index < 0)
            return;
        GraphNode& node = m_content.nodes[static_cast<std::size_t>(index)];
        if (node.kind != NodeKind::Namespace || node.type != NsType::User)
            return;
        adjust(node.count, before, now);
        m_changed.push_back(index);
    }

    GraphContent& m_content;
    std::vector<std::int32_t> m_changed;
};

} // namespace

std::optional<std::vector<std::int32_t>> updateContent(GraphContent& content, const FramePtr& frame, Instant at,
                                                       const ContentOptions& options)
{
    if (!sameFooting(content, frame, at, options))
        return std::nullopt;
    std::vector<Change> changes;
    std::vector<std::size_t> obsolete;
    for (std::size_t i = 0; i < frame->lives.size(); ++i) {
        const auto& before = content.frame->lives[i];
        const auto& now = frame->lives[i];
        const LifeStanding& standing = content.standing[i];
        if (before != now || !standing.holdsAt(at)) {
            const LifeStanding next = shownStanding(*now, at, options);
            if (next.visible != standing.visible || (before != now && !samePlace(*before, *now)))
                return std::nullopt;
            changes.push_back({i, next});
        } else if (standing.state == LifeState::Obsolete) {
            obsolete.push_back(i);
        }
    }
    const FramePtr kept = std::exchange(content.frame, frame); // nodes point into it until they are updated
    const bool moved = content.at != at;
    content.at = at;
    Updater updater(content);
    for (const Change& change : changes)
        updater.apply(change);
    for (std::size_t i = 0; moved && i < obsolete.size(); ++i)
        updater.aged(obsolete[i]);
    return updater.take();
}

} // namespace nsscope::ui
