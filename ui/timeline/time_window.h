// SPDX-License-Identifier: GPL-3.0-or-later
// The stretch of the time scale in sight: zoom, pan, fit and following the present. Keeps what is seen when the
// scale changes under it: by fit, by distance to the present while following, else by the moments at its edges. Pure.
#pragma once
#include "ui/timeline/time_scale.h"

namespace nsscope::ui
{

class TimeWindow
{
public:
    double from() const { return m_from; }
    double to() const { return m_to; }
    double width() const { return m_to - m_from; }
    bool following() const { return m_follow; }
    bool fitted() const { return m_fit; }
    const TimeScale& scale() const { return m_scale; }

    /// `fitFrom`, `fitTo`: what fit() shows, in x of the new scale.
    void setScale(const TimeScale& scale, Instant now, double fitFrom, double fitTo);

    void fit();
    void followLive(); ///< the present at the right, width as it is
    void zoomAt(double x, double factor); ///< factor below 1 shows less time
    void panBy(double dx);                ///< leaves follow
    void show(Interval span);             ///< exactly this stretch; leaves follow
    void goToBegin();
    void goToEnd();
    bool contains(Instant t) const;
    /// Moves as little as needed to have `t` in sight; leaves follow only if it moves.
    void reveal(Instant t);

private:
    void place(double from, double width);
    double nowX() const { return m_scale.toX(m_now); }

    TimeScale m_scale;
    Instant m_now;
    double m_from = 0;
    double m_to = 1;
    double m_fitFrom = 0;
    double m_fitTo = 1;
    bool m_fit = true;
    bool m_follow = true;
};

} // namespace nsscope::ui
