// SPDX-License-Identifier: Apache-2.0
#include "core/witness/quota_figures.h"

#include "core/witness/trace_line.h"

#include <algorithm>

namespace nsscope
{

namespace
{


template <class Value> std::vector<std::int64_t> valuesOf(const std::vector<QuotaRecord>& records, Value value)
{
    std::vector<std::int64_t> values;
    values.reserve(records.size());
    for (const QuotaRecord& record : records)
        values.push_back(std::max<std::int64_t>(0, value(record)));
    return values;
}

} // namespace

Spread spreadOf(std::vector<std::int64_t> values)
{
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    const std::size_t count = values.size();
    return {values[count / 2], values[count / 10], values[count * 9 / 10], values.back()};
}

QuotaFigures figuresOf(const QuotaSeries& series)
{
    const auto creation = [](const QuotaRecord& r) { return r.createEnd - r.createStart; };
    QuotaFigures figures;
    figures.rounds = series.rounds.size();
    figures.idleCreateMedian = spreadOf(valuesOf(series.idle, creation)).median;
    const std::int64_t idle = figures.idleCreateMedian;
    figures.refused = spreadOf(valuesOf(series.rounds, [](const QuotaRecord& r) { return r.createStart - r.dropEnd; }));
    figures.destroyed =
        spreadOf(valuesOf(series.rounds, [&](const QuotaRecord& r) {
            return std::max(r.createStart - r.dropEnd, r.createEnd - r.dropEnd - idle);
        }));
    figures.drop = spreadOf(valuesOf(series.rounds, [](const QuotaRecord& r) { return r.dropEnd - r.dropStart; }));
    figures.blockedMedian =
        spreadOf(valuesOf(series.rounds, [&](const QuotaRecord& r) { return creation(r) - idle; })).median;
    return figures;
}

std::optional<CleanupFigures> compareCleanups(const QuotaSeries& series, const std::vector<Cleanup>& cleanups,
                                              std::string_view function)
{
    std::vector<std::int64_t> fromQueue;
    std::vector<std::int64_t> fromDrop;
    for (const QuotaRecord& round : series.rounds) {
        for (const Cleanup& run : cleanups) {
            const bool its = run.function == function && run.queued.ns >= round.dropStart - traceClockSlack &&
                             run.queued.ns <= round.createEnd && run.end.ns <= round.createEnd + traceClockSlack;
            if (!its)
                continue;
            fromQueue.push_back(run.end - run.queued);
            fromDrop.push_back(std::max<std::int64_t>(0, run.end.ns - round.dropEnd));
            break;
        }
    }
    if (fromQueue.empty())
        return std::nullopt;
    return CleanupFigures{fromQueue.size(), spreadOf(fromQueue), spreadOf(fromDrop)};
}

} // namespace nsscope
