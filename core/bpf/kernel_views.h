/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* The kernel's types as far as our BPF programs read them. Offsets are not these: they are relocated when a program is
 * loaded, by the BTF of the kernel that runs (CO-RE), so one object serves all kernels from 5.10 on. A name with three
 * underscores is another shape of the type before them. */
#pragma once
#include <linux/bpf.h>

#define NSSCOPE_CORE __attribute__((preserve_access_index))

typedef __u32 u32;
typedef __u64 u64;

struct proc_ns_operations { int type; } NSSCOPE_CORE;
struct ns_common { const struct proc_ns_operations *ops; unsigned int inum; } NSSCOPE_CORE;
/* From 6.18 on the type is here; before it is that of its operations. */
struct ns_common___typed { u32 ns_type; } NSSCOPE_CORE;

struct work_struct { int unused; };
struct callback_head { void *unused; };
struct user_namespace { struct ns_common ns; struct work_struct work; } NSSCOPE_CORE;
struct uts_namespace { struct ns_common ns; } NSSCOPE_CORE;
struct ipc_namespace { struct ns_common ns; } NSSCOPE_CORE;
struct mnt_namespace { struct ns_common ns; } NSSCOPE_CORE;
struct cgroup_namespace { struct ns_common ns; } NSSCOPE_CORE;
struct time_namespace { struct ns_common ns; } NSSCOPE_CORE;
struct pid_namespace { struct ns_common ns; } NSSCOPE_CORE;
struct net { struct ns_common ns; } NSSCOPE_CORE;

struct nsproxy {
	struct uts_namespace *uts_ns;
	struct ipc_namespace *ipc_ns;
	struct mnt_namespace *mnt_ns;
	struct pid_namespace *pid_ns_for_children;
	struct net *net_ns;
	struct time_namespace *time_ns;
	struct time_namespace *time_ns_for_children;
	struct cgroup_namespace *cgroup_ns;
} NSSCOPE_CORE;

struct upid { int nr; struct pid_namespace *ns; } NSSCOPE_CORE;
struct pid { unsigned int level; struct upid numbers[1]; } NSSCOPE_CORE;
struct cred { struct user_namespace *user_ns; } NSSCOPE_CORE;
struct task_struct {
	int pid;
	int tgid;
	const struct cred *real_cred;
	struct nsproxy *nsproxy;
	struct pid *thread_pid;
} NSSCOPE_CORE;

struct super_block { unsigned long s_magic; } NSSCOPE_CORE;
struct inode { struct super_block *i_sb; void *i_private; } NSSCOPE_CORE;
struct file { struct inode *f_inode; void *private_data; } NSSCOPE_CORE;
typedef struct { struct net *net; } NSSCOPE_CORE possible_net_t;
struct sock_common { unsigned short skc_family; possible_net_t skc_net; } NSSCOPE_CORE;
struct sock { struct sock_common __sk_common; } NSSCOPE_CORE;
struct socket { struct sock *sk; } NSSCOPE_CORE;

struct seq_file;
struct bpf_iter_meta { struct seq_file *seq; } NSSCOPE_CORE;
struct bpf_iter__task { struct bpf_iter_meta *meta; struct task_struct *task; } NSSCOPE_CORE;
struct bpf_iter__task_file {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
	u32 fd;
	struct file *file;
} NSSCOPE_CORE;

/* x86-64, for a kprobe's first argument. */
struct pt_regs { unsigned long di; } NSSCOPE_CORE;
