// SPDX-License-Identifier: Apache-2.0
#include "core/witness/workqueue_witness.h"

#include "core/witness/cleanup_functions.h"

#include <cerrno>
#include <iterator>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr std::int64_t pauseWhileWaiting = 2'000'000; // ns
constexpr std::int64_t lossPause = 10'000'000'000;    // ns; one that goes on is not told again before

Result<TraceInstance> startTrace(const std::string& labProgram)
{
    auto instance = TraceInstance::make("workqueue", labProgram);
    if (instance) {
        if (const Status started = traceCleanups(*instance); !started)
            return tl::make_unexpected(started.error());
    }
    return instance;
}

} // namespace

WitnessInfo traceUnavailable(std::string name, const Error& error)
{
    WitnessInfo info{std::move(name), false, error.message(), error.hint};
    if (error.code == EACCES || error.code == EPERM)
        info.remedy = ::geteuid() == 0 ? "CAP_SYS_ADMIN in the initial user namespace" : "run it as root";
    else if (error.code == ENODEV || error.code == ENOENT)
        info.remedy = "a kernel with CONFIG_FTRACE and CONFIG_TRACING";
    return info;
}

WorkqueueWitness::WorkqueueWitness(Clock clock, std::shared_ptr<const DeathLog> obsolete, const std::string& labProgram)
    : WorkqueueWitness(std::move(clock), std::move(obsolete), startTrace(labProgram))
{
}

WorkqueueWitness::WorkqueueWitness(Clock clock, std::shared_ptr<const DeathLog> obsolete, Result<TraceInstance> traced)
    : m_clock(std::move(clock)), m_obsolete(std::move(obsolete)), m_tracker(m_clock()), m_drained(m_clock())
{
    if (!traced) {
        m_info = traceUnavailable("workqueue", traced.error());
        return;
    }
    m_instance = std::move(*traced);
    m_info.available = true;
}

WitnessInfo WorkqueueWitness::availability() { return m_info; }

std::optional<Instant> WorkqueueWitness::nextLook() const
{
    if (!m_instance)
        return std::nullopt;
    const bool waiting = m_tracker.waiting() || m_obsolete->hasSince(m_obsoleteRead);
    return m_drained + (waiting ? pauseWhileWaiting : TraceInstance::lookPause);
}

std::vector<Fact> WorkqueueWitness::collect(Instant)
{
    if (!m_instance)
        return {};
    const Instant before = m_clock();
    const bool whole = m_instance->readLines([this](std::string_view text) { takeLine(text); });
    if (whole)
        m_drained = before;
    m_obsolete->readSince(m_obsoleteRead, [&](const Evidence& death) { m_tracker.obsolete(death); });
    std::vector<Fact> facts = m_tracker.facts(m_drained);
    std::move(m_notices.begin(), m_notices.end(), std::back_inserter(facts));
    m_notices.clear();
    return facts;
}

void WorkqueueWitness::takeLine(std::string_view text)
{
    if (isLostLine(text))
        return takeLoss();
    const auto line = parseTraceLine(text);
    if (const auto event = line ? parseWorkEvent(*line) : std::nullopt)
        m_tracker.take(*event);
}

void WorkqueueWitness::takeLoss()
{
    const Instant now = m_clock();
    m_tracker.lost(now);
    if (m_lossTold && now - *m_lossTold < lossPause)
        return;
    m_lossTold = now;
    m_notices.push_back(Notice{now, Notice::Level::Warning,
                               "The kernel threw trace events away because they came faster than they could be read: runs "
                               "of its clean-up functions are missing before this, and what died then has no run to be "
                               "matched with.",
                               ""});
}

} // namespace nsscope
