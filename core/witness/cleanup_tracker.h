// SPDX-License-Identifier: Apache-2.0
// Joins the steps of the kernel's clean-up work into runs, and tells which run destroyed a namespace whose last
// reference is known to have gone at about a time. Pure: fed with events, asked for facts.
//
// cleanup_net and free_ipc take all that was queued when they start; the first namespace queued onto an empty list
// queues the work (kernel 5.4 to 7.1, net/core/net_namespace.c __put_net, ipc/namespace.c put_ipc_ns). So one that
// died between a and b is in a run that was queued not after b and started not before a.
//
// free_user_ns and destroy_pid_namespace_work have a work item for each namespace, queued as its last reference goes,
// or go on to the ancestors whose last reference they drop themselves (kernel/user_namespace.c,
// kernel/pid_namespace.c). So one that died between a and b is in a run that was queued not after b and ended not
// before a. Which of several such runs it was nothing tells: the interval covers them all.
#pragma once
#include "core/model/fact.h"
#include "core/witness/trace_line.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

class CleanupTracker
{
public:
    /// Events before `since` may be missing.
    explicit CleanupTracker(Instant since) : m_completeSince(since) {}

    void take(const WorkEvent& event);
    /// Events were lost up to about `now`.
    void lost(Instant now);
    /// A namespace of any type whose last reference went; those that no run can be matched with are ignored.
    void obsolete(const Evidence& evidence);
    /// All that follows by now; every event before `drained` has been taken.
    std::vector<Fact> facts(Instant drained);
    /// True while a death waits for its run.
    bool waiting() const { return !m_deaths.empty(); }

private:
    struct Run
    {
        std::string function;
        Instant queued;     ///< not later than this where `seenQueued` is false
        std::optional<Instant> start;
        std::optional<Instant> end;
        bool seenQueued = true;
    };
    /// True where the death is settled, one way or the other.
    bool settle(const Evidence& death, Instant drained);
    /// The run may be the one that destroyed what died between `earliest` and `latest`.
    static bool couldBe(const Run& run, NsType type, Instant earliest, Instant latest);

    Instant m_completeSince;
    std::map<std::uint64_t, Run> m_queued;  ///< by work item
    std::map<std::uint64_t, Run> m_running; ///< a work item can be queued again while it runs
    std::deque<Run> m_ended;
    std::vector<Evidence> m_deaths;
    std::vector<Fact> m_facts;
};

} // namespace nsscope
