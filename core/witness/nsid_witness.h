// SPDX-License-Identifier: Apache-2.0
// Tells when the teardown of a network namespace started: the kernel announces the loss of its nsid at the start of
// its clean-up (net/core/net_namespace.c unhash_nsid), not at the end. Only for namespaces that have an nsid in the
// network namespace of this process; those that our lab makes are given one where CAP_NET_ADMIN allows it.
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"
#include "core/witness/nsid_message.h"
#include "core/witness/witness.h"

#include <map>
#include <optional>
#include <vector>

namespace nsscope
{

class NsidWitness : public Witness
{
public:
    explicit NsidWitness(Clock clock);

    WitnessInfo availability() override;
    void watch(const NsRef& ns, Instant seen) override { attend(ns, seen, false); }
    void watchMade(const NsRef& ns, std::int32_t pid, Interval birth) override;
    int descriptor() const override { return m_events.get(); }
    std::optional<Instant> nextLook() const override;
    std::vector<Fact> collect(Instant now) override;

private:
    struct Watched
    {
        NsRef ns;
        Instant alive;
    };
    void attend(const NsRef& ns, Instant alive, bool assign);
    std::optional<std::int32_t> askNsid(const NsRef& ns, bool assign);
    Result<NsidReply> exchange(NsidRequest request, int fd);
    /// Reads all events that are there; those of watched namespaces become facts.
    void drain();
    void take(const NsidEvent& event);
    /// Announcements were lost: no nsid is known to mean what it meant.
    void takeLoss();
    /// Asks again for those without an nsid, after one was given to somebody.
    void askAgain();

    Clock m_clock;
    UniqueFd m_events;  ///< member of the group RTNLGRP_NSID
    UniqueFd m_request; ///< blocking; the kernel answers within the send
    std::uint32_t m_sequence = 0;
    bool m_mayAssign = true;
    WitnessInfo m_info{"nsid", false, "", ""};
    std::map<std::int32_t, Watched> m_watched;
    std::vector<Watched> m_without; ///< have no nsid yet
    bool m_somebodyGotOne = false;
    bool m_lost = false; ///< announcements, since those without an nsid were last asked
    std::optional<Instant> m_lossTold;
    std::vector<Fact> m_facts;
};

} // namespace nsscope
