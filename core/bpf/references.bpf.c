/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* Walks that tell which things hold a reference of which namespace, and the kernel's count. What holds one: kernels 5.11
 * to 7.3, kernel/{nsproxy,cred,pid,ucount,fork}.c, fs/{nsfs,super}.c, fs/proc/root.c, net/core/sock.c, ipc/shm.c.
 * Nothing is held but by the iterator itself, and no lock is taken: a list that changes meanwhile may end early. */
#include "core/bpf/kernel_views.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#include "core/bpf/references.h"

char LICENSE[] SEC("license") = "GPL";

#define PROC_SUPER_MAGIC 0x9fa0
#define CGROUP_SUPER_MAGIC 0x27e0eb
#define CGROUP2_SUPER_MAGIC 0x63677270
#define PID_FS_MAGIC 0x50494446
#define TUN_DEVICE ((10 << 20) | 200)

#define PIDTYPE_PGID 2
#define PIDTYPE_SID 3

static __always_inline u32 type_of(struct ns_common *ns)
{
	struct ns_common___typed *typed = (void *)ns;

	if (bpf_core_field_exists(typed->ns_type))
		return BPF_CORE_READ(typed, ns_type);
	return BPF_CORE_READ(ns, ops, type);
}

static __always_inline u32 count_of(struct ns_common *ns)
{
	struct ns_common___referred *referred = (void *)ns;
	struct ns_common___counted *counted = (void *)ns;
	u32 count = 0;

	if (bpf_core_field_exists(referred->__ns_ref))
		bpf_probe_read_kernel(&count, sizeof(count), &referred->__ns_ref);
	else if (bpf_core_field_exists(counted->count))
		bpf_probe_read_kernel(&count, sizeof(count), &counted->count);
	return count;
}

static __always_inline u32 is_fixed(struct ns_common *ns)
{
	struct ns_common___active *active = (void *)ns;

	return bpf_core_field_exists(active->__ns_ref_active) && BPF_CORE_READ(active, ns_id) <= NS_LAST_INIT_ID;
}

/* Not 0: there was no room, and the kernel will call for this element again. What is no namespace of that type is not
 * told: such a thing was freed while it was looked at. */
static __always_inline long tell(struct seq_file *seq, u32 kind, u64 by, u32 place, struct ns_common *ns, u32 clone_flag)
{
	struct ns_reference_row row = {};

	if (type_of(ns) != clone_flag)
		return 0;
	row.by = by;
	row.kind = kind;
	row.place = place;
	row.inum = BPF_CORE_READ(ns, inum);
	row.clone_flag = clone_flag;
	row.count = count_of(ns);
	row.fixed = is_fixed(ns);
	return bpf_seq_write(seq, &row, sizeof(row));
}

#define TELL(kind, by, place, holder, type, flag)                                                                      \
	do {                                                                                                           \
		struct type *ns_held = (holder);                                                                       \
		if (ns_held)                                                                                           \
			tell(seq, kind, (u64)(by), place, &ns_held->ns, flag);                                         \
	} while (0)

static __always_inline void tell_ucounts(struct seq_file *seq, struct ucounts *ucounts)
{
	if (ucounts)
		TELL(NS_BY_UCOUNTS, ucounts, 0, BPF_CORE_READ(ucounts, ns), user_namespace, CLONE_NEWUSER);
}

static __always_inline void tell_cred(struct seq_file *seq, const struct cred *cred)
{
	struct cred___counting *counting = (void *)cred;
	struct user_namespace *ns;

	if (!cred)
		return;
	ns = BPF_CORE_READ(cred, user_ns);
	TELL(NS_BY_CRED, cred, 0, ns, user_namespace, CLONE_NEWUSER);
	if (bpf_core_field_exists(counting->ucounts))
		tell_ucounts(seq, BPF_CORE_READ(counting, ucounts));
	if (ns)
		tell_ucounts(seq, BPF_CORE_READ(ns, ucounts));
}

