// SPDX-License-Identifier: Apache-2.0
#include "core/witness/handle_witness.h"

#include "core/base/error.h"
#include "core/witness/kernel_facts.h"

#include <algorithm>
#include <cerrno>

namespace nsscope
{

namespace
{

constexpr std::size_t handleCap = 65536;
constexpr std::size_t urgentCap = 256;
constexpr std::int64_t shortestPause = 100'000;      // ns
constexpr std::int64_t longestPause = 5'000'000;     // while a death is expected
constexpr std::int64_t urgentFor = 2'000'000'000;    // after that it counts as held by something else
constexpr std::int64_t shortestTurn = 5'000'000;     // while nothing is expected
constexpr std::int64_t longestTurn = 20'000'000;
constexpr std::int64_t turnPerNamespace = 200'000;
constexpr std::int64_t turnShare = 100; // these looks take at most a hundredth of the time,
constexpr std::int64_t manyShare = 200; // half of that where one turn does not reach all
/// A look that finds one alive has the kernel free what it opened after a grace period, and the clean-up of what dies
/// meanwhile waits for that one too (rcu_barrier): few of them while an experiment goes on, which tells its ends itself.
constexpr std::int64_t experimentTurn = 200'000'000;
constexpr std::int64_t experimentGoesOn = 2'000'000'000; // after what it made last
constexpr std::size_t looksATurn = longestTurn / turnPerNamespace;

std::int64_t turnPause(std::size_t watched)
{
    return std::clamp(static_cast<std::int64_t>(std::min(watched, looksATurn)) * turnPerNamespace, shortestTurn, longestTurn);
}

std::int64_t pauseAfter(std::int64_t sinceLeft) { return std::clamp(sinceLeft / 16, shortestPause, longestPause); }

} // namespace

HandleWitness::HandleWitness(Clock clock, HandleSupport support, Touch touch, std::shared_ptr<DeathLog> log)
    : m_clock(std::move(clock)), m_support(std::move(support)), m_touch(std::move(touch)), m_log(std::move(log))
{
}

WitnessInfo HandleWitness::availability()
{
    switch (m_support.meaning) {
    case HandleMeaning::Reference:
        return {"handle", true, "", ""};
    case HandleMeaning::Activity:
        return {"handle", false,
                "on this kernel (" + sinceText(KernelFeature::ActiveOnly) +
                    ") a file handle goes stale when the namespace is inactive, which is before its last reference is "
                    "gone",
                ""};
    case HandleMeaning::Unsupported:
        break;
    }
    return {"handle", false, m_support.operation + ": " + errnoName(m_support.error), handleRemedy(m_support)};
}

void HandleWitness::watchMade(const NsRef& ns, std::int32_t pid, Interval birth)
{
    m_experimentTill = birth.to + experimentGoesOn;
    if (m_mayOpenOf == pid && !m_watched.contains(ns.id)) {
        add(ns, birth.to);
    } else {
        watch(ns, birth.to);
        // The right to it is that to the user namespace that owns it, or to one above.
        if (ns.type != NsType::User && m_watched.contains(ns.id))
            m_mayOpenOf = pid;
    }
    m_turnDue = std::max(m_turnDue, m_turnLast + experimentTurn);
}

void HandleWitness::watch(const NsRef& ns, Instant seen)
{
    if (m_support.meaning != HandleMeaning::Reference || ns.id == 0 || m_watched.size() >= handleCap ||
        m_watched.contains(ns.id))
        return;
    // A refusal now may as well be a missing right, so it proves nothing and there is nothing to watch.
    const Instant before = m_clock();
    if (m_touch(ns) == 0)
        add(ns, std::max(before, seen));
}

void HandleWitness::add(const NsRef& ns, Instant alive)
{
    if (ns.id == 0 || m_watched.size() >= handleCap)
        return;
    if (m_watched.empty()) {
        m_turnLast = m_clock();
        m_turnDue = m_turnLast + turnPause(1);
    }
    m_watched.emplace(ns.id, Watched{ns, alive});
    m_turn.push_back(ns.id);
}

void HandleWitness::held(const NsRef& ns, Instant at)
{
    if (const Entry entry = find(ns); entry != m_watched.end())
        entry->second.lastAlive = std::max(entry->second.lastAlive, at);
}

HandleWitness::Entry HandleWitness::find(const NsRef& ns)
{
    if (ns.id != 0)
        return m_watched.find(ns.id);
    return std::find_if(m_watched.begin(), m_watched.end(), [&](const auto& w) { return maybeSame(w.second.ns, ns); });
}

void HandleWitness::expect(const NsRef& ns, Instant at)
{
    const Entry entry = find(ns);
    if (entry == m_watched.end())
        return;
    const std::uint64_t id = entry->first;
    const Instant now = m_clock();
    if (at <= now && !look(entry))
        return;
    const auto known = std::find_if(m_urgent.begin(), m_urgent.end(), [id](const Urgent& u) { return u.id == id; });
    const Urgent urgent{id, at, at <= now ? now + pauseAfter(now - at) : at};
    if (known != m_urgent.end())
        *known = urgent;
    else if (m_urgent.size() < urgentCap)
        m_urgent.push_back(urgent);
}

std::optional<Instant> HandleWitness::nextLook() const
{
    if (!m_facts.empty())
        return Instant{0};
    if (m_watched.empty())
        return std::nullopt;
    Instant first = m_turnDue;
    for (const Urgent& urgent : m_urgent)
        first = std::min(first, urgent.due);
    return first;
}

std::vector<Fact> HandleWitness::collect(Instant now)
{
    lookAtUrgent(now);
    if (m_turnDue <= now && !m_watched.empty())
        lookInTurn();
    return std::exchange(m_facts, {});
}

void HandleWitness::lookAtUrgent(Instant now)
{
    std::erase_if(m_urgent, [&](Urgent& urgent) {
        if (now < urgent.due)
            return false;
        const Entry entry = m_watched.find(urgent.id);
        const Instant before = m_clock();
        if (entry == m_watched.end() || !look(entry))
            return true;
        urgent.due = before + pauseAfter(before - urgent.leftAt);
        return before - urgent.leftAt >= urgentFor;
    });
}

void HandleWitness::lookInTurn()
{
    m_turnLast = m_clock();
    m_turnDue = m_turnLast + (m_turnLast < m_experimentTill ? experimentTurn : turnPause(m_turn.size()));
    for (std::size_t i = std::min(looksATurn, m_turn.size()); i > 0 && !m_turn.empty(); --i) {
        m_nextInTurn %= m_turn.size();
        const Entry entry = m_watched.find(m_turn[m_nextInTurn]);
        if (entry != m_watched.end() && look(entry)) {
            ++m_nextInTurn;
            continue;
        }
        m_turn[m_nextInTurn] = m_turn.back();
        m_turn.pop_back();
    }
    const std::int64_t share = m_turn.size() > looksATurn ? manyShare : turnShare;
    m_turnDue = std::max(m_turnDue, m_turnLast + (m_clock() - m_turnLast) * share);
}

bool HandleWitness::look(Entry entry)
{
    Watched& watched = entry->second;
    const Instant before = m_clock();
    const int error = m_touch(watched.ns);
    if (error == ESTALE) {
        const Instant now = m_clock();
        const Evidence death{EvidenceKind::Obsolete, watched.ns, {std::min(watched.lastAlive, now), now}, "handle"};
        if (m_log)
            m_log->add(death);
        m_facts.push_back(death);
        m_watched.erase(entry);
        return false;
    }
    // Anything else (EMFILE, ENOMEM) says nothing about the namespace: keep what is known and ask again.
    if (error == 0)
        watched.lastAlive = before;
    return true;
}

} // namespace nsscope
