// SPDX-License-Identifier: Apache-2.0
// A trace buffer of our own in tracefs (instances/nsscope-PID-START-PURPOSE): other users of tracing are neither seen
// nor disturbed. Removed at the end; what a killed process left is removed at the next start. Needs root.
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

class TraceInstance
{
public:
    /// Times are on CLOCK_BOOTTIME. `purpose` tells instances of one process apart.
    static Result<TraceInstance> make(const std::string& purpose);
    TraceInstance(TraceInstance&&) = default;
    TraceInstance& operator=(TraceInstance&& other) noexcept;
    ~TraceInstance();

    /// What is let through of an event ("workqueue/workqueue_queue_work"), in the kernel's filter language; EINVAL
    /// where the kernel does not understand it.
    Status filter(const std::string& event, const std::string& text);
    Status enable(const std::string& event);
    /// Opens the reader's end; after that descriptor() is readable when there are lines.
    Status start();
    int descriptor() const { return m_pipe.get(); }
    /// Calls `line` for each whole line that is there; does not block. Reads at most a megabyte at a time. False when
    /// there may be more to read.
    bool readLines(const std::function<void(std::string_view)>& line);

private:
    TraceInstance(UniqueFd instances, std::string name, UniqueFd directory);
    Status write(const std::string& file, std::string_view text);
    void remove();

    UniqueFd m_instances; ///< directory that holds ours
    std::string m_name;
    UniqueFd m_directory;
    UniqueFd m_pipe;
    std::vector<std::string> m_enabled;
    std::string m_rest; ///< bytes of a line that is not whole yet
    bool m_skipping = false; ///< in a line longer than the cap
};

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
