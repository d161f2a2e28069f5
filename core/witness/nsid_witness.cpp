// SPDX-License-Identifier: Apache-2.0
#include "core/witness/nsid_witness.h"

#include "core/witness/ns_handle.h"

#include <algorithm>
#include <linux/rtnetlink.h>
#include <utility>

namespace nsscope
{

NsidWitness::NsidWitness(Clock clock) : m_clock(std::move(clock))
{
    if (const HandleSupport handles = readHandleSupport(); handles.meaning == HandleMeaning::Unsupported) {
        m_info.reason = "without file handles of namespaces nothing tells which namespace an nsid means";
        m_info.remedy = handleRemedy(handles);
        return;
    }
    auto routes = openRoutes({{RTNLGRP_NSID, "RTNLGRP_NSID"}});
    if (!routes) {
        m_info.reason = routes.error().message();
        return;
    }
    m_events = std::move(routes->listener);
    m_book = NsidBook(NsidAsker(std::move(routes->asker)));
    m_info.available = true;
}

WitnessInfo NsidWitness::availability() { return m_info; }

void NsidWitness::watchMade(const NsRef& ns, std::int32_t, Interval birth) { attend(ns, birth.to, true); }

void NsidWitness::attend(const NsRef& ns, Instant alive, bool assign)
{
    if (m_info.available)
        m_book.watch(ns, alive, assign, [this] { drain(); });
}

void NsidWitness::drain()
{
    const auto takeAll = [this](std::span<const std::byte> datagram) {
        for (const NsidEvent& event : parseNsidEvents(datagram))
            take(event);
    };
    readRoute(m_events, takeAll, [this] { takeLoss(); });
}

void NsidWitness::takeLoss()
{
    m_book.lose();
    if (auto notice = m_loss.tell(m_clock(), "netlink announcements", "that a teardown began"))
        m_facts.push_back(std::move(*notice));
}

void NsidWitness::take(const NsidEvent& event)
{
    const auto ended = m_book.take(event);
    if (!ended)
        return;
    // The message comes some time after the teardown began (net/core/net_namespace.c cleanup_net), so that there was
    // none yet says nothing of the beginning.
    const Instant now = m_clock();
    m_facts.push_back(
        Evidence{EvidenceKind::TeardownStarted, ended->ns, {std::min(ended->alive, now), now}, "nsid"});
}

std::optional<Instant> NsidWitness::nextLook() const
{
    return m_book.lost() || !m_facts.empty() ? std::optional(Instant{0}) : std::nullopt;
}

std::vector<Fact> NsidWitness::collect(Instant)
{
    if (!m_info.available)
        return {};
    drain();
    m_book.askAgain([this] { drain(); });
    return std::exchange(m_facts, {});
}

} // namespace nsscope
