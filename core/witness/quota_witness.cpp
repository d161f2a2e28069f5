// SPDX-License-Identifier: Apache-2.0
#include "core/witness/quota_witness.h"

#include "core/witness/ns_handle.h"
#include "core/witness/quota_probe.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/epoll.h>

namespace nsscope
{

namespace
{

constexpr std::size_t countedCap = 4096;
constexpr int firstRefusalMs = 20; ///< how long the experiment's last step may have to wait
constexpr std::int32_t gaugeLimit = 1;

} // namespace

QuotaWitness::QuotaWitness(Clock clock, std::string labProgram, std::shared_ptr<DeathLog> log)
    : m_clock(std::move(clock)), m_labProgram(std::move(labProgram)), m_log(std::move(log))
{
    if (m_labProgram.empty()) {
        m_info.reason = "no helper program is known";
        return;
    }
    m_epoll.reset(::epoll_create1(EPOLL_CLOEXEC));
    m_info.available = static_cast<bool>(m_epoll);
    if (!m_info.available)
        m_info.reason = errnoFailure("epoll_create1").value().message();
}

void QuotaWitness::watchMade(const NsRef& ns, std::int32_t pid, Interval birth)
{
    if (!m_epoll)
        return;
    if (pid != m_pid) {
        // The first that a helper makes is the user namespace that counts all others.
        if (ns.type == NsType::User)
            beginRun(pid);
        return;
    }
    if (m_made == 0)
        m_type = ns.type;
    if (ns.type != m_type)
        return;
    ++m_made;
    // The number has a new owner, so the one before is long gone: of its end others can tell more.
    std::erase_if(m_counted, [&](const Counted& one) { return one.ns.inode == ns.inode && !(one.ns == ns); });
    if (m_counted.size() < countedCap)
        m_counted.push_back({ns, birth.to});
}

void QuotaWitness::beginRun(std::int32_t pid)
{
    m_pid = pid;
    m_made = 0;
    m_counted.clear();
    m_firstRefusal.reset();
    m_probe.reset();
    auto probe = ProbeProcess::start(m_labProgram, {"gauge"});
    if (!probe)
        return giveUp(probe.error().message());
    epoll_event event{};
    event.events = EPOLLIN;
    if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, probe->socket(), &event) != 0)
        return giveUp(errnoFailure("epoll_ctl").value().message());
    m_probe = std::move(*probe);
    if (!m_info.available) { // what failed in the run before need not fail again
        m_info = {"quota", true, "", ""};
        m_facts.push_back(m_info);
    }
}

void QuotaWitness::held(const NsRef& ns, Instant at)
{
    for (Counted& one : m_counted) {
        if (maybeSame(one.ns, ns))
            one.alive = std::max(one.alive, at);
    }
}

void QuotaWitness::expect(const NsRef& ns, Instant at)
{
    if (at > m_clock())
        return;
    for (Counted& one : m_counted) {
        if (one.ns.id == 0 || !maybeSame(one.ns, ns))
            continue;
        const Instant before = m_clock();
        if (touchByHandle(one.ns) == 0)
            one.alive = before;
    }
}

void QuotaWitness::ending(std::int32_t pid)
{
    if (!m_probe || pid != m_pid || m_counted.empty() || m_firstRefusal)
        return;
    const GaugeRequest request{gaugeMagic, pid, nsTypeRow(m_type).cloneFlag, 0};
    if (!m_probe->send(std::as_bytes(std::span(&request, 1))))
        return giveUp("its helper ended");
    // It has to be in the user namespace before the last process of that goes.
    pollfd answer{m_probe->socket(), POLLIN, 0};
    ::poll(&answer, 1, firstRefusalMs);
    readReplies();
}

std::optional<Instant> QuotaWitness::nextLook() const
{
    return m_facts.empty() ? std::nullopt : std::optional(Instant{0});
}

std::vector<Fact> QuotaWitness::collect(Instant)
{
    readReplies();
    return std::exchange(m_facts, {});
}

void QuotaWitness::readReplies()
{
    if (!receiveAll<GaugeReply>(m_probe, [this](const GaugeReply& reply) { take(reply); }))
        giveUp("its helper ended");
}

void QuotaWitness::take(const GaugeReply& reply)
{
    const bool timely = 0 < reply.from && reply.from <= reply.to && reply.to <= m_clock().ns;
    if (reply.magic != gaugeMagic || !timely)
        return reply.kind == GaugeKind::Failed && reply.magic == gaugeMagic
                   ? giveUp(quotaFailureText(m_type, reply.stage, reply.error))
                   : giveUp("its helper talks nonsense");
    switch (reply.kind) {
    case GaugeKind::Refused:
        if (m_firstRefusal)
            return giveUp("its helper talks nonsense");
        m_firstRefusal = reply;
        m_facts.push_back(QuotaReading{m_type, {{reply.from}, {reply.to}}, gaugeLimit, true});
        return;
    case GaugeKind::Allowed:
        if (!m_firstRefusal || reply.lastRefused < m_firstRefusal->from || reply.lastRefused > reply.from)
            return giveUp("the limit did not hold while a namespace was alive");
        return tellDestroyed(reply);
    case GaugeKind::Failed:
        break;
    }
    if (reply.kind != GaugeKind::Failed)
        return giveUp("its helper talks nonsense");
    if (reply.stage != QuotaStage::Patience)
        return giveUp(quotaFailureText(m_type, reply.stage, reply.error));
    m_probe.reset(); // something still holds one of them; that is nobody's fault
}

void QuotaWitness::tellDestroyed(const GaugeReply& reply)
{
    if (reply.lastRefused > m_firstRefusal->from)
        m_facts.push_back(QuotaReading{m_type, {{reply.lastRefused}, {reply.from}}, gaugeLimit, true});
    m_facts.push_back(QuotaReading{m_type, {{reply.from}, {reply.to}}, gaugeLimit, false});
    const Instant by{reply.to};
    for (const Counted& one : m_counted) {
        // Each was counted while it was alive; that some were counted later says of one alone that it was.
        Instant from = std::min(one.alive, by);
        if (m_made == 1)
            from = std::max(from, Instant{reply.lastRefused});
        const Evidence destroyed{EvidenceKind::Destroyed, one.ns, {from, by}, "quota"};
        m_facts.push_back(destroyed);
        if (m_log)
            m_log->add(destroyed);
        if (freesNumberFirst(m_type))
            m_facts.push_back(Evidence{EvidenceKind::NumberFree, one.ns, {std::min(one.alive, by), by}, "quota"});
    }
    m_counted.clear();
    m_probe.reset(); // at once: unreaped it would keep the user namespace
}

void QuotaWitness::giveUp(std::string reason)
{
    m_probe.reset();
    m_info.available = false;
    m_info.reason = std::move(reason);
    m_facts.push_back(m_info);
}

} // namespace nsscope
