// SPDX-License-Identifier: Apache-2.0
// Tells each run of the kernel's clean-up functions, and for network and ipc namespaces which run destroyed them where
// that is certain. Reads the workqueue trace events through a trace instance of its own; needs root.
#pragma once
#include "core/witness/cleanup_tracker.h"
#include "core/witness/death_log.h"
#include "core/witness/trace_instance.h"
#include "core/witness/witness.h"

#include <memory>
#include <optional>

namespace nsscope
{

class WorkqueueWitness : public Witness
{
public:
    WorkqueueWitness(Clock clock, std::shared_ptr<const DeathLog> obsolete);

    WitnessInfo availability() override;
    /// Needs no list: it hears of deaths from the handle witness.
    void watch(const NsRef&, Instant) override {}
    int descriptor() const override;
    std::optional<Instant> nextLook() const override;
    std::vector<Fact> collect(Instant now) override;

private:
    Clock m_clock;
    std::shared_ptr<const DeathLog> m_obsolete;
    std::uint64_t m_obsoleteRead = 0;
    std::optional<TraceInstance> m_instance;
    WitnessInfo m_info{"workqueue", false, "", ""};
    CleanupTracker m_tracker;
    Instant m_drained;
};

/// Why tracing does not work and what would help, for a witness of this name.
WitnessInfo traceUnavailable(std::string name, const Error& error);

} // namespace nsscope