static __always_inline struct pid_namespace *deepest(struct pid *pid)
{
	u64 first = (u64)pid + __builtin_preserve_field_info(((struct pid *)0)->numbers, BPF_FIELD_BYTE_OFFSET);
	u64 level = BPF_CORE_READ(pid, level);

	return BPF_CORE_READ((struct upid *)(first + level * bpf_core_type_size(struct upid)), ns);
}

static __always_inline void tell_pid(struct seq_file *seq, struct pid *pid)
{
	if (pid)
		TELL(NS_BY_PID, pid, 0, deepest(pid), pid_namespace, CLONE_NEWPID);
}

static __always_inline void tell_program(struct seq_file *seq, struct task_struct *task, int leads)
{
	struct task_struct___executing *executing = (void *)task;
	struct mm_struct *mm;

	if (bpf_core_field_exists(executing->exec_state)) {
		struct task_exec_state *state = BPF_CORE_READ(executing, exec_state);

		if (state)
			TELL(NS_BY_MM, state, 0, BPF_CORE_READ(state, user_ns), user_namespace, CLONE_NEWUSER);
		return;
	}
	mm = leads ? BPF_CORE_READ(task, mm) : 0;
	if (mm)
		TELL(NS_BY_MM, mm, 0, BPF_CORE_READ(mm, user_ns), user_namespace, CLONE_NEWUSER);
}

#define TELL_OF_PROXY(place, pointer, type, flag)                                                                      \
	do {                                                                                                           \
		struct type *of_proxy = BPF_CORE_READ(proxy, pointer);                                                 \
		TELL(NS_BY_PROXY, proxy, place, of_proxy, type, flag);                                                 \
		if (of_proxy)                                                                                          \
			tell_ucounts(seq, BPF_CORE_READ(of_proxy, ucounts));                                           \
	} while (0)

SEC("iter/task") int each_task_reference(struct bpf_iter__task *ctx)
{
	struct seq_file *seq = ctx->meta->seq;
	struct task_struct *task = ctx->task, *leader;
	struct nsproxy *proxy;
	const struct cred *cred;
	int leads;

	if (!task)
		return 0;
	leader = BPF_CORE_READ(task, group_leader);
	leads = leader == task;
	proxy = BPF_CORE_READ(task, nsproxy);
	if (proxy && (leads || proxy != BPF_CORE_READ(leader, nsproxy))) {
		TELL_OF_PROXY(0, cgroup_ns, cgroup_namespace, CLONE_NEWCGROUP);
		TELL_OF_PROXY(1, ipc_ns, ipc_namespace, CLONE_NEWIPC);
		TELL_OF_PROXY(2, mnt_ns, mnt_namespace, CLONE_NEWNS);
		TELL_OF_PROXY(3, net_ns, net, CLONE_NEWNET);
		TELL_OF_PROXY(4, time_ns, time_namespace, CLONE_NEWTIME);
		TELL_OF_PROXY(5, time_ns_for_children, time_namespace, CLONE_NEWTIME);
		TELL_OF_PROXY(6, uts_ns, uts_namespace, CLONE_NEWUTS);
		TELL_OF_PROXY(7, pid_ns_for_children, pid_namespace, CLONE_NEWPID);
	}
	cred = BPF_CORE_READ(task, real_cred);
	tell_cred(seq, cred);
	if (BPF_CORE_READ(task, cred) != cred)
		tell_cred(seq, BPF_CORE_READ(task, cred));
	tell_pid(seq, BPF_CORE_READ(task, thread_pid));
	tell_program(seq, task, leads);
	if (leads) {
		tell_pid(seq, BPF_CORE_READ(task, signal, pids[PIDTYPE_PGID]));
		tell_pid(seq, BPF_CORE_READ(task, signal, pids[PIDTYPE_SID]));
	}
	if ((u64)task == bpf_get_current_task()) {
		struct pid *pid = BPF_CORE_READ(task, thread_pid);

		TELL(NS_BY_WALK, seq, 0, deepest(pid), pid_namespace, CLONE_NEWPID);
	}
	return 0;
}

