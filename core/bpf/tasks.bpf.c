/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* Walks of all tasks, and of all their open files, by BPF iterators (kernel 5.8 and later): which namespaces a task is
 * in, which namespace a file is, which network namespace a socket is of. Nothing is held and nothing is opened. */
#include "core/bpf/task_numbers.h"

char LICENSE[] SEC("license") = "GPL";

SEC("iter/task") int each_task(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;
	struct ns_task_row row = {};

	if (!task)
		return 0;
	row.pid = BPF_CORE_READ(task, tgid);
	row.tid = BPF_CORE_READ(task, pid);
	read_numbers(task, BPF_CORE_READ(task, nsproxy), row.inum);
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
