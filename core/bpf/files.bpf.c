/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* Which descriptors of processes may hold a namespace, by a BPF iterator (kernel 5.8 and later): core/scan looks at no
 * other. Nothing is held and nothing is opened. */
#include "core/bpf/kernel_views.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#include "core/bpf/files.h"

char LICENSE[] SEC("license") = "GPL";

/* include/uapi/linux/stat.h */
#define S_IFMT 00170000
#define S_IFCHR 0020000
#define S_IFREG 0100000

#define TUN_DEVICE (10 << 20 | 200) /* include/linux/miscdevice.h */
#define FIRST_TAP_MAJOR 234

static __always_inline u64 text8(const char *text)
{
	u64 word = 0;

	for (int i = 0; i < 8; ++i)
		word |= (u64)(unsigned char)text[i] << 8 * i;
	return word;
}

/* inotify, fanotify, io_uring, and pidfds before they had a file system of their own. */
static __always_inline int is_telling(struct dentry *dentry)
{
	u64 word = 0;

	bpf_probe_read_kernel_str(&word, sizeof(word), BPF_CORE_READ(dentry, d_name.name));
	return word == text8("inotify\0") || word == text8("[fanoti\0") || word == text8("[io_uri\0") || word == text8("[pidfd]\0");
}

static __always_inline int is_worth_a_look(struct file *file, struct inode *inode, u64 magic)
{
	const u32 type = BPF_CORE_READ(inode, i_mode) & S_IFMT;

	if (type == S_IFCHR) {
		const u32 device = BPF_CORE_READ(inode, i_rdev);

		return device == TUN_DEVICE || device >> 20 >= FIRST_TAP_MAJOR;
	}
	if (magic == ANON_INODE_FS_MAGIC)
		return is_telling(BPF_CORE_READ(file, f_path.dentry));
	if (magic == NSFS_MAGIC || magic == PID_FS_MAGIC)
		return 1;
	return type == S_IFREG && (magic == PROC_SUPER_MAGIC || magic == CGROUP_SUPER_MAGIC || magic == CGROUP2_SUPER_MAGIC);
}

/* Those of processes; a table that a thread has for itself is not told. */
SEC("iter/task_file") int each_file(struct bpf_iter__task_file *ctx)
{
	struct task_struct *task = ctx->task;
	struct file *file = ctx->file;
	struct file_row row = {};
	struct inode *inode;
	u64 magic;

	if (!task || !file)
		return 0;
	row.pid = BPF_CORE_READ(task, tgid);
	if (BPF_CORE_READ(task, pid) != row.pid)
		return 0;
	row.fd = ctx->fd;
	inode = BPF_CORE_READ(file, f_inode);
	magic = BPF_CORE_READ(inode, i_sb, s_magic);
	if (magic == SOCKFS_MAGIC) {
		struct socket *socket = BPF_CORE_READ(file, private_data);
		struct sock *sock = BPF_CORE_READ(socket, sk);
		struct net *net = BPF_CORE_READ(task, nsproxy, net_ns);

		if (net && sock && BPF_CORE_READ(sock, __sk_common.skc_net.net) == net)
			row.net = BPF_CORE_READ(net, ns.inum);
	} else if (!is_worth_a_look(file, inode, magic)) {
		return 0;
	}
	bpf_seq_write(ctx->meta->seq, &row, sizeof(row));
	return 0;
}