static __always_inline void tell_socket(struct seq_file *seq, struct sock *sock)
{
	struct sock_common *common = &sock->__sk_common;

	if (BPF_CORE_READ_BITFIELD_PROBED(common, skc_net_refcnt))
		TELL(NS_BY_SOCKET, sock, 0, BPF_CORE_READ(sock, __sk_common.skc_net.net), net, CLONE_NEWNET);
}

SEC("iter/task_file") int each_file_reference(struct bpf_iter__task_file *ctx)
{
	struct seq_file *seq = ctx->meta->seq;
	struct task_struct *task = ctx->task;
	struct file *file = ctx->file;
	struct ns_reference_row row = {};
	struct inode *inode;
	const struct cred *cred;
	unsigned long magic;

	if (!task || !file)
		return 0;
	cred = BPF_CORE_READ(file, f_cred);
	if (cred != BPF_CORE_READ(task, real_cred))
		tell_cred(seq, cred);
	inode = BPF_CORE_READ(file, f_inode);
	magic = BPF_CORE_READ(inode, i_sb, s_magic);
	switch (magic) {
	case NSFS_MAGIC: {
		struct ns_common *ns = BPF_CORE_READ(inode, i_private);

		tell(seq, NS_BY_INODE, (u64)inode, 0, ns, type_of(ns));
		return 0;
	}
	case SOCKFS_MAGIC: {
		struct socket *socket = BPF_CORE_READ(file, private_data);
		struct sock *sock = BPF_CORE_READ(socket, sk);

		if (sock) {
			tell_socket(seq, sock);
			tell_pid(seq, BPF_CORE_READ(sock, sk_peer_pid));
			tell_cred(seq, BPF_CORE_READ(sock, sk_peer_cred));
		}
		return 0;
	}
	case PID_FS_MAGIC: /* a pidfd, 6.9 and later */
		tell_pid(seq, BPF_CORE_READ(inode, i_private));
		return 0;
	case PROC_SUPER_MAGIC:
	case CGROUP_SUPER_MAGIC:
	case CGROUP2_SUPER_MAGIC:
		row.by = (u64)file;
		break;
	default:
		if (BPF_CORE_READ(inode, i_rdev) == TUN_DEVICE) /* its struct sock comes first */
			tell_socket(seq, BPF_CORE_READ(file, private_data));
		return 0;
	}
	row.kind = NS_OPEN_FILE;
	row.pid = BPF_CORE_READ(task, tgid);
	row.fd = ctx->fd;
	bpf_seq_write(seq, &row, sizeof(row));
	return 0;
}

/* A file on shmem with such private data is an attachment: of others it is no namespace, and not told. Kernel 5.13 on. */
SEC("iter/task_vma") int each_shm_reference(struct bpf_iter__task_vma *ctx)
{
	struct seq_file *seq = ctx->meta->seq;
	struct vm_area_struct *area = ctx->vma;
	struct file *file;
	struct shm_file_data *data;

	if (!area)
		return 0;
	file = BPF_CORE_READ(area, vm_file);
	data = file ? BPF_CORE_READ(file, private_data) : 0;
	if (data)
		TELL(NS_BY_SHM, file, 0, BPF_CORE_READ(data, ns), ipc_namespace, CLONE_NEWIPC);
	return 0;
}

/* Lists of all namespaces of a type (from 6.18 on) and of all super blocks, a part of them at each task; which and where, from one
 * task to the next. Set to 0 by the reader before it begins. */
#define LISTS 9
#define SUPER_BLOCKS 8
#define AT_ONCE 64
unsigned int list_now;
unsigned long long list_first;
unsigned long long list_next;

static __always_inline u32 type_of_list(u32 list)
{
	switch (list) {
	case 0: return CLONE_NEWCGROUP;
	case 1: return CLONE_NEWIPC;
	case 2: return CLONE_NEWNS;
	case 3: return CLONE_NEWNET;
	case 4: return CLONE_NEWPID;
	case 5: return CLONE_NEWTIME;
	case 6: return CLONE_NEWUSER;
	default: return CLONE_NEWUTS;
	}
}

