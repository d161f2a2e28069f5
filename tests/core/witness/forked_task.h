// SPDX-License-Identifier: Apache-2.0
// A child process of a test that makes namespaces and does what it is told through a socket pair; killed and reaped
// at the end of its scope, so it leaves nothing behind.
#pragma once
#include "core/base/instant.h"
#include "core/base/unique_fd.h"
#include "core/model/ns_ref.h"

#include <functional>
#include <string>
#include <sys/types.h>

namespace nsscope
{

class ForkedTask
{
public:
    /// Runs `body` in the child with its end of the socket pair; the child ends with it.
    explicit ForkedTask(const std::function<void(int channel)>& body);
    ~ForkedTask();
    ForkedTask(const ForkedTask&) = delete;
    ForkedTask& operator=(const ForkedTask&) = delete;

    pid_t pid() const { return m_pid; }
    /// Waits for one byte from the child; 0 where it ended.
    char wait();
    /// Sends one byte and waits for the answer.
    char ask(char command);
    /// Kills and reaps it now.
    void end();

private:
    pid_t m_pid = -1;
    UniqueFd m_channel;
};

/// Child side: one byte out, one byte in (0 at the end).
void say(int channel, char byte);
char hear(int channel);

/// unshare(CLONE_NEWUSER) with the caller's ids mapped to 0. 0 or errno.
int enterUserNs();
/// Reference of a process's namespace, with its id where the kernel has one; inode 0 where it cannot be read.
NsRef readNsRef(pid_t pid, NsType type);
/// Runs `body` in a child process as uid 65534 without any group; true where it had no test failure.
bool passesAsNobody(const std::function<void()>& body);
/// Calls `done` every 100 us until it is true; false after `seconds`.
bool waitUntil(const std::function<bool()>& done, double seconds = 5);

} // namespace nsscope
