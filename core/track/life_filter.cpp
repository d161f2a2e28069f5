// SPDX-License-Identifier: Apache-2.0
#include "core/track/life_filter.h"

#include <algorithm>

namespace nsscope
{

namespace
{

/// The last moment at which holders of it were seen, not after `t`.
Instant lastHeld(const Life& life, Instant t)
{
    Instant last = life.born.when.to;
    for (const HolderSpan& span : life.holders) {
        if (span.from <= t)
            last = std::max(last, span.to && *span.to <= t ? *span.to + -1 : t);
    }
    return last;
}

} // namespace

bool LifeFilter::matches(const Life& life, Instant t)
{
    const LifeState state = stateAt(life, t);
    if (state == LifeState::Unborn)
        return false;
    const bool held = state == LifeState::Held || state == LifeState::Pinned;
    const Instant at = held ? t : lastHeld(life, t);
    m_info.ref = life.ref;
    m_info.initial = life.initial;
    m_info.owner = life.owner;
    m_info.parent = life.parent;
    m_info.ownerUid = life.ownerUid;
    m_info.ownerUser = life.ownerUser;
    m_info.names = life.names;
    m_info.nsid = life.nsid;
    m_info.traits = life.traits;
    m_info.holders.clear();
    m_info.processes = 0;
    m_info.threads = 0;
    for (const HolderSpan& span : life.holders) {
        if (span.from > at)
            break;
        if (span.to && *span.to <= at)
            continue;
        m_info.processes += span.holder.kind == HolderKind::Process ? 1 : 0;
        m_info.threads += span.holder.kind == HolderKind::Thread ? 1 : 0;
        m_info.holders.push_back(span.holder);
    }
    FilterSubject subject{m_info, lifeStateName(state), std::nullopt};
    if (!life.bornBeforeStream)
        subject.ageNs = t - life.born.when.to;
    return m_filter.matches(subject);
}

} // namespace nsscope
