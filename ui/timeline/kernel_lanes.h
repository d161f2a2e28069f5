// SPDX-License-Identifier: GPL-3.0-or-later
// What stands under the rows: the kernel's clean-up runs, one lane per function, and how many namespaces wait to be
// destroyed. What cannot be shown is told in one sentence with its reason. Pure.
#pragma once
#include "core/track/frame.h"
#include "ui/timeline/life_rows.h"

#include <QString>
#include <vector>

namespace nsscope::ui
{

struct CleanupRun
{
    std::int64_t queued = 0;
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::int32_t batch = 0; ///< lives in the rows that ended in it; 0: not known
};

struct CleanupLane
{
    QString function; ///< the kernel's name: "cleanup_net"
    std::vector<CleanupRun> runs; ///< by start
};

/// The kernel refused one more of a type from the first to the last look that it told of; `back`: when it did not any
/// more, openEnd where that was not seen.
struct QuotaSpan
{
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t back = 0;
    std::int32_t limit = 1;
    NsType type = NsType::Net;
};

struct KernelLanes
{
    std::vector<CleanupLane> cleanups;
    std::vector<std::int64_t> leftAt;  ///< ends of use, sorted; empty where no curve can be drawn
    std::vector<std::int64_t> endedAt; ///< ends of life, sorted
    int mostWaiting = 0;
    std::vector<QuotaSpan> quota; ///< by time
    QString missing; ///< "clean-up runs: tracefs needs root"; empty where nothing is missing

    bool hasCurve() const { return mostWaiting > 0; }
    /// Namespaces that were left and had not ended at `t`.
    int waitingAt(std::int64_t t) const;
    int laneCount() const
    {
        return static_cast<int>(cleanups.size()) + (hasCurve() ? 1 : 0) + (quota.empty() ? 0 : 1) +
               (missing.isEmpty() ? 0 : 1);
    }
};

KernelLanes kernelLanes(const Frame& frame, const LifeRows& rows);

} // namespace nsscope::ui
