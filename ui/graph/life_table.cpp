// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/life_table.h"

#include "ui/graph/graph_node.h"

namespace nsscope::ui
{

HolderSummary holderSummaryAt(const Life& life, Instant t)
{
    HolderSummary sum;
    bool firstIsProcess = false;
    for (const HolderSpan& span : life.holders) {
        if (span.from > t)
            break;
        if (span.to && *span.to <= t)
            continue;
        const bool process = span.holder.kind == HolderKind::Process;
        if (process)
            ++sum.processes;
        else if (span.holder.kind == HolderKind::Thread)
            ++sum.threads;
        else
            ++sum.others;
        if (!sum.first || (process && !firstIsProcess)) {
            sum.first = &span.holder;
            firstIsProcess = process;
        }
    }
    return sum;
}

LifeTable::LifeTable(const Frame& frame, Instant at, std::int64_t tombstoneNs) : m_frame(frame), m_at(at)
{
    const std::size_t n = frame.lives.size();
    m_state.resize(n);
    m_ordinal.resize(n);
    m_visible.resize(n);
    m_above.resize(n);
    m_first.assign(n + 2, 0);
    for (std::size_t i = 0; i < n; ++i) {
        const Life& life = *frame.lives[i];
        m_state[i] = stateAt(life, at);
        const auto before = static_cast<std::size_t>(life.reuses);
        m_ordinal[i] = before > 0 && before <= i ? m_ordinal[before - 1] + 1 : 1;
        bool shown = m_state[i] != LifeState::Unborn;
        if (const auto end = endOf(life); end && m_state[i] == LifeState::Destroyed)
            shown = at - end->when.to < tombstoneNs;
        else if (m_state[i] == LifeState::Unseen && life.vanished)
            shown = shown && at - life.vanished->to < tombstoneNs;
        m_visible[i] = shown ? 1 : 0;
        const LifeId up = life.ref.type == NsType::User ? life.parentLife : life.ownerLife;
        const auto upIndex = static_cast<std::int32_t>(up) - 1;
        m_above[i] = upIndex >= 0 && upIndex < static_cast<std::int32_t>(n) && upIndex != static_cast<std::int32_t>(i)
                         ? upIndex
                         : -1;
        ++m_first[static_cast<std::size_t>(m_above[i] + 1) + 1];
    }
    for (std::size_t i = 1; i < m_first.size(); ++i)
        m_first[i] += m_first[i - 1];
    m_below.resize(n);
    std::vector<std::int32_t> next(m_first.begin(), m_first.end() - 1);
    for (std::size_t i = 0; i < n; ++i)
        m_below[static_cast<std::size_t>(next[static_cast<std::size_t>(m_above[i] + 1)]++)] = static_cast<std::int32_t>(i);
}

bool LifeTable::counts(std::int32_t i) const
{
    switch (state(i)) {
    case LifeState::Held:
    case LifeState::Pinned:
    case LifeState::Obsolete:
        return true;
    case LifeState::Unseen:
        return !life(i).vanished || life(i).vanished->to > m_at;
    default:
        return false;
    }
}

std::span<const std::int32_t> LifeTable::below(std::int32_t i) const
{
    const auto row = static_cast<std::size_t>(i + 1);
    const auto from = static_cast<std::size_t>(m_first[row]);
    return std::span(m_below).subspan(from, static_cast<std::size_t>(m_first[row + 1]) - from);
}

} // namespace nsscope::ui
