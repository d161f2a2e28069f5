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
    /// Traces the kernel; `labProgram` as in TraceInstance::make.
    WorkqueueWitness(Clock clock, std::shared_ptr<const DeathLog> obsolete, const std::string& labProgram = {});
    /// Reads a trace that is under way already, or says why there is none.
    WorkqueueWitness(Clock clock, std::shared_ptr<const DeathLog> obsolete, Result<TraceInstance> traced);

    WitnessInfo availability() override;
    /// Needs no list: it hears of deaths from the handle witness.
    void watch(const NsRef&, Instant) override {}
    std::optional<Instant> nextLook() const override;
    std::vector<Fact> collect(Instant now) override;

private:
    void takeLine(std::string_view text);
    /// The kernel threw events away because they came faster than they were read.
    void takeLoss();

    Clock m_clock;
    std::shared_ptr<const DeathLog> m_obsolete;
    std::uint64_t m_obsoleteRead = 0;
    std::optional<TraceInstance> m_instance;
    WitnessInfo m_info{"workqueue", false, "", ""};
    CleanupTracker m_tracker;
    Instant m_drained;
    std::vector<Fact> m_notices;
    std::optional<Instant> m_lossTold;
};

/// Why tracing does not work and what would help, for a witness of this name.
WitnessInfo traceUnavailable(std::string name, const Error& error);

} // namespace nsscope
