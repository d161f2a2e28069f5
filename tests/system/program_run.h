// SPDX-License-Identifier: Apache-2.0
// Runs one of our programs as a user would and keeps what it printed.
#pragma once
#include "core/base/unique_fd.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

class ProgramRun
{
public:
    struct How
    {
        std::optional<unsigned> uid;    ///< becomes this user and group first; needs root
        std::function<bool()> prepare;  ///< in the child, before exec; false: give up with status 99
        std::string program;            ///< empty: nsscope-cli
    };
    /// Starts the program with these arguments; standard input is /dev/null.
    explicit ProgramRun(std::vector<std::string> arguments, const How& how = {});
    /// Kills and reaps what still runs.
    ~ProgramRun();
    ProgramRun(const ProgramRun&) = delete;
    ProgramRun& operator=(const ProgramRun&) = delete;

    int pid() const { return m_pid; }
    /// The next line of its output, without the newline; absent at its end.
    std::optional<std::string> readLine();
    /// As a reader that goes away.
    void closeOutput() { m_out.reset(); }
    /// Reads all and reaps; exit status, or 128 + signal.
    int finish();
    const std::string& output() const { return m_output; } ///< all that was read, lines too
    const std::string& errors() const { return m_errors; }

private:
    bool readMore();

    int m_pid = 0;
    UniqueFd m_out;
    UniqueFd m_err;
    std::string m_output;
    std::string m_errors;
    std::size_t m_taken = 0; ///< of m_output, by readLine
};

struct ProgramEnd
{
    int status = 0; ///< as finish() tells it
    std::string output;
    std::string errors;
};
ProgramEnd runToEnd(std::vector<std::string> arguments, const ProgramRun::How& how = {});

/// True once the process is gone or a zombie; waits up to `patienceMs`.
bool processEnds(int pid, int patienceMs);
/// Why our programs cannot be run as another user here; empty where they can.
std::string whyNotAsUser(unsigned uid);

inline constexpr unsigned nobody = 65534; ///< a uid, and its gid
/// As nobody where we are root and it can run our programs.
ProgramRun::How asUser();

} // namespace nsscope
