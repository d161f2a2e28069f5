// SPDX-License-Identifier: Apache-2.0
// A trace buffer of our own in tracefs (instances/nsscope-PID-START-PURPOSE): other users of tracing are neither seen
// nor disturbed. Removed at the end, and by a process that watches over ours where that is killed; what was left all the
// same is removed at the next start. Needs root.
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"
#include "core/witness/probe_process.h"
#include "core/witness/trace_reader.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

class TraceInstance
{
public:
    /// Times are on CLOCK_BOOTTIME. `purpose` tells instances of one process apart. `labProgram` is nsscope-lab, which
    /// removes the instance when this process is killed; empty: then it stays until the next start.
    static Result<TraceInstance> make(const std::string& purpose, const std::string& labProgram = {});
    /// The same below another directory than tracefs' root.
    static Result<TraceInstance> makeIn(int tracefs, const std::string& purpose, const std::string& labProgram = {});
    /// One that only reads, from a pipe that somebody else fills.
    static TraceInstance reading(UniqueFd pipe);
    TraceInstance(TraceInstance&&) = default;
    TraceInstance& operator=(TraceInstance&& other) noexcept;
    ~TraceInstance();

    /// What is let through of an event ("workqueue/workqueue_queue_work"), in the kernel's filter language; EINVAL
    /// where the kernel does not understand it.
    Status filter(const std::string& event, const std::string& text);
    Status enable(const std::string& event);
    /// Opens the reader's end, to be asked for lines every `lookPause`: to wake somebody takes the task that causes an
    /// event some 100 microseconds, and that may be the one under study.
    Status start();
    static constexpr std::int64_t lookPause = 20'000'000; ///< ns
    /// Calls `line` for each whole line that is there; does not block. Reads at most a megabyte at a time. False when
    /// there may be more to read.
    bool readLines(const std::function<void(std::string_view)>& line) { return m_reader.readLines(line); }

private:
    TraceInstance() = default;
    TraceInstance(UniqueFd instances, std::string name, UniqueFd directory);
    Status write(const std::string& file, std::string_view text);
    void remove();

    UniqueFd m_instances; ///< directory that holds ours
    std::string m_name;
    UniqueFd m_directory;
    TraceReader m_reader;
    std::vector<std::string> m_enabled;
    std::optional<ProbeProcess> m_sweeper;
};

/// Removes an instance of a process that has just ended, whose last descriptors may still be closing: tries for a
/// second. True where it is not there any more.
bool removeTraceInstance(const std::string& name);

/// The process that made an instance of this name, as pid and start time; pid 0 where it is none of ours.
struct InstanceOwner
{
    std::int32_t pid = 0;
    std::uint64_t startTicks = 0;
};
InstanceOwner instanceOwner(std::string_view name);
/// Start time in clock ticks of a process, from the text of /proc/PID/stat; 0 where it cannot be read.
std::uint64_t startTicksIn(std::string_view stat);

} // namespace nsscope
