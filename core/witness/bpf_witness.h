// SPDX-License-Identifier: Apache-2.0
// The kernel's own word (core/bpf, lives.bpf.c): when a number was taken and free again, when the last reference went, when
// cleanup_net began with it. Exact for every namespace of the machine. That the quota is back is not told: the kernel does
// not say whose count came back.
#pragma once
#include "core/bpf/lives.h"
#include "core/base/error.h"
#include "core/witness/witness.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace nsscope
{

/// Where moments come from: programs in the kernel, or a test.
struct MomentFeed
{
    std::function<std::vector<ns_moment_record>()> take; ///< since the last call, in order of time
    std::function<std::uint64_t()> lost;                 ///< how many were thrown away since the start
    int descriptor = -1;                                 ///< readable when there are some
};

/// Programs in the kernel, where this build has them, the user may load them and the kernel's policy allows it.
Result<MomentFeed> startMoments();
/// In its place where nobody asked.
Result<MomentFeed> momentsNotAsked();

class BpfWitness : public Witness
{
public:
    BpfWitness(Clock clock, Result<MomentFeed> feed);

    WitnessInfo availability() override;
    void watch(const NsRef& ns, Instant seen) override;
    int descriptor() const override { return m_feed ? m_feed->descriptor : -1; }
    std::vector<Fact> collect(Instant now) override;

private:
    /// From one time that the number was taken to the next.
    struct Use
    {
        std::optional<NsRef> ns; ///< once it is watched
        std::optional<Instant> taken, lastPut, cleanup, free;
    };
    void take(const ns_moment_record& record);
    void tellBirth(const Use& use);
    void tellEnd(const Use& use);
    void tell(EvidenceKind kind, const NsRef& ns, Instant from, Instant to);

    Clock m_clock;
    Result<MomentFeed> m_feed;
    std::map<std::uint64_t, Use> m_uses; ///< by number, while it is taken
    std::deque<std::pair<std::uint64_t, Use>> m_ended; ///< lately, of namespaces that were not watched yet
    std::optional<Instant> m_cleanup;
    std::uint64_t m_lost = 0;
    std::vector<Fact> m_facts;
};

} // namespace nsscope
