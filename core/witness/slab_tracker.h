// SPDX-License-Identifier: Apache-2.0
// Follows the memory of single namespaces from slab allocation to release. Pure: fed with slab events and with what
// our lab made, asked for facts. An allocation is known to be that of a namespace where the process that made it
// allocated exactly one object of the type's cache within the system call.
#pragma once
#include "core/model/fact.h"
#include "core/witness/trace_line.h"

#include <deque>
#include <unordered_map>
#include <vector>

namespace nsscope
{

class SlabTracker
{
public:
    void take(const SlabEvent& event);
    /// `ns` was made by `pid` within `birth`; call it once the events up to birth.to have been taken.
    void made(const NsRef& ns, std::int32_t pid, Interval birth);
    /// Events were lost: no object is known any more.
    void lost();
    std::vector<Fact> facts() { return std::exchange(m_facts, {}); }

private:
    struct Allocation
    {
        std::uint64_t object;
        std::int32_t pid;
        Instant at;
        NsType type;
    };
    std::deque<Allocation> m_recent;
    std::unordered_map<std::uint64_t, NsRef> m_objects; ///< by hash of address
    std::vector<Fact> m_facts;
};

/// Name of the slab cache of a type that frees one by one; empty for the others (kfree_rcu frees in bulk, past the
/// trace event).
std::string_view slabCacheName(NsType type);

} // namespace nsscope
