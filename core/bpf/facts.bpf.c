/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* All that a scan reads of a process in /proc before it comes to descriptors, of all processes, by a BPF iterator (kernel
 * 5.8 and later). Nothing is held and nothing is opened. */
#include "core/bpf/task_numbers.h"

#include "core/bpf/facts.h"

char LICENSE[] SEC("license") = "GPL";

#define PF_KTHREAD 0x00200000 /* include/linux/sched.h */

static __always_inline void read_pids(struct task_struct *task, struct fact_row *row)
{
	struct pid *pid = BPF_CORE_READ(task, thread_pid);
	struct upid *at;

	if (!pid)
		return;
	row->level = BPF_CORE_READ(pid, level);
	for (u32 level = 0; level < FACT_PIDS && level <= row->level; ++level) {
		at = pid_at_level(pid, level);
		row->pids[level] = BPF_CORE_READ(at, nr);
	}
}

SEC("iter/task") int each_fact(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task, *leader;
	struct fact_row row = {};
	struct nsproxy *proxy;

	if (!task)
		return 0;
	row.pid = BPF_CORE_READ(task, tgid);
	row.tid = BPF_CORE_READ(task, pid);
	proxy = BPF_CORE_READ(task, nsproxy);
	if (row.tid != row.pid) {
		leader = BPF_CORE_READ(task, group_leader);
		if (BPF_CORE_READ(task, files) != BPF_CORE_READ(leader, files))
			row.flags |= FACT_OWN_FILES;
		else if (proxy == BPF_CORE_READ(leader, nsproxy))
			return 0;
	}
	if (BPF_CORE_READ(task, flags) & PF_KTHREAD)
		row.flags |= FACT_KERNEL_THREAD;
	if (BPF_CORE_READ(task, exit_state))
		row.flags |= FACT_ENDED;
	if (proxy && !BPF_CORE_READ(proxy, pid_ns_for_children, child_reaper))
		row.flags |= FACT_UNBORN;
	row.start = BPF_CORE_READ(task, start_boottime);
	row.uid = BPF_CORE_READ(task, real_cred, euid.val);
	row.threads = BPF_CORE_READ(task, signal, nr_threads);
	bpf_core_read(row.comm, sizeof(row.comm), &task->comm);
	read_pids(task, &row);
	read_numbers(task, proxy, row.inum);
	bpf_seq_write(ctx->meta->seq, &row, sizeof(row));
	return 0;
}
