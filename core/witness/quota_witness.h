// SPDX-License-Identifier: Apache-2.0
// Tells when the namespaces of an experiment are destroyed by the kernel's own count: in the experiment's user namespace
// the limit max_TYPE_namespaces is set to 1, and a creation is refused with ENOSPC while one of them is still counted.
// A creation that is not refused makes one, so it only begins when the experiment makes no more, and ends with the
// first; needs no root. The limit dies with the user namespace.
#pragma once
#include "core/witness/death_log.h"
#include "core/witness/probe_process.h"
#include "core/witness/probe_record.h"
#include "core/witness/witness.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

class QuotaWitness : public Witness
{
public:
    /// What it tells is added to `log` too, where there is one.
    QuotaWitness(Clock clock, std::string labProgram, std::shared_ptr<DeathLog> log = nullptr);

    WitnessInfo availability() override { return m_info; }
    /// Only those of the lab: others are counted elsewhere.
    void watch(const NsRef&, Instant) override {}
    void watchMade(const NsRef& ns, std::int32_t pid, Interval birth) override;
    void held(const NsRef& ns, Instant at) override;
    void expect(const NsRef& ns, Instant at) override;
    void ending(std::int32_t pid) override;
    int descriptor() const override { return m_epoll.get(); }
    std::optional<Instant> nextLook() const override;
    std::vector<Fact> collect(Instant now) override;

private:
    struct Counted
    {
        NsRef ns;
        Instant alive;
    };
    void beginRun(std::int32_t pid);
    void readReplies();
    void take(const GaugeReply& reply);
    void tellDestroyed(const GaugeReply& reply);
    void giveUp(std::string reason);

    Clock m_clock;
    std::string m_labProgram;
    std::shared_ptr<DeathLog> m_log;
    UniqueFd m_epoll; ///< stays the same while probes come and go
    WitnessInfo m_info{"quota", false, "", ""};
    std::optional<ProbeProcess> m_probe;
    std::int32_t m_pid = 0; ///< the helper whose run it is
    NsType m_type = NsType::Net;
    std::vector<Counted> m_counted; ///< made in this run, but for those whose number was taken over
    std::size_t m_made = 0;
    std::optional<GaugeReply> m_firstRefusal;
    std::vector<Fact> m_facts;
};

} // namespace nsscope
