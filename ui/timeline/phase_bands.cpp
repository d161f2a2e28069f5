// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/phase_bands.h"

#include <QCoreApplication>
#include <algorithm>
#include <set>
#include <utility>

namespace nsscope::ui
{

namespace
{

constexpr double growth = 1.25;

QString tr(const char* text) { return QCoreApplication::translate("PhaseBands", text); }

/// `planned`, or the next step of a row of lengths that each are a quarter longer: steady while it grows.
std::int64_t grown(std::int64_t planned, std::int64_t actual)
{
    auto length = static_cast<double>(std::max(planned, nsPerMs));
    while (length < static_cast<double>(actual))
        length *= growth;
    return static_cast<std::int64_t>(length);
}

std::int64_t plannedLength(const LabRun& run, std::int32_t phase)
{
    std::int64_t rounds = 1;
    for (const PlannedStep& step : run.plan.steps) {
        if (step.phase == phase)
            rounds = std::max<std::int64_t>(rounds, step.rounds);
    }
    const double speed = run.control.speed > 0 ? run.control.speed : 1.0;
    const auto delay = static_cast<double>(run.plan.phases[static_cast<std::size_t>(phase)].delayNs);
    return std::max(20 * nsPerMs, static_cast<std::int64_t>(static_cast<double>(rounds) * delay / speed));
}

/// The newest moment that belongs to a run's last phase. Ends that are known only roughly do not count, or one slow
/// scan would set the scale.
Instant lastSign(const Frame& frame, const LifeRows& rows, const PhaseSpan& phase)
{
    Instant sign = phase.from;
    const auto take = [&](Instant t) { sign = std::max(sign, t); };
    const LabRun& run = *frame.runs[static_cast<std::size_t>(phase.run)];
    for (const LabStep& step : run.steps) {
        if (step.after > phase.from)
            take(step.after);
    }
    for (const Bar& bar : rows.bars) {
        if (bar.run != phase.run || bar.phase != phase.phase)
            continue;
        if (bar.useEnd != openEnd && bar.useEnd - bar.from <= 4 * plannedLength(run, phase.phase))
            take({bar.useEnd});
        if (bar.to != openEnd && bar.to - bar.endFrom <= std::max(5 * nsPerMs, sign - phase.from))
            take({bar.to});
    }
    for (const Cleanup& cleanup : frame.cleanups) {
        if (cleanup.start >= phase.from && cleanup.start <= sign)
            take(cleanup.end);
    }
    return std::min(sign + std::max<std::int64_t>(nsPerMs, (sign - phase.from) / 16), std::max(frame.last, sign));
}

QString counted(std::size_t n, const char* one, const char* many)
{
    return n == 1 ? tr(one) : tr(many).arg(n);
}

void describe(PhaseBand& band, const LabPhase& phase, const LifeRows& rows)
{
    const auto name = QString::fromStdString(phase.name);
    const auto delay = QString::fromStdString(spanText(phase.delayNs)).replace(QStringLiteral(".0 "), QStringLiteral(" "));
    band.title = phase.delayNs > 0 ? tr("%1 · %2").arg(name, delay) : name;
    if (band.planned) {
        band.detail = tr("not begun");
        band.story = tr("The phase \"%1\" has not begun; its width is what the plan says.").arg(name);
        return;
    }
    std::set<std::pair<NsType, std::uint64_t>> numbers;
    std::size_t lives = 0;
    for (const Row& row : rows.rows) {
        for (std::uint32_t i = 0; i < row.count; ++i) {
            const Bar& bar = rows.bars[row.first + i];
            if (bar.run != band.run || bar.phase != band.phase)
                continue;
            ++lives;
            numbers.insert({NsType::Net, row.inode});
        }
    }
    const std::size_t reuses = lives - numbers.size();
    const QString used = counted(numbers.size(), "1 number", "%1 numbers");
    band.detail = reuses == 0 ? used : used + tr(", ") + counted(reuses, "1 reuse", "%1 reuses");
    band.story = tr("%1: %2 on %3 within the phase.")
                     .arg(QString::fromStdString(phase.title), counted(lives, "1 life", "%1 lives"), used);
}

} // namespace

Instant originOf(const Frame& frame)
{
    const LabRun* run = frame.currentRun();
    return run ? run->plan.at : frame.first;
}

namespace
{

const PhaseBand* bandAt(const std::vector<PhaseBand>& bands, ScaleKind kind, Instant t)
{
    const auto band = std::find_if(bands.begin(), bands.end(), [t](const PhaseBand& b) {
        return t >= b.span.from && t <= b.span.to;
    });
    return kind == ScaleKind::Common || band == bands.end() ? nullptr : &*band;
}

} // namespace

QString momentText(const Frame& frame, const std::vector<PhaseBand>& bands, ScaleKind kind, Instant t)
{
    const PhaseBand* band = bandAt(bands, kind, t);
    return QString::fromStdString(offsetText(t - (band ? band->span.from : originOf(frame))));
}

QString momentTitle(const Frame& frame, const std::vector<PhaseBand>& bands, ScaleKind kind, Instant t)
{
    const PhaseBand* band = bandAt(bands, kind, t);
    if (!band)
        return momentText(frame, bands, kind, t);
    const LabRun& run = *frame.runs[static_cast<std::size_t>(band->run)];
    return QString::fromStdString(run.plan.phases[static_cast<std::size_t>(band->phase)].name) + QLatin1Char(' ') +
           QString::fromStdString(spanText(t - band->span.from));
}

std::vector<PhaseBand> phaseBands(const Frame& frame, const LifeRows& rows)
{
    std::vector<PhaseBand> bands;
    for (std::size_t i = 0; i < frame.phases.size(); ++i) {
        const PhaseSpan& phase = frame.phases[i];
        if (phase.run < 0 || static_cast<std::size_t>(phase.run) >= frame.runs.size())
            continue;
        const LabRun& run = *frame.runs[static_cast<std::size_t>(phase.run)];
        if (phase.phase < 0 || static_cast<std::size_t>(phase.phase) >= run.plan.phases.size())
            continue;
        PhaseBand band{{phase.from, phase.to}, phase.run, phase.phase, false, {}, {}, {}};
        const bool newestOfRun = i + 1 == frame.phases.size() || frame.phases[i + 1].run != phase.run;
        const bool over = run.end || frame.ended || static_cast<std::size_t>(phase.run) + 1 < frame.runs.size();
        if (newestOfRun && over)
            band.span.to = lastSign(frame, rows, phase);
        else if (newestOfRun)
            band.span.to = phase.from + grown(plannedLength(run, phase.phase), frame.last - phase.from);
        bands.push_back(band);
    }
    if (const LabRun* run = frame.currentRun(); run && !run->end && !frame.ended) {
        const auto current = static_cast<std::int32_t>(frame.runs.size()) - 1;
        std::int32_t next = 0;
        Instant from = std::max(run->plan.at, bands.empty() ? frame.first : bands.back().span.to);
        if (!bands.empty() && bands.back().run == current)
            next = bands.back().phase + 1;
        for (; static_cast<std::size_t>(next) < run->plan.phases.size(); ++next) {
            const Interval span{from, from + plannedLength(*run, next)};
            bands.push_back({span, current, next, true, {}, {}, {}});
            from = span.to;
        }
    }
    for (PhaseBand& band : bands) {
        const LabRun& run = *frame.runs[static_cast<std::size_t>(band.run)];
        describe(band, run.plan.phases[static_cast<std::size_t>(band.phase)], rows);
    }
    return bands;
}

TimeScale scaleOf(const Frame& frame, const std::vector<PhaseBand>& bands, ScaleKind kind)
{
    Interval whole{frame.first, std::max(frame.last, frame.first + 1)};
    if (kind == ScaleKind::PerPhase && !bands.empty()) {
        std::vector<Interval> spans;
        for (const PhaseBand& band : bands)
            spans.push_back(band.span);
        return TimeScale(spans, whole);
    }
    if (!bands.empty())
        whole.to = std::max(whole.to, bands.back().span.to);
    if (!frame.ended && bands.empty())
        whole.to = whole.from + grown(2'000 * nsPerMs, whole.to - whole.from);
    return TimeScale::linear(whole);
}

} // namespace nsscope::ui
