// SPDX-License-Identifier: Apache-2.0
// Tells when the memory of a network or pid namespace that our lab made was given back, by the trace events of the
// slab allocator. Knows nothing of namespaces made by others. Needs root; costs every program on the machine a little.
#pragma once
#include "core/witness/slab_tracker.h"
#include "core/witness/trace_instance.h"
#include "core/witness/witness.h"

#include <optional>
#include <string>

namespace nsscope
{

class KmemWitness : public Witness
{
public:
    /// Not `wanted`: does nothing, and says so.
    /// `labProgram` as in TraceInstance::make.
    explicit KmemWitness(bool wanted, const std::string& labProgram = {});

    WitnessInfo availability() override { return m_info; }
    void watch(const NsRef&, Instant) override {}
    void watchMade(const NsRef& ns, std::int32_t pid, Interval birth) override;
    std::optional<Instant> nextLook() const override;
    std::vector<Fact> collect(Instant now) override;

private:
    void drain();

    Instant m_nextLook;

    std::optional<TraceInstance> m_instance;
    WitnessInfo m_info{"kmem", false, "", ""};
    SlabTracker m_tracker;
};

} // namespace nsscope
