// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/time_window.h"

#include <algorithm>

namespace nsscope::ui
{

namespace
{

constexpr double narrowest = 1e-9; ///< of a segment
constexpr double border = 0.02;    ///< of the window, between the present and its right edge

} // namespace

void TimeWindow::setScale(const TimeScale& scale, Instant now, double fitFrom, double fitTo)
{
    const Instant left = m_scale.toInstant(m_from);
    const Instant right = m_scale.toInstant(m_to);
    const double distance = m_to - nowX();
    const bool same = m_scale == scale;
    m_scale = scale;
    m_now = now;
    m_fitFrom = fitFrom;
    m_fitTo = fitTo;
    if (m_fit) {
        fit();
    } else if (m_follow) {
        const double w = width();
        m_to = nowX() + distance;
        m_from = m_to - w;
    } else if (!same) {
        m_from = m_scale.toX(left);
        m_to = std::max(m_scale.toX(right), m_from + narrowest);
    }
}

void TimeWindow::fit()
{
    m_fit = true;
    m_follow = true;
    m_from = m_fitFrom;
    m_to = m_fitTo;
}

void TimeWindow::followLive()
{
    m_follow = true;
    const double w = width();
    m_to = nowX() + border * w;
    m_from = m_to - w;
}

void TimeWindow::zoomAt(double x, double factor)
{
    const double w = std::clamp(width() * factor, narrowest, (m_scale.xEnd() - m_scale.xBegin()) * 1.2);
    const double share = (x - m_from) / width();
    m_fit = false;
    place(x - share * w, w);
    m_follow = m_follow && nowX() >= m_from && nowX() <= m_to;
}

void TimeWindow::panBy(double dx)
{
    m_fit = false;
    m_follow = false;
    place(m_from + dx, width());
}

void TimeWindow::show(Interval span)
{
    m_fit = false;
    m_follow = false;
    const double from = m_scale.toX(span.from);
    place(from, std::max(m_scale.toX(span.to) - from, narrowest));
}

void TimeWindow::goToBegin() { panBy(m_scale.xBegin() - m_from); }
void TimeWindow::goToEnd() { panBy(m_scale.xEnd() - m_to); }

bool TimeWindow::contains(Instant t) const
{
    const double x = m_scale.toX(t);
    return x >= m_from && x <= m_to;
}

void TimeWindow::reveal(Instant t)
{
    if (contains(t))
        return;
    const double x = m_scale.toX(t);
    panBy(x < m_from ? x - m_from - 0.1 * width() : x - m_to + 0.1 * width());
}

/// Keeps at least a tenth of the window over the scale, so that nobody gets lost in the void.
void TimeWindow::place(double from, double width)
{
    const double slack = 0.9 * width;
    m_from = std::clamp(from, m_scale.xBegin() - slack, std::max(m_scale.xBegin() - slack, m_scale.xEnd() - width + slack));
    m_to = m_from + width;
}

} // namespace nsscope::ui
