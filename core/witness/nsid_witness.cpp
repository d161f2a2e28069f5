// SPDX-License-Identifier: Apache-2.0
#include "core/witness/nsid_witness.h"

#include "core/witness/ns_handle.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace nsscope
{

namespace
{

constexpr std::size_t nsidCap = 65536;
constexpr std::size_t withoutCap = 64; // each costs a few system calls whenever an nsid is given to somebody
constexpr std::size_t datagramCap = 16384;
constexpr std::int64_t lossPause = 10'000'000'000; // ns; a loss that goes on is not told again before

Result<UniqueFd> openRoute(int flags)
{
    UniqueFd socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | flags, NETLINK_ROUTE));
    if (!socket)
        return errnoFailure("socket(NETLINK_ROUTE)");
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return errnoFailure("bind(NETLINK_ROUTE)");
    return socket;
}

} // namespace

NsidWitness::NsidWitness(Clock clock) : m_clock(std::move(clock))
{
    if (const HandleSupport handles = readHandleSupport(); handles.meaning == HandleMeaning::Unsupported) {
        m_info.reason = "without file handles of namespaces nothing tells which namespace an nsid means";
        m_info.remedy = handleRemedy(handles);
        return;
    }
    auto events = openRoute(SOCK_NONBLOCK);
    auto request = openRoute(0);
    if (!events || !request) {
        m_info.reason = (events ? request.error() : events.error()).message();
        return;
    }
    const int group = RTNLGRP_NSID;
    if (::setsockopt(events->get(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) != 0) {
        m_info.reason = errnoFailure("join RTNLGRP_NSID").value().message();
        return;
    }
    // The kernel answers before send returns; a limit in case it does not.
    const timeval patience{1, 0};
    ::setsockopt(request->get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    m_events = std::move(*events);
    m_request = std::move(*request);
    m_info.available = true;
}

WitnessInfo NsidWitness::availability() { return m_info; }

void NsidWitness::watchMade(const NsRef& ns, std::int32_t, Interval birth) { attend(ns, birth.to, true); }

void NsidWitness::attend(const NsRef& ns, Instant alive, bool assign)
{
    if (!m_info.available || ns.type != NsType::Net || ns.id == 0 || m_watched.size() >= nsidCap)
        return;
    const auto its = [&](const Watched& watched) { return watched.ns == ns; };
    if (std::any_of(m_without.begin(), m_without.end(), its) ||
        std::any_of(m_watched.begin(), m_watched.end(), [&](const auto& entry) { return its(entry.second); }))
        return;
    drain();
    const bool somebodyGotOne = m_somebodyGotOne;
    const auto nsid = askNsid(ns, assign);
    // What is pending now may concern whoever had this nsid before: read it before the nsid means this namespace.
    drain();
    if (assign)
        m_somebodyGotOne = somebodyGotOne; // it was this one
    if (nsid)
        m_watched[*nsid] = {ns, alive};
    else if (m_without.size() < withoutCap)
        m_without.push_back({ns, alive});
}

std::optional<std::int32_t> NsidWitness::askNsid(const NsRef& ns, bool assign)
{
    const UniqueFd fd = openByHandle(ns);
    if (!fd)
        return std::nullopt;
    auto reply = exchange(NsidRequest::Get, fd.get());
    if (reply && !reply->error && !reply->nsid && assign && m_mayAssign) {
        reply = exchange(NsidRequest::Assign, fd.get());
        m_mayAssign = reply && reply->error != EPERM;
        if (reply && !reply->error)
            reply = exchange(NsidRequest::Get, fd.get());
    }
    return reply && !reply->error ? reply->nsid : std::nullopt;
}

Result<NsidReply> NsidWitness::exchange(NsidRequest request, int fd)
{
    const std::vector<std::byte> message = makeNsidRequest(request, fd, ++m_sequence);
    if (::send(m_request.get(), message.data(), message.size(), 0) < 0)
        return errnoFailure("send(NETLINK_ROUTE)");
    std::array<std::byte, datagramCap> room;
    for (;;) {
        const ssize_t got = ::recv(m_request.get(), room.data(), room.size(), 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errnoFailure("recv(NETLINK_ROUTE)");
        if (const auto reply = parseNsidReply({room.data(), static_cast<std::size_t>(got)}, m_sequence))
            return *reply;
    }
}

void NsidWitness::drain()
{
    std::array<std::byte, datagramCap> room;
    for (;;) {
        const ssize_t got = ::recv(m_events.get(), room.data(), room.size(), 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == ENOBUFS) {
            takeLoss();
            continue;
        }
        if (got < 0)
            return;
        for (const NsidEvent& event : parseNsidEvents({room.data(), static_cast<std::size_t>(got)}))
            take(event);
    }
}

void NsidWitness::takeLoss()
{
    for (const auto& [nsid, watched] : std::exchange(m_watched, {})) {
        if (m_without.size() < withoutCap)
            m_without.push_back(watched);
    }
    m_lost = true; // those who live are asked for it again
    const Instant now = m_clock();
    if (m_lossTold && now - *m_lossTold < lossPause)
        return;
    m_lossTold = now;
    m_facts.push_back(Notice{now, Notice::Level::Warning,
                             "The kernel threw netlink announcements away because they came faster than they could be read: "
                             "that a teardown began before this may have been missed.",
                             ""});
}

void NsidWitness::take(const NsidEvent& event)
{
    m_somebodyGotOne |= !event.gone;
    const auto found = m_watched.find(event.nsid);
    if (found == m_watched.end())
        return;
    if (event.gone) {
        // The message comes some time after the teardown began (net/core/net_namespace.c cleanup_net), so that there was
        // none yet says nothing of the beginning.
        const Instant now = m_clock();
        const Interval when{std::min(found->second.alive, now), now};
        m_facts.push_back(Evidence{EvidenceKind::TeardownStarted, found->second.ns, when, "nsid"});
    }
    // A new owner of the nsid without a word of the old one's end: nothing can be said of the old one.
    m_watched.erase(found);
}

void NsidWitness::askAgain()
{
    m_somebodyGotOne = false;
    m_lost = false;
    for (const Watched& watched : std::exchange(m_without, {})) {
        if (touchByHandle(watched.ns) == 0)
            attend(watched.ns, watched.alive, false);
    }
}

std::optional<Instant> NsidWitness::nextLook() const
{
    return m_lost || !m_facts.empty() ? std::optional(Instant{0}) : std::nullopt;
}

std::vector<Fact> NsidWitness::collect(Instant)
{
    if (!m_info.available)
        return {};
    drain();
    if (m_somebodyGotOne || m_lost)
        askAgain();
    return std::exchange(m_facts, {});
}

} // namespace nsscope