/* Where a namespace has its link; 0: this kernel has no such lists. */
static __always_inline u64 link_of_list(void)
{
	struct ns_common___listed *listed = 0;
	struct ns_common___treed *treed = 0;

	if (bpf_core_field_exists(listed->ns_list_node))
		return bpf_core_field_offset(listed->ns_list_node);
	if (bpf_core_field_exists(treed->ns_tree_node.ns_list_entry))
		return bpf_core_field_offset(treed->ns_tree_node.ns_list_entry);
	return 0;
}

static __always_inline u64 first_of_list(u32 list)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct nsproxy *proxy = BPF_CORE_READ(task, nsproxy);

	switch (list) {
	case 0: return (u64)&BPF_CORE_READ(proxy, cgroup_ns)->ns;
	case 1: return (u64)&BPF_CORE_READ(proxy, ipc_ns)->ns;
	case 2: return (u64)&BPF_CORE_READ(proxy, mnt_ns)->ns;
	case 3: return (u64)&BPF_CORE_READ(proxy, net_ns)->ns;
	case 4: return (u64)&BPF_CORE_READ(proxy, pid_ns_for_children)->ns;
	case 5: return (u64)&BPF_CORE_READ(proxy, time_ns)->ns;
	case 6: return (u64)&BPF_CORE_READ(task, real_cred, user_ns)->ns;
	case 7: return (u64)&BPF_CORE_READ(proxy, uts_ns)->ns;
	default: return (u64)BPF_CORE_READ(task, fs, root.mnt, mnt_sb);
	}
}

/* The head of a list is met like one of its namespaces, and is none of that type. */
static __always_inline long tell_exists(struct seq_file *seq, struct ns_common *ns, u32 clone_flag)
{
	struct ns_common___stashed *stashed = (void *)ns;
	struct dentry *dentry = 0;

	if (bpf_core_field_exists(stashed->stashed))
		dentry = BPF_CORE_READ(stashed, stashed);
	return tell(seq, NS_EXISTS, dentry ? (u64)BPF_CORE_READ(dentry, d_inode) : 0, 0, ns, clone_flag);
}

static __always_inline long tell_super_block(struct seq_file *seq, struct super_block *block)
{
	struct user_namespace *user = BPF_CORE_READ(block, s_user_ns);
	long full = 0;

	if (user)
		full = tell(seq, NS_BY_SUPER_BLOCK, (u64)block, 0, &user->ns, CLONE_NEWUSER);
	if (BPF_CORE_READ(block, s_magic) == PROC_SUPER_MAGIC) {
		struct proc_fs_info *info = BPF_CORE_READ(block, s_fs_info);
		struct pid_namespace *pids = info ? BPF_CORE_READ(info, pid_ns) : 0;

		if (pids)
			full |= tell(seq, NS_BY_SUPER_BLOCK, (u64)block, 1, &pids->ns, CLONE_NEWPID);
	}
	return full;
}

SEC("iter/task") int each_listed(struct bpf_iter__task *ctx)
{
	struct seq_file *seq = ctx->meta->seq;
	u64 first = list_first, at = list_next, node = link_of_list();
	int namespaces = list_now < SUPER_BLOCKS;
	int i;

	if (!ctx->task || list_now >= LISTS)
		return 0;
	if (namespaces && !node) {
		list_now = SUPER_BLOCKS;
		return 0;
	}
	if (!namespaces)
		node = 0;
	if (!at)
		first = at = first_of_list(list_now);
	for (i = 0; i < AT_ONCE && at; i++) {
		struct list_head *next = 0;
		long full;

		if (namespaces)
			full = tell_exists(seq, (void *)at, type_of_list(list_now));
		else
			full = tell_super_block(seq, (void *)at);
		if (full) /* then the same again, when the kernel asks again */
			return 0;
		next = BPF_CORE_READ((struct list_head *)(at + node), next);
		at = next ? (u64)next - node : 0;
		if (at == first)
			at = 0;
	}
	list_first = first;
	list_next = at;
	if (!at)
		list_now++;
	return 0;
}
