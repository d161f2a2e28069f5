// SPDX-License-Identifier: Apache-2.0
// A source that can tell when a namespace became obsolete, was torn down or destroyed. One file a witness. The agent
// owns them, waits on their descriptors and deadlines and asks them to collect; they never block.
#pragma once
#include "core/base/instant.h"
#include "core/model/fact.h"

#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

class Witness
{
public:
    virtual ~Witness() = default;

    /// Name, whether it works here with these privileges, and if not why and what would help.
    virtual WitnessInfo availability() = 0;
    /// Begin to watch this namespace, seen alive at `seen`; forgets it by itself once its last fact is told.
    virtual void watch(const NsRef& ns, Instant seen) = 0;
    /// The same for one that our lab's process `pid` made by a system call within `birth`. A witness may mark it in
    /// ways that die with it.
    virtual void watchMade(const NsRef& ns, std::int32_t pid, Interval birth)
    {
        (void)pid;
        watch(ns, birth.to);
    }
    /// At `at` it certainly had a reference: whoever tells this knew its holder, and no look at it is needed.
    virtual void held(const NsRef& ns, Instant at)
    {
        (void)ns;
        (void)at;
    }
    /// A holder of this namespace is known to have gone at about `at` (a lab step left it, a scan missed a holder):
    /// it may die any moment now, so look often for a while; where `at` is still to come, from then on. Unknown
    /// namespaces are ignored.
    virtual void expect(const NsRef& ns, Instant at)
    {
        (void)ns;
        (void)at;
    }
    /// The lab's process `pid` is about to give up all that it made and makes nothing any more: what would disturb its
    /// run does not from now on. May take some milliseconds.
    virtual void ending(std::int32_t pid) { (void)pid; }
    /// Descriptor that becomes readable when there is something to collect; -1: none, see nextLook.
    virtual int descriptor() const { return -1; }
    /// When it wants to be asked next although no descriptor woke the agent; absent: nothing to wait for.
    virtual std::optional<Instant> nextLook() const { return std::nullopt; }
    /// Facts since the last call. `now` is taken by the caller right before.
    virtual std::vector<Fact> collect(Instant now) = 0;
};

} // namespace nsscope
