// SPDX-License-Identifier: Apache-2.0
// The agent's end of one nsscope-lab process: starts it (spawn + exec), asks for one step at a time without blocking,
// notices its death and reaps it. Times out nothing by itself. Destroying the client kills the helper, and with it
// everything that the experiment made.
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"
#include "core/lab/protocol.h"

#include <cstdint>
#include <optional>
#include <string>

namespace nsscope
{

class LabClient
{
public:
    static Result<LabClient> start(const std::string& program);
    LabClient(LabClient&& other) noexcept;
    LabClient& operator=(LabClient&& other) noexcept;
    ~LabClient();

    std::int32_t pid() const { return m_pid; }
    /// Readable when receive() has something to tell.
    int descriptor() const { return m_socket.get(); }
    /// True from ask() until its reply was received.
    bool waiting() const { return m_asked.has_value(); }

    /// Asks for one step; not before the reply to the one before.
    Status ask(LabOp op, NsType type) { return ask({op, type}); }
    Status ask(const LabAction& action);
    /// The reply; nullopt: not there yet; an Error when the helper died unasked ("killed by SIGKILL") or talks
    /// nonsense: it is then killed and reaped. The reply to Exit and EndAll is given once the helper is reaped, and its `afterNs`
    /// is that moment: all it had is given up by then (kernel/exit.c do_exit drops namespaces before it notifies).
    Result<std::optional<LabReply>> receive();
    /// Kills and reaps. Says how it had ended: "exited with status 0", "was killed by SIGKILL".
    std::string end();

private:
    LabClient(UniqueFd socket, std::int32_t pid) : m_socket(std::move(socket)), m_pid(pid) {}

    UniqueFd m_socket;
    std::int32_t m_pid = 0; ///< 0: reaped
    std::uint32_t m_sequence = 0;
    std::optional<LabRequest> m_asked;
};

/// Where nsscope-lab is: NSSCOPE_LAB in the environment (ignored when privileges were gained by exec), else beside
/// this program's own executable.
std::string labProgram();

} // namespace nsscope
