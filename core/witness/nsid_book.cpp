// SPDX-License-Identifier: Apache-2.0
#include "core/witness/nsid_book.h"

#include "core/witness/ns_handle.h"

#include <algorithm>
#include <utility>

namespace nsscope
{

namespace
{

constexpr std::size_t nsidCap = 65536;
constexpr std::size_t withoutCap = 64; // each costs a few system calls whenever an nsid is given to somebody

} // namespace

void NsidBook::watch(const NsRef& ns, Instant alive, bool assign, const Drain& drain)
{
    if (ns.type != NsType::Net || ns.id == 0 || m_watched.size() >= nsidCap)
        return;
    const auto its = [&](const Watched& watched) { return watched.ns == ns; };
    if (std::any_of(m_without.begin(), m_without.end(), its) ||
        std::any_of(m_watched.begin(), m_watched.end(), [&](const auto& entry) { return its(entry.second); }))
        return;
    drain();
    const bool somebodyGotOne = m_somebodyGotOne;
    const auto nsid = m_asker.ask(ns, assign);
    // What is pending now may concern whoever had this nsid before: read it before the nsid means this namespace.
    drain();
    if (assign)
        m_somebodyGotOne = somebodyGotOne; // it was this one
    if (nsid)
        m_watched[*nsid] = {ns, alive};
    else if (m_without.size() < withoutCap)
        m_without.push_back({ns, alive});
}

std::optional<NsidBook::Watched> NsidBook::take(const NsidEvent& event)
{
    m_somebodyGotOne |= !event.gone;
    // A new owner of the nsid without a word of the old one's end: nothing can be said of the old one.
    const auto entry = m_watched.extract(event.nsid);
    return event.gone && entry ? std::optional(entry.mapped()) : std::nullopt;
}

void NsidBook::lose()
{
    for (const auto& [nsid, watched] : std::exchange(m_watched, {})) {
        if (m_without.size() < withoutCap)
            m_without.push_back(watched);
    }
    m_lost = true; // those who live are asked for it again
}

void NsidBook::askAgain(const Drain& drain)
{
    if (!m_somebodyGotOne && !m_lost)
        return;
    m_somebodyGotOne = false;
    m_lost = false;
    for (const Watched& watched : std::exchange(m_without, {})) {
        if (touchByHandle(watched.ns) == 0)
            watch(watched.ns, watched.alive, false, drain);
    }
}

} // namespace nsscope
