// SPDX-License-Identifier: Apache-2.0
#include "core/witness/allocator_witness.h"

#include "core/witness/ns_handle.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>

namespace nsscope
{

namespace
{

constexpr std::size_t numberCap = 4096;
constexpr std::int64_t shortestProbePause = 500'000; // ns; more often takes the clean-up worker's processor
constexpr std::int64_t longestProbePause = 5'000'000;
constexpr std::int64_t numberPatience = 5'000'000'000; // after that something else holds it
/// How many numbers to take: many may lie below the one in question, but a namespace that is made meanwhile gets none
/// of them.
constexpr std::uint32_t numbersWhileBusy = 16;
constexpr std::int64_t busyFor = 50'000'000; // ns after a namespace was made
constexpr int startPatienceMs = 1000;
constexpr std::size_t takenCap = 16; ///< as many looks as fit into a quick step of the experiment

/// The longer it lasts the fewer, and fewest before the time that the one before took: a processor that we keep awake
/// ends the grace periods of the clean-up sooner.
std::int64_t pauseAfter(std::int64_t sinceLeft, std::int64_t usual)
{
    const std::int64_t early = usual * 8 / 10 - sinceLeft;
    if (early > 0)
        return std::max(std::min(sinceLeft / 2, early), shortestProbePause);
    return std::clamp(sinceLeft / 16, shortestProbePause, longestProbePause);
}

void raise(std::vector<Instant>& taken, Instant at)
{
    if (at <= taken.back())
        return;
    if (taken.size() == takenCap)
        taken.erase(taken.begin() + 1); // the first stays: nothing takes that back
    taken.push_back(at);
}

std::size_t index(NsType type) { return static_cast<std::size_t>(type); }

} // namespace

NumberState stateOfNumber(const AllocatorReply& reply, std::uint64_t number)
{
    const std::size_t count = std::min<std::size_t>(reply.count, reply.numbers.size());
    const auto* const end = reply.numbers.begin() + count;
    if (std::find(reply.numbers.begin(), end, number) != end)
        return NumberState::Free;
    // Lowest free first: whoever gets a higher one found this one taken.
    const bool above = std::any_of(reply.numbers.begin(), end, [&](std::uint64_t got) { return got > number; });
    return above ? NumberState::Taken : NumberState::Unknown;
}

AllocatorWitness::AllocatorWitness(Clock clock, const std::string& labProgram, bool wanted,
                                   std::shared_ptr<const DeathLog> deaths)
    : m_clock(std::move(clock)), m_deaths(std::move(deaths))
{
    if (!wanted) {
        m_info.reason = "off: it takes numbers for a moment, which can shift those of the run";
        return;
    }
    auto probe = labProgram.empty() ? tl::make_unexpected(Error{0, "no helper program is known", "", ""})
                                    : ProbeProcess::start(labProgram, {"allocator"});
    if (!probe) {
        m_info.reason = probe.error().message();
        m_info.remedy = probe.error().hint;
        return;
    }
    m_probe = std::move(*probe);
    m_info.available = true;
    pollfd ready{m_probe->socket(), POLLIN, 0};
    ::poll(&ready, 1, startPatienceMs);
    readReplies();
}

WitnessInfo AllocatorWitness::availability()
{
    m_told = true;
    return m_info;
}

void AllocatorWitness::watch(const NsRef& ns, Instant)
{
    if (ns.type == NsType::Net)
        mayBeRetaken(m_clock());
}

void AllocatorWitness::mayBeRetaken(Instant begin)
{
    for (Watched& watched : m_watched) {
        if (!watched.leftAt)
            continue;
        watched.retaken = true;
        while (watched.taken.size() > 1 && watched.taken.back() > begin)
            watched.taken.pop_back();
    }
}

void AllocatorWitness::watchMade(const NsRef& ns, std::int32_t, Interval birth)
{
    const Instant seen = birth.to;
    readReplies();
    if (!m_probe)
        return;
    m_lastMade = std::max(m_lastMade, seen);
    m_gauged = false;
    if (ns.type == NsType::Net)
        mayBeRetaken(birth.from);
    // The number has a new owner: nothing more can be said of the one before.
    std::erase_if(m_watched, [&](const Watched& w) { return w.ns.inode == ns.inode && !(w.ns == ns); });
    const bool known = std::any_of(m_watched.begin(), m_watched.end(), [&](const Watched& w) { return w.ns == ns; });
    if (!known && m_watched.size() < numberCap)
        m_watched.push_back({ns, seen, {seen}, false, std::nullopt});
}

void AllocatorWitness::held(const NsRef& ns, Instant at)
{
    for (Watched& watched : m_watched) {
        if (!maybeSame(watched.ns, ns))
            continue;
        watched.alive = std::max(watched.alive, at);
        raise(watched.taken, at);
    }
}

void AllocatorWitness::expect(const NsRef& ns, Instant at)
{
    if (at > m_clock())
        return;
    for (Watched& watched : m_watched) {
        if (!maybeSame(watched.ns, ns))
            continue;
        watched.leftAt = at;
        m_due = at;
        // While it can be opened it has its number.
        const Instant before = m_clock();
        if (watched.ns.id != 0 && touchByHandle(watched.ns) == 0) {
            watched.alive = before;
            raise(watched.taken, before);
        }
    }
}

std::optional<Instant> AllocatorWitness::nextLook() const
{
    if (!m_facts.empty())
        return Instant{0};
    return m_probe && !m_asked ? m_due : std::nullopt;
}

std::vector<Fact> AllocatorWitness::collect(Instant now)
{
    forgetDestroyed();
    readReplies();
    if (m_probe && !m_asked && m_due && *m_due <= now)
        ask(now);
    return std::exchange(m_facts, {});
}

void AllocatorWitness::forgetDestroyed()
{
    if (!m_deaths)
        return;
    m_deaths->readSince(m_deathsRead, [this](const Evidence& death) {
        if (death.kind != EvidenceKind::Destroyed)
            return;
        std::erase_if(m_watched, [&](const Watched& watched) {
            if (!(watched.ns == death.ns))
                return false;
            const Instant by = death.when.to;
            if (freesNumberFirst(watched.ns.type) && watched.taken.back() <= by)
                m_facts.push_back(Evidence{EvidenceKind::NumberFree, watched.ns, {watched.taken.back(), by}, "allocator"});
            return true;
        });
    });
}

void AllocatorWitness::ask(Instant now)
{
    m_due.reset();
    AllocatorRequest request;
    request.most = now - m_lastMade > busyFor ? allocatorNumbers : numbersWhileBusy;
    std::int64_t pause = longestProbePause;
    for (Watched& watched : m_watched) {
        if (watched.leftAt && now - *watched.leftAt > numberPatience)
            watched.leftAt.reset();
        if (!watched.leftAt)
            continue;
        request.upTo = std::max(request.upTo, watched.ns.inode);
        pause = std::min(pause, pauseAfter(now - *watched.leftAt, m_usual[index(watched.ns.type)]));
    }
    if (request.upTo == 0)
        return;
    if (!m_probe->send(std::as_bytes(std::span(&request, 1)))) {
        readReplies(); // what it said before
        return m_probe ? giveUp("its helper ended") : void();
    }
    m_asked = true;
    m_due = now + pause;
}

void AllocatorWitness::readReplies()
{
    const auto check = [this](const AllocatorReply& reply) {
        if (reply.magic != allocatorMagic || !m_asked)
            return giveUp("its helper talks nonsense");
        if (reply.error)
            return giveUp("its helper may not make uts namespaces: " + errnoName(reply.error));
        m_asked = false;
        if (reply.count > 0)
            take(reply);
    };
    if (!receiveAll<AllocatorReply>(m_probe, check))
        giveUp("its helper ended");
}

void AllocatorWitness::take(const AllocatorReply& reply)
{
    const Instant before{reply.before};
    const Instant after{reply.after};
    if (after < before || after > m_clock())
        return giveUp("its helper talks nonsense");
    std::vector<Watched> kept;
    for (Watched& watched : m_watched) {
        const NumberState state =
            watched.leftAt ? stateOfNumber(reply, watched.ns.inode) : NumberState::Unknown;
        if (state == NumberState::Free) {
            m_usual[index(watched.ns.type)] = after - *watched.leftAt;
            tellFree(watched, after);
            continue;
        }
        if (state == NumberState::Taken && !m_gauged && !watched.retaken)
            raise(watched.taken, before);
        kept.push_back(watched);
    }
    m_watched.swap(kept);
}

void AllocatorWitness::tellFree(const Watched& watched, Instant seen)
{
    const auto tell = [&](EvidenceKind kind, Instant from) {
        m_facts.push_back(Evidence{kind, watched.ns, {std::min(from, seen), seen}, "allocator"});
    };
    tell(EvidenceKind::NumberFree, watched.taken.back());
    if (!freesNumberFirst(watched.ns.type))
        tell(EvidenceKind::Destroyed, watched.alive);
}

void AllocatorWitness::giveUp(std::string reason)
{
    m_probe.reset();
    m_info.available = false;
    m_info.reason = std::move(reason);
    if (m_told)
        m_facts.push_back(m_info);
}

} // namespace nsscope
