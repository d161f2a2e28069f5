// SPDX-License-Identifier: Apache-2.0
#include "core/witness/mechanism.h"

namespace nsscope
{

// Read in the mainline trees 5.4, 5.10, 5.15, 6.1, 6.5, 6.6, 6.8, 6.12, 6.13, 6.14, 6.18, 6.19, 7.0 and 7.1, and held
// against Debian's kernels from 5.10 to 7.3 by tests/vm, from which alone 7.2 and 7.3 are known. A row's range ends at the
// newest that still does it, the next begins at the oldest that does otherwise.

namespace
{

constexpr std::string_view synchronousText = "synchronous";

std::vector<Mechanism> makeTable()
{
    using enum Teardown;
    using enum NsType;
    return {
        {Cgroup, {5, 4}, {6, 14}, Synchronous, "", false, false, false, false, synchronousText,
         "Destroyed at once by the call that drops the last reference: quota, number and memory are back when it "
         "returns.",
         "kernel/cgroup/namespace.c free_cgroup_ns"},
        {Cgroup, {6, 18}, {7, 3}, Synchronous, "", false, false, false, false, synchronousText,
         "Destroyed at once by the call that drops the last reference: quota and number are back when it returns; "
         "only the memory waits for an RCU grace period.",
         "kernel/cgroup/namespace.c free_cgroup_ns"},

        {Ipc, {5, 4}, {5, 4}, Synchronous, "", false, false, false, false, "synchronous, waits for RCU",
         "Destroyed by the call that drops the last reference, which sleeps for an RCU grace period meanwhile.",
         "ipc/namespace.c put_ipc_ns, mq_put_mnt"},
        {Ipc, {5, 10}, {6, 1}, Worker, "free_ipc", true, true, false, false,
         "work item free_ipc, a grace period each",
         "A work item (free_ipc) destroys it after an RCU grace period for each namespace in turn, so a fast run "
         "builds up a queue.",
         "ipc/namespace.c free_ipc"},
        {Ipc, {6, 5}, {7, 1}, Worker, "free_ipc", true, true, false, true, "work item free_ipc, in batches",
         "A work item (free_ipc) destroys all that queued up, after one RCU grace period for the batch; a creation "
         "that would exceed the limit waits for it instead of failing.",
         "ipc/namespace.c free_ipc, create_ipc_ns"},
        {Ipc, {7, 2}, {7, 3}, Worker, "free_ipc", true, false, false, true, "work item free_ipc, in batches, at once",
         "A work item (free_ipc) destroys all that queued up, within a fraction of a millisecond: its RCU grace period "
         "is expedited. A creation that would exceed the limit waits for it instead of failing.",
         "ipc/namespace.c free_ipc; measured"},

        {Mnt, {5, 4}, {6, 14}, Synchronous, "", false, false, false, false,
         "synchronous, waits for an expedited grace period",
         "Destroyed by the call that drops the last reference: it first waits for an expedited RCU grace period, then "
         "gives number and quota back.",
         "fs/namespace.c put_mnt_ns"},
        {Mnt, {6, 18}, {7, 3}, Synchronous, "", false, false, false, false,
         "synchronous, waits for an expedited grace period",
         "Destroyed by the call that drops the last reference: it gives number and quota back first, then waits for "
         "an expedited RCU grace period; mounts and memory follow a little later.",
         "fs/namespace.c put_mnt_ns, namespace_unlock"},

        {Net, {5, 4}, {6, 8}, Worker, "cleanup_net", true, true, true, false, "work item cleanup_net, in batches",
         "One worker of the machine (cleanup_net) destroys all that queued up during its run before, and waits for "
         "several RCU grace periods once for the batch; the number is free before the last of them, the quota after.",
         "net/core/net_namespace.c cleanup_net, net_ns_net_exit"},
        {Net, {6, 12}, {6, 14}, Worker, "cleanup_net", true, true, true, false, "work item cleanup_net, in batches",
         "One worker of the machine (cleanup_net) destroys all that queued up during its run before, and waits for "
         "two or more RCU grace periods once for the batch; the number is free before the last of them, the quota "
         "after.",
         "net/core/net_namespace.c cleanup_net, net_ns_net_exit"},
        {Net, {6, 18}, {7, 3}, Worker, "cleanup_net", true, true, false, false, "work item cleanup_net, in batches",
         "One worker of the machine (cleanup_net) destroys all that queued up during its run before, and waits for "
         "two RCU grace periods once for the batch; number and quota come back together at its end, the memory one "
         "batch later.",
         "net/core/net_namespace.c cleanup_net"},

        {Pid, {5, 4}, {5, 4}, WorkerThenRcu, "proc_cleanup_work", false, true, true, false,
         "work item proc_cleanup_work, then RCU",
         "One that had processes first loses its hidden proc mount by a work item (proc_cleanup_work); its number is "
         "then free at once, quota and memory after an RCU grace period.",
         "kernel/pid_namespace.c destroy_pid_namespace, proc_cleanup_work"},
        {Pid, {5, 10}, {6, 13}, Rcu, "", false, true, true, false, "RCU callback",
         "The last process ID goes an RCU grace period after its process was reaped; the number is then free at "
         "once, quota and memory after one more grace period.",
         "kernel/pid_namespace.c destroy_pid_namespace"},
        {Pid, {6, 14}, {7, 3}, WorkerThenRcu, "destroy_pid_namespace_work", false, true, true, false,
         "work item, then RCU callback",
         "The last process ID goes an RCU grace period after its process was reaped; a work item "
         "(destroy_pid_namespace_work) frees the number, and quota and memory come back after one more grace period.",
         "kernel/pid_namespace.c destroy_pid_namespace_work"},

        {Time, {5, 10}, {6, 14}, Synchronous, "", false, false, false, false, synchronousText,
         "Destroyed at once by the call that drops the last reference: quota, number and memory are back when it "
         "returns.",
         "kernel/time/namespace.c free_time_ns"},
        {Time, {6, 18}, {7, 3}, Synchronous, "", false, false, false, false, synchronousText,
         "Destroyed at once by the call that drops the last reference: quota and number are back when it returns; "
         "only the memory waits for an RCU grace period.",
         "kernel/time/namespace.c free_time_ns"},

        {User, {5, 4}, {7, 3}, Worker, "free_user_ns", false, true, false, false,
         "two RCU callbacks, then work item free_user_ns",
         "The credentials of a reaped process hold it for two RCU grace periods; then a work item (free_user_ns) "
         "gives number and quota back at once.",
         "kernel/user_namespace.c free_user_ns; kernel/exit.c, kernel/cred.c put_cred_rcu"},

        {Uts, {5, 4}, {6, 14}, Synchronous, "", false, false, false, false, synchronousText,
         "Destroyed at once by the call that drops the last reference: quota, number and memory are back when it "
         "returns.",
         "kernel/utsname.c free_uts_ns"},
        {Uts, {6, 18}, {7, 3}, Synchronous, "", false, false, false, false, synchronousText,
         "Destroyed at once by the call that drops the last reference: quota and number are back when it returns; "
         "only the memory waits for an RCU grace period.",
         "kernel/utsname.c free_uts_ns"},
    };
}

} // namespace

const std::vector<Mechanism>& mechanismTable()
{
    static const std::vector<Mechanism> table = makeTable();
    return table;
}

} // namespace nsscope
