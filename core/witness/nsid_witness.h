// SPDX-License-Identifier: Apache-2.0
// Tells when the teardown of a network namespace started: the kernel announces the loss of its nsid at the start of
// its clean-up (net/core/net_namespace.c unhash_nsid), not at the end. Only for namespaces that have an nsid in the
// network namespace of this process; those that our lab makes are given one where CAP_NET_ADMIN allows it.
#pragma once
#include "core/witness/loss_notice.h"
#include "core/witness/nsid_book.h"
#include "core/witness/witness.h"

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
    void attend(const NsRef& ns, Instant alive, bool assign);
    /// Reads all events that are there; those of watched namespaces become facts.
    void drain();
    void take(const NsidEvent& event);
    void takeLoss();

    Clock m_clock;
    UniqueFd m_events; ///< member of the group RTNLGRP_NSID
    WitnessInfo m_info{"nsid", false, "", ""};
    NsidBook m_book;
    LossNotice m_loss;
    std::vector<Fact> m_facts;
};

} // namespace nsscope
