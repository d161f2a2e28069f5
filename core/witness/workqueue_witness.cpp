// SPDX-License-Identifier: Apache-2.0
#include "core/witness/workqueue_witness.h"

#include "core/witness/cleanup_functions.h"

#include <cerrno>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr std::int64_t pauseWhileWaiting = 2'000'000; // ns

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

WorkqueueWitness::WorkqueueWitness(Clock clock, std::shared_ptr<const DeathLog> obsolete)
    : m_clock(std::move(clock)), m_obsolete(std::move(obsolete)), m_tracker(m_clock()), m_drained(m_clock())
{
    auto instance = TraceInstance::make("workqueue");
    const Status started = instance ? traceCleanups(*instance) : tl::make_unexpected(instance.error());
    if (!started) {
        m_info = traceUnavailable("workqueue", started.error());
        return;
    }
    m_instance = std::move(*instance);
    m_info.available = true;
    m_tracker = CleanupTracker(m_clock());
}

WitnessInfo WorkqueueWitness::availability() { return m_info; }

int WorkqueueWitness::descriptor() const { return m_instance ? m_instance->descriptor() : -1; }

std::optional<Instant> WorkqueueWitness::nextLook() const
{
    if (!m_instance || !(m_tracker.waiting() || m_obsolete->hasSince(m_obsoleteRead)))
        return std::nullopt;
    return m_drained + pauseWhileWaiting;
}

std::vector<Fact> WorkqueueWitness::collect(Instant)
{
    if (!m_instance)
        return {};
    const Instant before = m_clock();
    const bool whole = m_instance->readLines([&](std::string_view text) {
        if (isLostLine(text))
            m_tracker.lost(m_clock());
        else if (const auto line = parseTraceLine(text))
            if (const auto event = parseWorkEvent(*line))
                m_tracker.take(*event);
    });
    if (whole)
        m_drained = before;
    m_obsolete->readSince(m_obsoleteRead, [&](const Evidence& death) { m_tracker.obsolete(death); });
    return m_tracker.facts(m_drained);
}

} // namespace nsscope
