// SPDX-License-Identifier: Apache-2.0
#include "core/witness/bpf_witness.h"

#include <algorithm>
#include <utility>

namespace nsscope
{

namespace
{

constexpr std::size_t usesCap = 65536;
constexpr std::size_t endedUsesCap = 4096;
/// Between a moment and the call that tells it; only an interrupt makes it longer than a microsecond.
constexpr std::int64_t callTime = 20'000; // ns

/// Of these every put is told, before it is done; of the others the last alone, after it was.
bool everyPutIsTold(NsType type) { return type == NsType::Ipc || type == NsType::Mnt || type == NsType::Pid; }

} // namespace

Result<MomentFeed> momentsNotAsked()
{
    return failure("off: its programs take a while to load, and cost each birth and end a little", {}, 0, "--witness bpf");
}

BpfWitness::BpfWitness(Clock clock, Result<MomentFeed> feed) : m_clock(std::move(clock)), m_feed(std::move(feed)) {}

WitnessInfo BpfWitness::availability()
{
    if (m_feed)
        return {"bpf", true, "", ""};
    Error why = m_feed.error();
    const std::string remedy = std::exchange(why.hint, {});
    return {"bpf", false, why.message(), remedy};
}

void BpfWitness::tell(EvidenceKind kind, const NsRef& ns, Instant from, Instant to)
{
    m_facts.push_back(Evidence{kind, ns, {from, to}, "bpf"});
}

void BpfWitness::tellBirth(const Use& use)
{
    if (use.taken)
        tell(EvidenceKind::Born, *use.ns, *use.taken, *use.taken + callTime);
}

void BpfWitness::tellEnd(const Use& use)
{
    if (use.lastPut && everyPutIsTold(use.ns->type))
        tell(EvidenceKind::Obsolete, *use.ns, *use.lastPut, std::min(*use.lastPut + callTime, *use.free));
    else if (use.lastPut)
        tell(EvidenceKind::Obsolete, *use.ns, *use.lastPut + -callTime, *use.lastPut);
    if (use.ns->type == NsType::Net && use.cleanup && use.lastPut && *use.cleanup >= *use.lastPut)
        tell(EvidenceKind::TeardownStarted, *use.ns, *use.cleanup, *use.cleanup);
    tell(EvidenceKind::NumberFree, *use.ns, *use.free, *use.free + callTime);
}

void BpfWitness::watch(const NsRef& ns, Instant seen)
{
    if (!m_feed)
        return;
    const auto ended = std::find_if(m_ended.rbegin(), m_ended.rend(), [&](const auto& one) {
        return one.first == ns.inode && one.second.free > seen && (!one.second.taken || *one.second.taken <= seen);
    });
    if (ended != m_ended.rend()) {
        if (!ended->second.ns) {
            ended->second.ns = ns;
            tellBirth(ended->second);
            tellEnd(ended->second);
        }
        return;
    }
    const auto known = m_uses.find(ns.inode);
    if (known == m_uses.end()) {
        if (m_uses.size() < usesCap)
            m_uses[ns.inode].ns = ns;
        return;
    }
    Use& use = known->second;
    const bool another = use.taken && *use.taken > seen;
    if (another || use.ns == ns)
        return;
    use.ns = ns;
    tellBirth(use);
}

void BpfWitness::take(const ns_moment_record& record)
{
    const Instant at{static_cast<std::int64_t>(record.at_ns)};
    switch (record.moment) {
    case NS_NUMBER_TAKEN: {
        if (m_uses.size() >= usesCap && !m_uses.contains(record.inum))
            return;
        Use use;
        use.taken = at;
        m_uses[record.inum] = use;
        return;
    }
    case NS_PUT: {
        const auto found = m_uses.find(record.inum);
        if (found != m_uses.end())
            found->second.lastPut = at;
        return;
    }
    case NS_CLEANUP_BEGINS:
        m_cleanup = at;
        return;
    case NS_NUMBER_FREE: {
        const auto found = m_uses.find(record.inum);
        if (found == m_uses.end())
            return;
        Use use = std::move(found->second);
        m_uses.erase(found);
        use.free = at;
        use.cleanup = m_cleanup;
        if (use.ns)
            tellEnd(use);
        m_ended.emplace_back(record.inum, std::move(use));
        if (m_ended.size() > endedUsesCap)
            m_ended.pop_front();
        return;
    }
    default:
        return;
    }
}

std::vector<Fact> BpfWitness::collect(Instant now)
{
    if (!m_feed)
        return {};
    for (const ns_moment_record& record : m_feed->take())
        take(record);
    if (const std::uint64_t lost = m_feed->lost(); lost != m_lost) {
        // What is known of the numbers may have changed unseen; what was told is right.
        m_lost = lost;
        m_uses.clear();
        m_ended.clear();
        m_cleanup.reset();
        m_facts.push_back(Notice{now, Notice::Level::Warning,
                                 "The kernel told births and ends of namespaces faster than they could be read: those of the "
                                 "last moments are missing, and of what lived then the end is not told by BPF.",
                                 ""});
    }
    return std::exchange(m_facts, {});
}

} // namespace nsscope
