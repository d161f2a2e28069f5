// SPDX-License-Identifier: Apache-2.0
#include "core/scan/task_row.h"

namespace nsscope
{

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
