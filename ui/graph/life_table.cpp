// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/life_table.h"

#include <algorithm>
#include <limits>

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

LifeStanding standingAt(const Life& life, Instant t, std::int64_t tombstoneNs)
{
    LifeStanding standing;
    standing.from = std::numeric_limits<std::int64_t>::min();
    standing.until = std::numeric_limits<std::int64_t>::max();
    // Of a long recording nearly all are still to come or long gone, and nothing else of them matters.
    if (!bornBy(life, t)) {
        standing.until = life.born.when.to.ns;
        return standing;
    }
    if (const Moment* const end = endOf(life); end != nullptr && end->when.to.ns + tombstoneNs <= t.ns) {
        standing.from = end->when.to.ns + tombstoneNs;
        standing.state = LifeState::Destroyed;
        return standing;
    }
    const auto change = [&](std::int64_t ns) {
        if (ns <= t.ns)
            standing.from = std::max(standing.from, ns);
        else
            standing.until = std::min(standing.until, ns);
    };
    const auto bounds = [&](const std::optional<Interval>& span) {
        if (span) {
            change(span->from.ns);
            change(span->to.ns);
        }
    };
    change(life.born.when.to.ns);
    for (const std::optional<Moment>* moment : {&life.destroyed, &life.numberFree, &life.obsolete, &life.teardownStarted}) {
        if (*moment)
            change((*moment)->when.to.ns);
    }
    bounds(life.forgotten.tasks);
    bounds(life.forgotten.others);
    for (const HolderSpan& span : life.holders) {
        change(span.from.ns);
        if (span.to)
            change(span.to->ns);
    }
    standing.state = stateAt(life, t);
    standing.visible = standing.state != LifeState::Unborn;
    standing.counts = standing.visible && standing.state != LifeState::Destroyed;
    if (const Moment* const end = endOf(life)) {
        change(end->when.to.ns + tombstoneNs);
        if (standing.state == LifeState::Destroyed)
            standing.visible = t - end->when.to < tombstoneNs;
    }
    if (life.vanished) {
        change(life.vanished->to.ns);
        change(life.vanished->to.ns + tombstoneNs);
        if (standing.state == LifeState::Unseen) {
            standing.visible = t - life.vanished->to < tombstoneNs;
            standing.counts = life.vanished->to > t;
        }
    }
    return standing;
}

LifeTable::LifeTable(const Frame& frame, Instant at, const ContentOptions& options) : m_frame(frame)
{
    const std::size_t n = frame.lives.size();
    m_standing.resize(n);
    m_ordinal.resize(n);
    m_above.resize(n);
    m_first.assign(n + 2, 0);
    for (std::size_t i = 0; i < n; ++i) {
        const Life& life = *frame.lives[i];
        m_standing[i] = shownStanding(life, at, options);
        const auto before = static_cast<std::size_t>(life.reuses);
        m_ordinal[i] = before > 0 && before <= i ? m_ordinal[before - 1] + 1 : 1;
        const auto upIndex = static_cast<std::int32_t>(lifeAbove(life)) - 1;
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

std::span<const std::int32_t> LifeTable::below(std::int32_t i) const
{
    const auto row = static_cast<std::size_t>(i + 1);
    const auto from = static_cast<std::size_t>(m_first[row]);
    return std::span(m_below).subspan(from, static_cast<std::size_t>(m_first[row + 1]) - from);
}

} // namespace nsscope::ui
