// SPDX-License-Identifier: Apache-2.0
#include "core/scan/task_row.h"

namespace nsscope
{

const std::array<NsSlotRow, nsSlotCount>& nsSlotTable()
{
    static constexpr std::array<NsSlotRow, nsSlotCount> table{{
        {NsSlot::Mnt, NsType::Mnt, "mnt", false},
        {NsSlot::Net, NsType::Net, "net", false},
        {NsSlot::Uts, NsType::Uts, "uts", false},
        {NsSlot::Ipc, NsType::Ipc, "ipc", false},
        {NsSlot::Cgroup, NsType::Cgroup, "cgroup", false},
        {NsSlot::PidForChildren, NsType::Pid, "pid_for_children", true},
        {NsSlot::TimeForChildren, NsType::Time, "time_for_children", true},
        {NsSlot::User, NsType::User, "user", false},
        {NsSlot::Time, NsType::Time, "time", false},
        {NsSlot::Pid, NsType::Pid, "pid", false},
    }};
    return table;
}

Holder holderOf(const TaskRow& task, HolderKind kind)
{
    Holder holder;
    holder.kind = kind;
    holder.pid = task.pid;
    holder.startTicks = task.holder->startTicks;
    holder.uid = task.holder->uid;
    holder.comm = task.holder->comm;
    holder.kernelThread = task.kernelThread;
    return holder;
}

} // namespace nsscope
