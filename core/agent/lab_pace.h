// SPDX-License-Identifier: Apache-2.0
// When the next step of an experiment is due: play, pause, single step, speed. A state machine over given moments;
// asks no clock and touches no helper.
#pragma once
#include "core/base/instant.h"
#include "core/model/fact.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace nsscope
{

class LabPace
{
public:
    /// `pausesNs[i]`: the script sleeps so long after step i, at speed 1.
    LabPace(std::vector<std::int64_t> pausesNs, double speed);

    /// `until`: pauses by itself once so many steps are done; 0: never.
    void play(Instant now, std::size_t until = 0);
    void pause();
    /// One more step as soon as none is under way; stops playing. At most 100 may wait.
    void step(Instant now);
    /// Other steps from now on; those begun stay what they are. Does what `until` says as play() does.
    void extend(std::vector<std::int64_t> pausesNs, Instant now, std::size_t until);
    /// Steps begun, or asked for and not begun yet.
    std::size_t asked() const;
    /// Factor on all pauses, 0.1 to 10; 0: no pauses.
    void setSpeed(double factor);

    /// When the next step is to begin; absent: not by itself, or one is under way, or none is left.
    std::optional<Instant> due() const;
    void begun();
    /// The step under way is done, at `after`.
    void done(Instant after);
    /// When the pause after the last step is over; absent while steps are left. Speed does not shorten this pause: the
    /// kernel's clean-up takes its own time.
    std::optional<Instant> endDue() const;

    std::int32_t next() const { return static_cast<std::int32_t>(m_next); }
    bool playing() const { return m_playing; }
    double speed() const { return m_speed; }
    LabControl control(Instant now) const;

private:
    std::vector<std::int64_t> m_pauses;
    double m_speed;
    std::size_t m_next = 0;
    bool m_playing = false;
    std::size_t m_until = 0; ///< 0: to the end
    bool m_underWay = false;
    std::uint32_t m_wanted = 0; ///< single steps asked for
    Instant m_askedAt;
    Instant m_lastAfter;        ///< of the last step done; m_askedAt before the first
};

} // namespace nsscope
