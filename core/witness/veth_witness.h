// SPDX-License-Identifier: Apache-2.0
// Tells that the teardown of a network namespace started: the kernel removes the veths in it, and with each its peer, which
// is a device of ours. The nsid that names the peer's namespace is taken back before, and announced to the same socket, so a
// veth that goes first was deleted by somebody and says nothing. Only for namespaces with a veth into the network namespace
// of this process; that the namespace is gone, it does not say.
#pragma once
#include "core/witness/link_message.h"
#include "core/witness/loss_notice.h"
#include "core/witness/ns_handle.h"
#include "core/witness/nsid_book.h"
#include "core/witness/witness.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace nsscope
{

class VethWitness : public Witness
{
public:
    using Touch = std::function<int(const NsRef&)>;

    explicit VethWitness(Clock clock, Touch touch = touchByHandle);

    WitnessInfo availability() override;
    void watch(const NsRef& ns, Instant seen) override;
    int descriptor() const override { return m_events.get(); }
    std::optional<Instant> nextLook() const override;
    std::vector<Fact> collect(Instant now) override;

private:
    /// Reads all announcements that are there.
    void drain();
    void take(const NsidEvent& event);
    void take(const LinkEvent& event);
    void takeLoss();
    /// Asks for the veths that were there before it listened, or of which announcements were lost.
    void list();
    void tellTeardown(const NsidBook::Watched& ended);

    Clock m_clock;
    Touch m_touch;
    UniqueFd m_events; ///< member of the groups RTNLGRP_NSID and RTNLGRP_LINK
    WitnessInfo m_info{"veth", false, "", ""};
    NsidBook m_book;
    bool m_listed = false;
    std::map<std::int32_t, std::int32_t> m_peers;          ///< nsid of its peer's namespace, by device
    std::map<std::int32_t, NsidBook::Watched> m_vanishing; ///< what that nsid meant until it was taken back, by device
    LossNotice m_loss;
    std::vector<Fact> m_facts;
};

} // namespace nsscope
