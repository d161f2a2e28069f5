// SPDX-License-Identifier: Apache-2.0
// Tells when the inode number of a dead namespace is free again: a probe takes the lowest free numbers for some tens of
// microseconds and gives them back. All namespaces and /proc entries share the numbers, lowest free first, so one above
// the numbers that the probe gets is still taken. Needs no root. A namespace that is made meanwhile gets a number that
// the probe is not sitting on: the run it watches may shift by a number, so it is off unless asked for. Whoever else takes
// the number in between (a network namespace takes dozens for its /proc entries) makes it look taken for longer; of the
// lab's own that is known.
#pragma once
#include "core/witness/death_log.h"
#include "core/witness/probe_process.h"
#include "core/witness/probe_record.h"
#include "core/witness/witness.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace nsscope
{

/// What one look at the allocator says about one number.
enum class NumberState : std::uint8_t { Free, Taken, Unknown };
NumberState stateOfNumber(const AllocatorReply& reply, std::uint64_t number);

class AllocatorWitness : public Witness
{
public:
    /// Not `wanted`: does nothing, and says so.
    AllocatorWitness(Clock clock, const std::string& labProgram, bool wanted,
                     std::shared_ptr<const DeathLog> deaths = nullptr);

    WitnessInfo availability() override;
    /// Only those of the lab: for others it would take numbers all the time.
    void watch(const NsRef& ns, Instant seen) override;
    void watchMade(const NsRef& ns, std::int32_t pid, Interval birth) override;
    void held(const NsRef& ns, Instant at) override;
    void expect(const NsRef& ns, Instant at) override;
    /// From now on the quota's gauge may take a number as soon as it is free: that one is taken tells nothing more.
    void ending(std::int32_t) override { m_gauged = true; }
    int descriptor() const override { return m_probe ? m_probe->socket() : -1; }
    std::optional<Instant> nextLook() const override;
    std::vector<Fact> collect(Instant now) override;

private:
    struct Watched
    {
        NsRef ns;
        Instant alive; ///< last moment when it certainly had a reference
        /// Moments when its number was certainly not free, in order: the last ones, of which some may turn out to be of
        /// a new owner.
        std::vector<Instant> taken;
        bool retaken = false; ///< one of the many numbers of a network namespace made meanwhile may be this
        std::optional<Instant> leftAt;
    };
    void readReplies();
    void mayBeRetaken(Instant begin);
    /// Those whose quota is back: whoever found that out took their numbers.
    void forgetDestroyed();
    void take(const AllocatorReply& reply);
    void tellFree(const Watched& watched, Instant seen);
    void ask(Instant now);
    void giveUp(std::string reason);

    Clock m_clock;
    std::shared_ptr<const DeathLog> m_deaths;
    std::uint64_t m_deathsRead = 0;
    std::optional<ProbeProcess> m_probe;
    WitnessInfo m_info{"allocator", false, "", ""};
    bool m_told = false; ///< somebody was told whether it works
    bool m_asked = true; ///< an answer is to come; the first comes unasked
    std::optional<Instant> m_due;
    bool m_gauged = false; ///< the experiment ends: numbers may have a new owner that nobody tells of
    Instant m_lastMade; ///< when a namespace was last made, as far as known
    std::vector<Watched> m_watched;
    std::array<std::int64_t, nsTypeCount> m_usual{}; ///< ns that the last one of a type took to give its number back
    std::vector<Fact> m_facts;
};

} // namespace nsscope
