// SPDX-License-Identifier: Apache-2.0
#include "core/witness/handle_witness.h"

#include "core/base/error.h"

#include <algorithm>
#include <cerrno>

namespace nsscope
{

namespace
{

constexpr std::size_t watchCap = 65536;
constexpr std::int64_t shortestPause = 100'000;       // ns
constexpr std::int64_t longestExpectant = 5'000'000;  // while a death is expected
constexpr std::int64_t shortestHeld = 50'000'000;     // while nothing is expected
constexpr std::int64_t expectantFor = 2'000'000'000;  // after that it counts as held by something else
constexpr std::int64_t heldPausePerNamespace = 200'000; // keeps the looks at held ones near 2 % of a processor

} // namespace

HandleWitness::HandleWitness(Clock clock, HandleSupport support, Touch touch, std::shared_ptr<ObsoleteLog> log)
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
                "on this kernel (6.19 and later) a file handle goes stale when the namespace is inactive, which is "
                "before its last reference is gone",
                ""};
    case HandleMeaning::Unsupported:
        break;
    }
    return {"handle", false, m_support.operation + ": " + errnoName(m_support.error), "a kernel from 6.18 on"};
}

void HandleWitness::watch(const NsRef& ns, Instant seen)
{
    const auto known = [&](const Watched& w) { return w.ns == ns; };
    if (m_support.meaning != HandleMeaning::Reference || ns.id == 0 || m_watched.size() >= watchCap ||
        std::any_of(m_watched.begin(), m_watched.end(), known))
        return;
    Watched watched{ns, m_clock(), seen, std::nullopt};
    // A refusal now may as well be a missing right, so it proves nothing and there is nothing to watch.
    if (m_touch(ns) != 0)
        return;
    watched.due = watched.lastAlive + pause(watched, watched.lastAlive);
    m_watched.push_back(std::move(watched));
}

void HandleWitness::expect(const NsRef& ns, Instant at)
{
    for (std::size_t i = 0; i < m_watched.size(); ++i) {
        if (!maybeSame(m_watched[i].ns, ns))
            continue;
        m_watched[i].leftAt = at;
        if (!look(m_watched[i]))
            m_watched.erase(m_watched.begin() + static_cast<std::ptrdiff_t>(i));
        return;
    }
}

std::optional<Instant> HandleWitness::nextLook() const
{
    if (!m_facts.empty())
        return Instant{0};
    const auto first = std::min_element(m_watched.begin(), m_watched.end(),
                                        [](const Watched& a, const Watched& b) { return a.due < b.due; });
    return first == m_watched.end() ? std::nullopt : std::optional(first->due);
}

std::vector<Fact> HandleWitness::collect(Instant now)
{
    std::vector<Watched> kept;
    kept.reserve(m_watched.size());
    for (Watched& watched : m_watched) {
        if (now < watched.due || look(watched))
            kept.push_back(std::move(watched));
    }
    m_watched.swap(kept);
    return std::exchange(m_facts, {});
}

bool HandleWitness::look(Watched& watched)
{
    const Instant before = m_clock();
    const int error = m_touch(watched.ns);
    if (error == ESTALE) {
        const Evidence death{EvidenceKind::Obsolete, watched.ns, {watched.lastAlive, m_clock()}, "handle"};
        if (m_log)
            m_log->add(death);
        m_facts.push_back(death);
        return false;
    }
    // Anything else (EMFILE, ENOMEM) says nothing about the namespace: keep what is known and ask again.
    if (error == 0)
        watched.lastAlive = before;
    watched.due = before + pause(watched, before);
    return true;
}

std::int64_t HandleWitness::pause(const Watched& watched, Instant now) const
{
    if (watched.leftAt && now - *watched.leftAt < expectantFor)
        return std::clamp((now - *watched.leftAt) / 16, shortestPause, longestExpectant);
    return std::max(shortestHeld, heldPausePerNamespace * static_cast<std::int64_t>(m_watched.size()));
}

} // namespace nsscope
