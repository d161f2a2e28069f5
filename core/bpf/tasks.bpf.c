/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* Walks of all tasks, and of all their open files, by BPF iterators (kernel 5.8 and later): which namespaces a task is
 * in, which namespace a file is, which network namespace a socket is of. Nothing is held and nothing is opened. */
#include "core/bpf/kernel_views.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#include "core/bpf/tasks.h"

char LICENSE[] SEC("license") = "GPL";

static __always_inline u32 own_pid_namespace(struct task_struct *task)
{
	struct pid *pid = BPF_CORE_READ(task, thread_pid);
	u64 first, level;

	if (!pid)
		return 0;
	/* The last of pid->numbers, an array as long as the nesting is deep. */
	first = (u64)pid + __builtin_preserve_field_info(((struct pid *)0)->numbers, BPF_FIELD_BYTE_OFFSET);
	level = BPF_CORE_READ(pid, level);
	return BPF_CORE_READ((struct upid *)(first + level * bpf_core_type_size(struct upid)), ns, ns.inum);
}

SEC("iter/task") int each_task(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;
	struct ns_task_row row = {};
	struct nsproxy *proxy;

	if (!task)
		return 0;
	row.pid = BPF_CORE_READ(task, tgid);
	row.tid = BPF_CORE_READ(task, pid);
	proxy = BPF_CORE_READ(task, nsproxy);
	if (proxy) {
		row.inum[NS_CGROUP] = BPF_CORE_READ(proxy, cgroup_ns, ns.inum);
		row.inum[NS_IPC] = BPF_CORE_READ(proxy, ipc_ns, ns.inum);
		row.inum[NS_MNT] = BPF_CORE_READ(proxy, mnt_ns, ns.inum);
		row.inum[NS_NET] = BPF_CORE_READ(proxy, net_ns, ns.inum);
		row.inum[NS_TIME] = BPF_CORE_READ(proxy, time_ns, ns.inum);
		row.inum[NS_UTS] = BPF_CORE_READ(proxy, uts_ns, ns.inum);
		row.inum[NS_PID_CHILDREN] = BPF_CORE_READ(proxy, pid_ns_for_children, ns.inum);
		row.inum[NS_TIME_CHILDREN] = BPF_CORE_READ(proxy, time_ns_for_children, ns.inum);
	}
	row.inum[NS_USER] = BPF_CORE_READ(task, real_cred, user_ns, ns.inum);
	row.inum[NS_PID] = own_pid_namespace(task);
	bpf_seq_write(ctx->meta->seq, &row, sizeof(row));
	return 0;
}

SEC("iter/task_file") int each_file(struct bpf_iter__task_file *ctx)
{
	struct task_struct *task = ctx->task;
	struct file *file = ctx->file;
	struct ns_file_row row = {};
	struct inode *inode;
	unsigned long magic;

	if (!task || !file)
		return 0;
	inode = BPF_CORE_READ(file, f_inode);
	magic = BPF_CORE_READ(inode, i_sb, s_magic);
	if (magic == NSFS_MAGIC) {
		struct ns_common *ns = BPF_CORE_READ(inode, i_private);
		struct ns_common___typed *typed = (void *)ns;

		row.kind = NS_FILE;
		row.inum = BPF_CORE_READ(ns, inum);
		if (bpf_core_field_exists(typed->ns_type))
			row.clone_flag = BPF_CORE_READ(typed, ns_type);
		else
			row.clone_flag = BPF_CORE_READ(ns, ops, type);
	} else if (magic == SOCKFS_MAGIC) {
		struct socket *socket = BPF_CORE_READ(file, private_data);
		struct sock *sock = BPF_CORE_READ(socket, sk);

		if (!sock)
			return 0;
		row.kind = NS_SOCKET;
		row.inum = BPF_CORE_READ(sock, __sk_common.skc_net.net, ns.inum);
		row.family = BPF_CORE_READ(sock, __sk_common.skc_family);
	} else {
		return 0;
	}
	row.pid = BPF_CORE_READ(task, tgid);
	row.tid = BPF_CORE_READ(task, pid);
	row.fd = ctx->fd;
	bpf_seq_write(ctx->meta->seq, &row, sizeof(row));
	return 0;
}
