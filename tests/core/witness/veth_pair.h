// SPDX-License-Identifier: Apache-2.0
// A veth of this process's network namespace whose peer is in a task's; both are deleted with it, where they are still there.
#pragma once
#include <functional>
#include <string>
#include <sys/types.h>

namespace nsscope
{

class VethPair
{
public:
    VethPair(std::string name, pid_t task);
    ~VethPair();
    VethPair(const VethPair&) = delete;
    VethPair& operator=(const VethPair&) = delete;

    /// 0, or errno of the making.
    int error() const { return m_error; }
    /// Sets it up or down; 0 or errno.
    int setUp(bool up);
    /// Deletes it; 0 or errno.
    int remove();
    bool exists() const;

private:
    std::string m_name;
    int m_error = 0;
};

/// Runs `body` in a child process with a network namespace of its own, where devices may come and go; true where it had no
/// test failure. Needs root.
bool passesInOwnNetwork(const std::function<void()>& body);

} // namespace nsscope
