// SPDX-License-Identifier: Apache-2.0
#include "core/witness/cleanup_tracker.h"

#include <algorithm>

namespace nsscope
{

namespace
{

constexpr std::size_t openCap = 4096;  // work items queued or running
constexpr std::size_t endedCap = 1024; // runs remembered
constexpr std::size_t deathCap = 4096;
/// Trace clock and system clock read the same hardware but round differently; a reference is gone a moment before its
/// work is queued, and an interrupt may come between.
constexpr std::int64_t earlySlack = 20'000;
constexpr std::int64_t lateSlack = 200'000;
constexpr std::int64_t runPatience = 1'000'000'000; // for a run that was never seen to be queued

std::string_view functionOf(NsType type)
{
    switch (type) {
    case NsType::Net:
        return "cleanup_net";
    case NsType::Ipc:
        return "free_ipc";
    case NsType::User:
        return "free_user_ns";
    case NsType::Pid:
        return "destroy_pid_namespace_work";
    default:
        return {};
    }
}

bool inBatches(NsType type) { return type == NsType::Net || type == NsType::Ipc; }

} // namespace

void CleanupTracker::take(const WorkEvent& event)
{
    switch (event.step) {
    case WorkStep::Queued:
        if (m_queued.size() < openCap)
            m_queued[event.work] = {std::string(event.function), event.at, {}, {}, true};
        return;
    case WorkStep::Started: {
        auto node = m_queued.extract(event.work);
        Run run = node ? std::move(node.mapped()) : Run{std::string(event.function), m_completeSince, {}, {}, false};
        run.start = event.at;
        if (m_running.size() < openCap)
            m_running[event.work] = std::move(run);
        return;
    }
    case WorkStep::Ended:
        if (auto node = m_running.extract(event.work)) {
            Run& run = node.mapped();
            run.end = event.at;
            if (*run.end < *run.start || *run.start < run.queued)
                return; // no kernel's word
            if (run.seenQueued)
                m_facts.push_back(Cleanup{run.function, run.queued, *run.start, *run.end});
            m_ended.push_back(std::move(run));
            if (m_ended.size() > endedCap) {
                m_completeSince = std::max(m_completeSince, *m_ended.front().start);
                m_ended.pop_front();
            }
        }
        return;
    }
}

void CleanupTracker::lost(Instant now)
{
    m_completeSince = now;
    m_queued.clear();
    m_running.clear();
    m_deaths.clear();
}

void CleanupTracker::obsolete(const Evidence& evidence)
{
    if (evidence.kind == EvidenceKind::Obsolete && !functionOf(evidence.ns.type).empty() && m_deaths.size() < deathCap)
        m_deaths.push_back(evidence);
}

std::vector<Fact> CleanupTracker::facts(Instant drained)
{
    std::vector<Evidence> open;
    for (const Evidence& death : m_deaths) {
        if (!settle(death, drained))
            open.push_back(death);
    }
    m_deaths.swap(open);
    return std::exchange(m_facts, {});
}

bool CleanupTracker::couldBe(const Run& run, NsType type, Instant earliest, Instant latest)
{
    if (run.function != functionOf(type) || run.queued > latest)
        return false;
    const std::optional<Instant>& decisive = inBatches(type) ? run.start : run.end;
    return !decisive || *decisive >= earliest;
}

bool CleanupTracker::settle(const Evidence& death, Instant drained)
{
    const Instant earliest = death.when.from + -earlySlack;
    const Instant latest = death.when.to + lateSlack;
    if (earliest < m_completeSince)
        return true;
    if (drained <= latest)
        return false;
    const auto possible = [&](const Run& run) { return couldBe(run, death.ns.type, earliest, latest); };
    const auto open = [&](const auto& entry) { return possible(entry.second); };
    if (std::any_of(m_queued.begin(), m_queued.end(), open) || std::any_of(m_running.begin(), m_running.end(), open))
        return false;
    const Run* first = nullptr;
    const Run* last = nullptr;
    for (const Run& run : m_ended) {
        if (!possible(run))
            continue;
        first = first ? first : &run;
        last = &run;
    }
    if (!first)
        return drained - latest > runPatience;
    const auto tell = [&](EvidenceKind kind, Instant from, Instant to) {
        if (to < from)
            return;
        m_facts.push_back(Evidence{kind, death.ns, {from + -traceClockStep, to + traceClockStep}, "workqueue"});
    };
    // Not before its last reference went, whenever the run began.
    const Instant begun = std::max(*first->start, earliest);
    tell(EvidenceKind::TeardownStarted, begun, inBatches(death.ns.type) ? *last->start : *last->end);
    tell(EvidenceKind::NumberFree, begun, *last->end);
    // The quota comes back within the run too in every kernel that has it (mechanism_table.cpp), but that of a pid
    // namespace by an RCU callback later.
    if (death.ns.type != NsType::Pid)
        tell(EvidenceKind::Destroyed, begun, *last->end);
    return true;
}

} // namespace nsscope
