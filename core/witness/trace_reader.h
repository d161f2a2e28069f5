// SPDX-License-Identifier: Apache-2.0
// Reads the lines of a trace pipe as they come, whole ones only. A line beyond the cap is passed over, and so is what
// the end of the pipe cuts off. Never blocks.
#pragma once
#include "core/base/unique_fd.h"

#include <functional>
#include <string>
#include <string_view>

namespace nsscope
{

class TraceReader
{
public:
    TraceReader() = default;
    /// `pipe` does not block (O_NONBLOCK).
    explicit TraceReader(UniqueFd pipe) : m_pipe(std::move(pipe)) {}

    int descriptor() const { return m_pipe.get(); }
    /// Calls `line` for each whole line that is there. Reads at most a megabyte at a time. False when there may be more
    /// to read.
    bool readLines(const std::function<void(std::string_view)>& line);

private:
    void take(std::string_view bytes, const std::function<void(std::string_view)>& line);

    UniqueFd m_pipe;
    std::string m_rest;      ///< bytes of a line that is not whole yet
    bool m_skipping = false; ///< in a line longer than the cap
};

} // namespace nsscope
