// SPDX-License-Identifier: Apache-2.0
// Reads the text of tracefs' trace_pipe, one line each: who, when, which event, and the fields of the events that
// concern namespaces. Pure; takes any bytes. Kernel: kernel/trace/trace_output.c trace_print_context.
#pragma once
#include "core/base/instant.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace nsscope
{

/// Views into the line given.
struct TraceLine
{
    std::int32_t pid = 0;
    Instant at; ///< in the trace clock, rounded by the kernel to microseconds
    std::string_view event;
    std::string_view text; ///< the event's own part
};

inline constexpr std::size_t traceLineCap = 4096; ///< bytes; longer lines are not read
inline constexpr std::int64_t traceClockStep = 1'000; ///< ns: precision of TraceLine::at
inline constexpr std::int64_t traceClockSlack = 20'000; ///< ns: how far it may be from the system clock

std::optional<TraceLine> parseTraceLine(std::string_view line);
/// "CPU:1 [LOST 12 EVENTS]": the reader was too slow.
bool isLostLine(std::string_view line);

enum class WorkStep : std::uint8_t { Queued, Started, Ended };

/// workqueue_queue_work, workqueue_execute_start, workqueue_execute_end.
struct WorkEvent
{
    WorkStep step = WorkStep::Queued;
    Instant at;
    std::uint64_t work = 0; ///< the kernel's hash of the address of the work item: the same for all its steps
    std::string_view function;
};
std::optional<WorkEvent> parseWorkEvent(const TraceLine& line);

/// kmem_cache_alloc, kmem_cache_free.
struct SlabEvent
{
    bool freed = false;
    Instant at;
    std::int32_t pid = 0;
    std::uint64_t object = 0; ///< the kernel's hash of the object's address
    std::string_view cache;   ///< "net_namespace"
};
std::optional<SlabEvent> parseSlabEvent(const TraceLine& line);

} // namespace nsscope
