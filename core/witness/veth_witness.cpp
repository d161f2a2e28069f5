// SPDX-License-Identifier: Apache-2.0
#include "core/witness/veth_witness.h"

#include "core/witness/veth_list.h"

#include <algorithm>
#include <cerrno>
#include <linux/rtnetlink.h>
#include <utility>

namespace nsscope
{

namespace
{

constexpr std::size_t vethCap = 65536;

} // namespace

VethWitness::VethWitness(Clock clock, Touch touch) : m_clock(std::move(clock)), m_touch(std::move(touch))
{
    if (const HandleSupport handles = readHandleSupport(); handles.meaning == HandleMeaning::Unsupported) {
        m_info.reason = "without file handles of namespaces nothing tells in which namespace the peer of a veth is";
        m_info.remedy = handleRemedy(handles);
        return;
    }
    auto routes = openRoutes({{RTNLGRP_NSID, "RTNLGRP_NSID"}, {RTNLGRP_LINK, "RTNLGRP_LINK"}});
    if (!routes) {
        m_info.reason = routes.error().message();
        return;
    }
    m_events = std::move(routes->listener);
    m_book = NsidBook(NsidAsker(std::move(routes->asker)));
    m_info.available = true;
}

WitnessInfo VethWitness::availability() { return m_info; }

void VethWitness::watch(const NsRef& ns, Instant seen)
{
    if (!m_info.available || ns.type != NsType::Net)
        return;
    if (!m_listed)
        list();
    m_book.watch(ns, seen, false, [this] { drain(); });
}

void VethWitness::list()
{
    m_listed = true;
    drain();
    const auto veths = readVeths(vethCap);
    if (!veths) {
        m_facts.push_back(Notice{m_clock(), Notice::Level::Warning,
                                 veths.error().message() + ": of a veth that is there already it will not be known "
                                                           "whose teardown removes it.",
                                 ""});
        return;
    }
    for (const LinkEvent& link : *veths)
        take(link);
}

void VethWitness::drain()
{
    const auto takeAll = [this](std::span<const std::byte> datagram) {
        for (const NsidEvent& event : parseNsidEvents(datagram))
            take(event);
        for (const LinkEvent& event : parseLinkEvents(datagram))
            take(event);
    };
    readRoute(m_events, takeAll, [this] { takeLoss(); });
}

void VethWitness::takeLoss()
{
    m_book.lose();
    m_peers.clear();
    m_vanishing.clear();
    m_listed = false;
    if (auto notice = m_loss.tell(m_clock(), "netlink announcements of devices", "a veth that went with its peer's namespace"))
        m_facts.push_back(std::move(*notice));
}

void VethWitness::take(const NsidEvent& event)
{
    const auto ended = m_book.take(event);
    if (!event.gone)
        return;
    std::erase_if(m_peers, [&](const auto& peer) {
        const bool its = peer.second == event.nsid;
        if (its && ended && m_vanishing.size() < vethCap)
            m_vanishing.insert_or_assign(peer.first, *ended);
        return its;
    });
}

void VethWitness::take(const LinkEvent& event)
{
    if (event.gone) {
        m_peers.erase(event.index);
        if (const auto vanished = m_vanishing.extract(event.index))
            tellTeardown(vanished.mapped());
        return;
    }
    // On its way out it is announced without its peer, when it goes down for one.
    if (m_vanishing.contains(event.index))
        return;
    if (!event.peerNsid)
        m_peers.erase(event.index);
    else if (m_peers.size() < vethCap || m_peers.contains(event.index))
        m_peers[event.index] = *event.peerNsid;
}

void VethWitness::tellTeardown(const NsidBook::Watched& ended)
{
    const Instant now = m_clock();
    if (m_touch(ended.ns) != ESTALE)
        return;
    m_facts.push_back(Evidence{EvidenceKind::TeardownStarted, ended.ns, {std::min(ended.alive, now), now}, "veth"});
    // One of its veths is enough.
    std::erase_if(m_vanishing, [&](const auto& other) { return other.second.ns == ended.ns; });
}

std::optional<Instant> VethWitness::nextLook() const
{
    return m_book.lost() || !m_facts.empty() ? std::optional(Instant{0}) : std::nullopt;
}

std::vector<Fact> VethWitness::collect(Instant)
{
    if (!m_info.available)
        return {};
    drain();
    if (m_book.lost() && !m_listed)
        list();
    m_book.askAgain([this] { drain(); });
    return std::exchange(m_facts, {});
}

} // namespace nsscope
