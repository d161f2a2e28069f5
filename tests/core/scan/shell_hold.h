// SPDX-License-Identifier: Apache-2.0
// A shell script that makes holders, says "ready WORD..." and waits for the end of its input; all that it started ends
// with this object.
#pragma once
#include "core/base/unique_fd.h"

#include <cstdint>
#include <string>
#include <vector>

namespace nsscope
{

class ShellHold
{
public:
    explicit ShellHold(const std::string& script);
    ~ShellHold();
    ShellHold(const ShellHold&) = delete;
    ShellHold& operator=(const ShellHold&) = delete;

    /// False where the script ended without being ready (a program or a right that is not there).
    bool ready() const { return m_ready; }
    /// The n-th word after "ready" as a number; 0 where there is none.
    std::uint64_t number(std::size_t n) const;
    /// Gives the script its next line to read, and waits until it says "ready" again.
    void proceed();

private:
    void readReady();

    UniqueFd m_input;
    UniqueFd m_output;
    int m_pid = 0;
    bool m_ready = false;
    std::vector<std::string> m_words;
};

} // namespace nsscope
