/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* The kernel's types as far as our BPF programs read them. Offsets are not these: they are relocated when a program is
 * loaded, by the BTF of the kernel that runs (CO-RE), so one object serves all kernels from 5.10 on. A name with three
 * underscores is another shape of the type before them. */
#pragma once
#include <linux/bpf.h>

/* include/uapi/linux/sched.h and magic.h */
#define CLONE_NEWTIME 0x00000080
#define CLONE_NEWNS 0x00020000
#define CLONE_NEWCGROUP 0x02000000
#define CLONE_NEWUTS 0x04000000
#define CLONE_NEWIPC 0x08000000
#define CLONE_NEWUSER 0x10000000
#define CLONE_NEWPID 0x20000000
#define CLONE_NEWNET 0x40000000
#define NSFS_MAGIC 0x6e736673
#define SOCKFS_MAGIC 0x534f434b
#define ANON_INODE_FS_MAGIC 0x09041934
#define PROC_SUPER_MAGIC 0x9fa0
#define CGROUP_SUPER_MAGIC 0x27e0eb
#define CGROUP2_SUPER_MAGIC 0x63677270
#define PID_FS_MAGIC 0x50494446

#define NSSCOPE_CORE __attribute__((preserve_access_index))

typedef __u32 u32;
typedef __u64 u64;

struct proc_ns_operations { int type; } NSSCOPE_CORE;
struct ns_common { const struct proc_ns_operations *ops; unsigned int inum; } NSSCOPE_CORE;
/* From 6.18 on the type is here; before it is that of its operations. */
struct ns_common___typed { u32 ns_type; } NSSCOPE_CORE;
/* Never given again, from 6.18 on; before it mount namespaces alone have such a number. */
struct ns_common___identified { u64 ns_id; } NSSCOPE_CORE;
struct mnt_namespace___numbered { u64 seq; } NSSCOPE_CORE;

struct work_struct { int unused; };
struct callback_head { void *unused; };
struct list_head { struct list_head *next; } NSSCOPE_CORE;
/* The count of references, an int in a struct: one name from 5.11 on, another from 6.18 on. */
struct refcount { int count; };
struct ns_common___counted { struct refcount count; } NSSCOPE_CORE;
struct ns_common___referred { struct refcount __ns_ref; } NSSCOPE_CORE;
/* A pointer from 6.10 on, an atomic_long_t before. */
struct dentry;
struct ns_common___stashed { struct dentry *stashed; } NSSCOPE_CORE;
/* All of a type in one list: its link is here on 6.18, and in a struct from 6.19 on (include/linux/ns/nstree_types.h). */
struct ns_common___listed { struct list_head ns_list_node; } NSSCOPE_CORE;
struct ns_tree_node___linked { struct list_head ns_list_entry; } NSSCOPE_CORE;
struct ns_common___treed { struct ns_tree_node___linked ns_tree_node; } NSSCOPE_CORE;
/* From 6.19 on: a second count, of those that make it visible. The first still counts all, but for initial ones, whose ids
 * are fixed (include/uapi/linux/nsfs.h): theirs stays 1 (include/linux/ns_common.h, __ns_ref_inc). */
