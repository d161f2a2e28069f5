// SPDX-License-Identifier: Apache-2.0
// A child of the test that changes what a scan reads of a process: one thing at a time when told, or all of them at
// random, as fast as it can. Stopped, it stays as it is. Ends with this object.
#pragma once
#include "core/base/unique_fd.h"

namespace nsscope
{

class BusyProcess
{
public:
    /// What it does when told so, by `tell`.
    enum class Act : char {
        Nothing = 'n',      ///< runs for a moment
        OpenNamespace = 'o',
        OpenOther = 'O',    ///< another one of the same type, by the same number as OpenNamespace
        OpenAsPath = 'P',   ///< the same namespace by the same number, O_PATH
        CloseNamespace = 'c',
        MoveDescriptor = 'm', ///< to another number
        Unshare = 'u',
        SetBack = 's',
        MakeSocket = 'S',
        Rename = 'r',
        ChangeUser = 'U',
        ChangeUserBack = 'B',
        StartThread = 't', ///< with an uts namespace of its own
        ThreadUnshares = 'T',
        ThreadTable = 'f', ///< the thread's descriptors become its own, and it opens a namespace
        EndThread = 'e',
        ShareTable = 'h',  ///< with another process: `otherOpens`
        AttachMemory = 'a', ///< System V, which its mark does not tell
        Spin = 'x', ///< for ever
        OpenFile = 'F',    ///< nothing that a scan makes anything of
    };

    /// Waits for `tell`.
    BusyProcess();
    /// Does anything, by this seed.
    explicit BusyProcess(unsigned seed);
    ~BusyProcess();
    BusyProcess(const BusyProcess&) = delete;
    BusyProcess& operator=(const BusyProcess&) = delete;

    int pid() const { return m_pid; }
    /// Returns when it is done; false where it could not.
    bool tell(Act act);
    /// After ShareTable: the other process opens a namespace, and this one does not run.
    bool otherOpens() const;
    /// Returns when it waits to be told.
    void settle() const;
    /// Every thread of it is off its processor when this returns.
    void stop();
    void proceed();

private:
    int m_pid = 0;
    UniqueFd m_socket;
};

} // namespace nsscope
