// SPDX-License-Identifier: Apache-2.0
// The steps themselves: each makes one system call, with CLOCK_BOOTTIME read right before and after, and tells what
// came of it. Knows nothing of sockets. The only code of nsscope that creates namespaces.
#pragma once
#include "core/base/unique_fd.h"
#include "core/lab/protocol.h"

#include <array>
#include <deque>

namespace nsscope
{

class LabActions
{
public:
    LabActions();
    ~LabActions();
    LabActions(const LabActions&) = delete;
    LabActions& operator=(const LabActions&) = delete;

    /// Fills times, result, error, holder, made and left of a reply.
    LabReply perform(const LabRequest& request);

private:
    void newUserNs(LabReply& reply);
    void unshareOne(LabReply& reply, NsType type);
    void cloneChild(LabReply& reply, NsType type);
    void endChild(LabReply& reply);
    void prepareExit(LabReply& reply, NsType type);

    struct Child
    {
        int pid = 0;
        LabNamespace ns;
    };

    std::array<LabNamespace, nsTypeCount> m_current{}; ///< those we made and are in; inode 0: none
    std::deque<Child> m_children;
    UniqueFd m_lifeRead; ///< children wait for its end: they cannot outlive us
    UniqueFd m_lifeWrite;
};

} // namespace nsscope
