/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* Numbers of the namespaces that a task is in, for our BPF programs. */
#pragma once
#include "core/bpf/kernel_views.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#include "core/bpf/tasks.h"

/* Of pid->numbers, an array as long as the nesting is deep. */
static __always_inline struct upid *pid_at_level(struct pid *pid, u64 level)
{
	const u64 first = (u64)pid + __builtin_preserve_field_info(((struct pid *)0)->numbers, BPF_FIELD_BYTE_OFFSET);

	return (struct upid *)(first + level * bpf_core_type_size(struct upid));
}

static __always_inline u32 own_pid_namespace(struct task_struct *task)
{
	struct pid *pid = BPF_CORE_READ(task, thread_pid);
	struct upid *own;

	if (!pid)
		return 0;
	own = pid_at_level(pid, BPF_CORE_READ(pid, level));
	return BPF_CORE_READ(own, ns, ns.inum);
}

static __always_inline void read_numbers(struct task_struct *task, struct nsproxy *proxy, u32 *inum)
{
	if (proxy) {
		inum[NS_CGROUP] = BPF_CORE_READ(proxy, cgroup_ns, ns.inum);
		inum[NS_IPC] = BPF_CORE_READ(proxy, ipc_ns, ns.inum);
		inum[NS_MNT] = BPF_CORE_READ(proxy, mnt_ns, ns.inum);
		inum[NS_NET] = BPF_CORE_READ(proxy, net_ns, ns.inum);
		inum[NS_TIME] = BPF_CORE_READ(proxy, time_ns, ns.inum);
		inum[NS_UTS] = BPF_CORE_READ(proxy, uts_ns, ns.inum);
		inum[NS_PID_CHILDREN] = BPF_CORE_READ(proxy, pid_ns_for_children, ns.inum);
		inum[NS_TIME_CHILDREN] = BPF_CORE_READ(proxy, time_ns_for_children, ns.inum);
	}
	inum[NS_USER] = BPF_CORE_READ(task, real_cred, user_ns, ns.inum);
	inum[NS_PID] = own_pid_namespace(task);
}
