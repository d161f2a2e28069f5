// SPDX-License-Identifier: Apache-2.0
#include "core/agent/lab_pace.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace nsscope
{

namespace
{

constexpr std::uint32_t mostWantedSteps = 100;
constexpr double slowest = 0.1;
constexpr double fastest = 10;

} // namespace

LabPace::LabPace(std::vector<std::int64_t> pausesNs, double speed) : m_pauses(std::move(pausesNs)), m_speed(1)
{
    setSpeed(speed);
}

void LabPace::play(Instant now, std::size_t until)
{
    m_askedAt = now;
    m_until = until;
    m_playing = until == 0 || m_next < until;
    m_wanted = 0;
}

void LabPace::pause()
{
    m_playing = false;
    m_wanted = 0;
}

void LabPace::step(Instant now)
{
    m_askedAt = now;
    m_playing = false;
    if (m_wanted < mostWantedSteps)
        ++m_wanted;
}

void LabPace::extend(std::vector<std::int64_t> pausesNs, Instant now, std::size_t until)
{
    assert(pausesNs.size() >= m_next + (m_underWay ? 1 : 0));
    m_pauses = std::move(pausesNs);
    play(now, until);
}

std::size_t LabPace::asked() const
{
    const std::size_t begun = m_next + (m_underWay ? 1 : 0);
    const std::size_t playing = !m_playing ? 0 : m_until == 0 ? m_pauses.size() : m_until;
    return std::max(playing, std::min(begun + m_wanted, m_pauses.size()));
}

void LabPace::setSpeed(double factor)
{
    if (std::isfinite(factor))
        m_speed = factor <= 0 ? 0 : std::clamp(factor, slowest, fastest);
}

std::optional<Instant> LabPace::due() const
{
    if (m_underWay || m_next >= m_pauses.size())
        return std::nullopt;
    if (m_wanted > 0)
        return m_askedAt;
    if (!m_playing)
        return std::nullopt;
    if (m_next == 0)
        return m_askedAt;
    const double pause = m_speed > 0 ? static_cast<double>(m_pauses[m_next - 1]) / m_speed : 0;
    return m_lastAfter + static_cast<std::int64_t>(pause);
}

void LabPace::begun()
{
    assert(!m_underWay && m_next < m_pauses.size());
    m_underWay = true;
    if (m_wanted > 0)
        --m_wanted;
}

void LabPace::done(Instant after)
{
    assert(m_underWay);
    m_underWay = false;
    m_lastAfter = after;
    ++m_next;
    if (m_until > 0 && m_next >= m_until)
        m_playing = false;
}

std::optional<Instant> LabPace::endDue() const
{
    if (m_next < m_pauses.size())
        return std::nullopt;
    return m_lastAfter + (m_pauses.empty() ? 0 : m_pauses.back());
}

LabControl LabPace::control(Instant now) const
{
    using enum LabControl::State;
    const bool over = m_next >= m_pauses.size();
    const LabControl::State state = over ? Ended : m_playing ? Playing : m_next == 0 ? Ready : Paused;
    return {now, state, next(), m_speed};
}

} // namespace nsscope
