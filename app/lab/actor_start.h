// SPDX-License-Identifier: Apache-2.0
// How actors come to be: a process by clone(2), a thread of the caller, and what each does first in its new
// namespaces. Also the small tables that its calls need.
#pragma once
#include "app/lab/actor_order.h"

#include <memory>
#include <span>
#include <string>

namespace nsscope
{

class Actor;

/// clone(flags | SIGCHLD) that returns twice like fork(2): 0 in the child, -1 with errno where it failed.
long cloneProcess(std::uint32_t flags);
/// Runs the actor in a thread of its own that ends with it; 0 or errno.
int runThread(std::unique_ptr<Actor> actor, const std::array<char, 44>& name);
/// In the child: ids of a new user namespace, mounts of a new mount namespace made private. 0 or errno.
int settle(std::uint32_t flags);
/// Closes every descriptor but 0 to 2, `control` and these.
void keepOnly(int control, std::span<const int> fds);

/// "CLONE_NEWUTS | CLONE_NEWNET"
std::string flagNames(std::uint32_t flags);

struct SocketKind
{
    int type = 0;
    int protocol = 0;
    std::string text; ///< "AF_INET, SOCK_STREAM"
};
SocketKind socketKind(int family, bool raw);

} // namespace nsscope
