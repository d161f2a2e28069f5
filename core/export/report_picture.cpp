// SPDX-License-Identifier: Apache-2.0
#include "core/export/report_picture.h"

#include "core/export/html_text.h"
#include "core/export/report_style.h"
#include "core/track/analysis.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace nsscope
{

namespace
{

constexpr double rowHeight = 18;
constexpr double laneHeight = 26;
constexpr double axisHeight = 26;

/// Ticks of 1, 2 or 5 times a power of ten, about eight in all.
std::int64_t tickStep(std::int64_t span)
{
    const std::int64_t rough = std::max<std::int64_t>(1, span / 8 + (span % 8 > 0));
    std::int64_t power = 1;
    while (power <= rough / 10)
        power *= 10;
    for (const std::int64_t factor : {1, 2, 5}) {
        if (power * factor >= rough)
            return power * factor;
    }
    return power * 10;
}

class Picture
{
public:
    Picture(const Frame& frame, const PictureSpan& span) : m_frame(frame), m_span(span) {}

    std::string draw(const std::vector<const Life*>& lives)
    {
        drawRows(lives);
        drawCleanups();
        drawWaiting(lives);
        drawQuota();
        drawAxis();
        return fmt::format("<svg viewBox=\"0 0 {} {:.0f}\" role=\"img\" aria-label=\"{}\">\n{}</svg>\n", pictureWidth, m_y,
                           htmlText(m_span.title), m_body);
    }

private:
    double x(Instant t) const
    {
        const double part = static_cast<double>(t - m_span.from) / static_cast<double>(std::max<std::int64_t>(1, m_span.to - m_span.from));
        return pictureLabelWidth + std::clamp(part, 0.0, 1.0) * (pictureWidth - pictureLabelWidth);
    }
    bool within(Instant from, Instant to) const { return from <= m_span.to && m_span.from <= to; }
    std::string offset(Instant t) const { return offsetText(t - m_frame.first); }

    void label(std::string_view text, double baseline)
    {
        m_body += fmt::format("<text class=\"label\" x=\"{}\" y=\"{:.1f}\">{}</text>\n", pictureLabelWidth - 8, baseline, htmlText(text));
    }
    void box(std::string_view kind, Instant from, Instant to, double y, double height, std::string_view story)
    {
        if (!within(from, to))
            return;
        const double left = x(from);
        m_body += fmt::format("<rect class=\"{}\" x=\"{:.2f}\" y=\"{:.1f}\" width=\"{:.2f}\" height=\"{:.1f}\"><title>{}</title></rect>\n",
                              kind, left, y, std::max(0.8, x(to) - left), height, htmlText(story));
    }

    void drawRows(const std::vector<const Life*>& lives)
    {
        std::map<std::pair<std::uint64_t, NsType>, std::vector<const Life*>> rows;
        for (const Life* life : lives)
            rows[{life->ref.inode, life->ref.type}].push_back(life);
        std::size_t count = 0;
        for (const auto& [number, row] : rows) {
            if (++count > pictureRows)
                break;
            m_body += fmt::format("<line class=\"row\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n", pictureLabelWidth, pictureWidth,
                                  m_y + rowHeight, m_y + rowHeight);
            label(linkText(row.front()->ref), m_y + 13);
            for (const Life* life : row)
                drawLife(*life);
            m_y += rowHeight;
        }
    }

    void drawLife(const Life& life)
    {
        const Instant born = life.bornBeforeStream ? m_frame.first : life.born.when.to;
        const auto use = useEndOf(life);
        const auto end = endOf(life);
        const std::string name = linkText(life.ref) + (life.ref.id ? fmt::format(" id {}", life.ref.id) : "");
        const Instant last = end ? end->when.from : m_frame.last;
        const Instant inUseTo = std::max(born, std::min(use ? use->to : last, last));
        box("held", born, inUseTo, m_y + 3, rowHeight - 6,
            fmt::format("{}: in use from {} to {}", name,
                        life.bornBeforeStream ? std::string("before the recording") : offset(born), offset(inUseTo)));
        const Instant kept = life.left ? heldUntil(life, m_frame.last).value_or(inUseTo) : inUseTo;
        const Instant keptTo = std::clamp(kept, inUseTo, std::max(inUseTo, last));
        if (keptTo > inUseTo)
            box("kept", inUseTo, keptTo, m_y + 3, rowHeight - 6,
                fmt::format("{}: given up by the experiment, still held until {}", name, offset(keptTo)));
        if (use && (end || life.obsolete || life.teardownStarted) && keptTo < last)
            box("dying", keptTo, last, m_y + 3, rowHeight - 6,
                fmt::format("{}: nothing uses it any more, still there until {} at least", name, offset(last)));
        if (end)
            box("unsure", std::max(keptTo, last), end->when.to, m_y + 6, rowHeight - 12,
                fmt::format("{}: gone between {} and {} ({})", name, offset(end->when.from), offset(end->when.to), witnessText(*end)));
    }

    void drawCleanups()
    {
        std::map<std::string, std::vector<const Cleanup*>> byFunction;
        for (const Cleanup& run : m_frame.cleanups) {
            if (within(run.queued, run.end))
                byFunction[run.function].push_back(&run);
        }
        for (const auto& [function, runs] : byFunction) {
            label(function, m_y + 17);
            for (const Cleanup* run : runs) {
                box("queued", run->queued, run->start, m_y + 19, 2, fmt::format("{} queued at {}", function, offset(run->queued)));
                box("cleanup", run->start, run->end, m_y + 5, 13,
                    fmt::format("{} ran from {} for {}", function, offset(run->start), spanText(run->end - run->start)));
            }
            m_y += laneHeight;
        }
    }

    void drawWaiting(const std::vector<const Life*>& lives)
    {
        Frame shown;
        for (const Life* life : lives)
            shown.lives.push_back(std::make_shared<Life>(*life));
        const std::vector<WaitingStep> curve = waitingCurve(shown);
        std::int32_t most = 0;
        for (const WaitingStep& step : curve)
            most = std::max(most, step.waiting);
        if (most == 0)
            return;
        label(fmt::format("waiting (most {})", most), m_y + 17);
        const double bottom = m_y + laneHeight - 4;
        const auto level = [&](std::int32_t count) { return bottom - (laneHeight - 8) * count / most; };
        std::string path;
        std::int32_t waiting = 0;
        for (const WaitingStep& step : curve) {
            if (step.at < m_span.from)
                waiting = step.waiting;
        }
        path = fmt::format("M{:.1f} {:.1f}", pictureLabelWidth, level(waiting));
        for (const WaitingStep& step : curve) {
            if (within(step.at, step.at))
                path += fmt::format("H{:.2f}V{:.2f}", x(step.at), level(step.waiting));
        }
        m_body += fmt::format("<path class=\"curve\" d=\"{}H{}\"/>\n", path, pictureWidth);
        m_y += laneHeight;
    }

    void drawQuota()
    {
        bool any = false;
        const QuotaReading* before = nullptr;
        for (const QuotaReading& reading : m_frame.quota) {
            if (!within(reading.when.from, reading.when.to))
                continue;
            const bool goesOn = reading.refused && before && before->refused && before->type == reading.type;
            if (reading.refused)
                box("quota", goesOn ? before->when.to : reading.when.from, reading.when.to, m_y + 5, 13,
                    fmt::format("one more refused until {}: the kernel counted {} or more {} namespaces", offset(reading.when.to),
                                reading.limit, nsTypeRow(reading.type).title));
            else
                box("quotaback", reading.when.from, reading.when.to, m_y + 17, 3,
                    fmt::format("one more not refused at {}: fewer than {} were counted", offset(reading.when.to), reading.limit));
            before = &reading;
            any = true;
        }
        if (!any)
            return;
        label("quota gauge", m_y + 17);
        m_y += laneHeight;
    }

    void drawAxis()
    {
        const std::int64_t step = tickStep(m_span.to - m_span.from);
        const std::int64_t first = (m_span.from - m_frame.first + step - 1) / step * step;
        for (std::int64_t at = first; at <= m_span.to - m_frame.first; at += step) {
            const double place = x(m_frame.first + at);
            m_body += fmt::format("<line class=\"tick\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"0\" y2=\"{1:.1f}\"/>"
                                  "<text class=\"time\" x=\"{0:.1f}\" y=\"{2:.1f}\">{3}</text>\n",
                                  place, m_y + 4, m_y + 18, htmlText(spanText(at)));
        }
        m_y += axisHeight;
    }

    const Frame& m_frame;
    const PictureSpan& m_span;
    std::string m_body;
    double m_y = 2;
};

} // namespace

std::string lifePicture(const Frame& frame, const std::vector<const Life*>& lives, const PictureSpan& span)
{
    return Picture(frame, span).draw(lives);
}

} // namespace nsscope