#define NS_LAST_INIT_ID 8
struct ns_common___active { u64 ns_id; struct refcount __ns_ref_active; } NSSCOPE_CORE;
struct ucounts;
struct user_namespace { struct ns_common ns; struct work_struct work; struct ucounts *ucounts; } NSSCOPE_CORE;
struct uts_namespace { struct ns_common ns; struct ucounts *ucounts; } NSSCOPE_CORE;
struct ipc_namespace { struct ns_common ns; struct ucounts *ucounts; } NSSCOPE_CORE;
struct mnt_namespace { struct ns_common ns; struct ucounts *ucounts; } NSSCOPE_CORE;
struct cgroup_namespace { struct ns_common ns; struct ucounts *ucounts; } NSSCOPE_CORE;
struct time_namespace { struct ns_common ns; struct ucounts *ucounts; } NSSCOPE_CORE;
struct task_struct;
struct pid_namespace { struct ns_common ns; struct ucounts *ucounts; struct task_struct *child_reaper; } NSSCOPE_CORE;
struct net { struct ns_common ns; struct ucounts *ucounts; } NSSCOPE_CORE;
struct ucounts { struct user_namespace *ns; } NSSCOPE_CORE;

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
struct user_id { u32 val; } NSSCOPE_CORE;
struct cred { struct user_namespace *user_ns; struct user_id euid; } NSSCOPE_CORE;
/* From 5.14 on. */
struct cred___counting { struct ucounts *ucounts; } NSSCOPE_CORE;
/* Where a program was started, which decides who may read its memory: here, and on 7.3 in what a task has beside it. */
struct mm_struct { struct user_namespace *user_ns; } NSSCOPE_CORE;
struct task_exec_state { struct user_namespace *user_ns; } NSSCOPE_CORE;
struct task_struct___executing { struct task_exec_state *exec_state; } NSSCOPE_CORE;
struct signal_struct {
	struct pid *pids[4];
	int nr_threads;
	struct list_head thread_head;
	/* Of threads that have ended. */
	unsigned long nvcsw;
	unsigned long nivcsw;
	unsigned long long sum_sched_runtime;
} NSSCOPE_CORE;
struct super_block;
struct vfsmount { struct super_block *mnt_sb; } NSSCOPE_CORE;
struct dentry;
struct path { struct vfsmount *mnt; struct dentry *dentry; } NSSCOPE_CORE;
struct fs_struct { struct path root; } NSSCOPE_CORE;
struct file;
struct fdtable { unsigned int max_fds; struct file **fd; unsigned long *open_fds; } NSSCOPE_CORE;
struct counter { int counter; } NSSCOPE_CORE;
struct files_struct { struct counter count; struct fdtable *fdt; } NSSCOPE_CORE;
struct sched_entity { u64 sum_exec_runtime; } NSSCOPE_CORE;
struct task_struct {
	int pid;
	int tgid;
	unsigned int flags;
	int exit_state;
	int on_cpu;
	char comm[16];
	u64 start_boottime;
	unsigned long nvcsw;
	unsigned long nivcsw;
	struct sched_entity se;
	struct list_head thread_node;
	struct files_struct *files;
	const struct cred *real_cred;
	const struct cred *cred;
	struct nsproxy *nsproxy;
	struct pid *thread_pid;
	struct task_struct *group_leader;
	struct mm_struct *mm;
	struct signal_struct *signal;
	struct fs_struct *fs;
} NSSCOPE_CORE;

struct super_block {
	struct list_head s_list;
	u32 s_dev;
	unsigned long s_magic;
	void *s_fs_info;
	struct user_namespace *s_user_ns;
} NSSCOPE_CORE;
struct proc_fs_info { struct pid_namespace *pid_ns; } NSSCOPE_CORE;
struct inode {
	unsigned short i_mode;
	unsigned long i_ino;
	struct super_block *i_sb;
	void *i_private;
	u32 i_rdev;
} NSSCOPE_CORE;
struct qstr { const unsigned char *name; } NSSCOPE_CORE;
struct dentry { struct qstr d_name; struct inode *d_inode; } NSSCOPE_CORE;
struct file {
	unsigned int f_mode;
	struct path f_path;
	struct inode *f_inode;
	void *private_data;
	const struct cred *f_cred;
} NSSCOPE_CORE;
/* ipc/shm.c: what a file of an attachment has as its private data. */
struct shm_file_data { struct ipc_namespace *ns; } NSSCOPE_CORE;
struct vm_area_struct { struct file *vm_file; } NSSCOPE_CORE;
typedef struct { struct net *net; } NSSCOPE_CORE possible_net_t;
struct sock_common {
	unsigned short skc_family;
	unsigned char skc_net_refcnt : 1;
	possible_net_t skc_net;
} NSSCOPE_CORE;
struct sock {
	struct sock_common __sk_common;
	struct pid *sk_peer_pid;
	const struct cred *sk_peer_cred;
} NSSCOPE_CORE;
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

struct bpf_iter__task_vma {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
	struct vm_area_struct *vma;
} NSSCOPE_CORE;

/* x86-64, for a kprobe's first argument. */
struct pt_regs { unsigned long di; } NSSCOPE_CORE;
