// SPDX-License-Identifier: Apache-2.0
// An actor of a lesson: a process or thread that does what the helper orders, one system call at a time. Ends with its
// socket, so that nothing outlives the helper. Keeps its descriptors by slot; a child takes them along as fork(2) does.
#pragma once
#include "app/lab/actor_order.h"

#include <array>
#include <memory>

namespace nsscope
{

class Actor
{
public:
    /// `control`: its end of the socket. `hostMounts`: the mount namespace that it must not mount in.
    Actor(UniqueFd control, LabNamespace hostMounts);

    /// Tells the helper who it is, after `flags` put it into new namespaces; then serves until told to end. The caller
    /// ends the thread or process.
    void play(std::uint32_t flags, const char* name, bool isThread);

private:
    void perform(const ActorOrder& order, UniqueFd came);
    void answer(ActorAnswer& answer, int fd = -1);

    void unshareThese(const ActorOrder& order, ActorAnswer& answer);
    void startProcess(const ActorOrder& order, ActorAnswer& answer, UniqueFd childEnd);
    void startThread(const ActorOrder& order, ActorAnswer& answer, UniqueFd childEnd);
    void enter(const ActorOrder& order, ActorAnswer& answer);
    void openNamespace(const ActorOrder& order, ActorAnswer& answer);
    void closeSlot(const ActorOrder& order, ActorAnswer& answer);
    void duplicate(const ActorOrder& order, ActorAnswer& answer);
    void take(const ActorOrder& order, ActorAnswer& answer, UniqueFd came);
    void openSocket(const ActorOrder& order, ActorAnswer& answer);
    void bind(const ActorOrder& order, ActorAnswer& answer);
    void unmount(const ActorOrder& order, ActorAnswer& answer);
    /// False, with EBADF or EMFILE in the answer, where the slot is not as it must be.
    bool slotIs(bool open, std::uint16_t slot, ActorAnswer& answer) const;
    [[noreturn]] void becomeChild(const ActorOrder& order, UniqueFd childEnd);

    UniqueFd m_control;
    LabNamespace m_hostMounts;
    std::array<int, labMaxFds> m_slots; ///< -1: free
    bool m_ended = false;
};

} // namespace nsscope
