// SPDX-License-Identifier: Apache-2.0
#include "core/witness/slab_tracker.h"

#include "core/witness/trace_line.h"

#include <utility>

namespace nsscope
{

namespace
{

constexpr std::size_t recentCap = 1024;
constexpr std::size_t objectCap = 16384;

} // namespace

std::string_view slabCacheName(NsType type)
{
    switch (type) {
    case NsType::Net:
        return "net_namespace";
    case NsType::Pid:
        return "pid_namespace";
    default:
        return {};
    }
}

void SlabTracker::take(const SlabEvent& event)
{
    const bool net = event.cache == slabCacheName(NsType::Net);
    if (!net && event.cache != slabCacheName(NsType::Pid))
        return;
    if (!event.freed) {
        m_objects.erase(event.object);
        m_recent.push_back({event.object, event.pid, event.at, net ? NsType::Net : NsType::Pid});
        if (m_recent.size() > recentCap)
            m_recent.pop_front();
        return;
    }
    // Freed before it was known to be anybody's: a creation that failed.
    std::erase_if(m_recent, [&](const Allocation& a) { return a.object == event.object; });
    const auto found = m_objects.find(event.object);
    if (found == m_objects.end())
        return;
    const Interval when{event.at + -traceClockStep, event.at + traceClockStep};
    m_facts.push_back(Evidence{EvidenceKind::MemoryFree, found->second, when, "kmem"});
    m_objects.erase(found);
}

void SlabTracker::made(const NsRef& ns, std::int32_t pid, Interval birth)
{
    const Allocation* its = nullptr;
    for (const Allocation& allocation : m_recent) {
        if (allocation.type != ns.type || allocation.pid != pid || allocation.at < birth.from + -traceClockSlack ||
            allocation.at > birth.to + traceClockSlack)
            continue;
        if (its)
            return;
        its = &allocation;
    }
    if (its && m_objects.size() < objectCap)
        m_objects[its->object] = ns;
}

void SlabTracker::lost()
{
    m_recent.clear();
    m_objects.clear();
}

} // namespace nsscope
