/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* A stamp of every process, by a BPF iterator (bpf_loop: kernel 5.17 and later): whether it has run, and a mark of
 * what a scan of /proc would read of it (core/scan). The mark is taken only where the process has run since the last
 * walk, and only of a process at rest, so that it is of one moment. Nothing is held and nothing is opened. */
#include "core/bpf/kernel_views.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#include "core/bpf/stamps.h"

char LICENSE[] SEC("license") = "GPL";

#define MOST_THREADS (1 << 16)
#define MOST_FD_WORDS 64 /* of 64 descriptors each */
#define PF_KTHREAD 0x00200000 /* include/linux/sched.h */

/* include/uapi/linux/stat.h */
#define S_IFMT 00170000
#define S_IFSOCK 0140000
#define S_IFLNK 0120000
#define S_IFBLK 0060000
#define S_IFDIR 0040000
#define S_IFCHR 0020000
#define S_IFIFO 0010000

/* Another one for each loading, so that nobody can make two states look the same. */
const volatile __u64 seed = 1;

struct kept {
	u64 start; /* of the process; with its pid it is no other */
	u64 clock;
	u64 mark;
	u32 pid;
	u32 flags;
};

/* A cache line: two processes whose pids meet here do not drive each other out. Walked in the order of pids it is read
 * in its own order, which a storage at each task, three lines apart from each other, is not. */
struct kept_pair {
	struct kept at[2];
};

#define KEPT_PAIRS (1 << 15)

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, KEPT_PAIRS);
	__type(key, u32);
	__type(value, struct kept_pair);
} kept_stamps SEC(".maps");

/* What is kept of the process, or the place for it. */
static __always_inline struct kept *kept_of(u32 pid, u64 start)
{
	u32 key = pid / 2 % KEPT_PAIRS;
	struct kept_pair *pair = bpf_map_lookup_elem(&kept_stamps, &key);
	struct kept *kept;

	if (!pair)
		return 0;
	if (pair->at[0].pid == pid)
		kept = &pair->at[0];
	else if (pair->at[1].pid == pid || pid & 1)
		kept = &pair->at[1];
	else
		kept = &pair->at[0];
	if (kept->pid != pid || kept->start != start) {
		kept->pid = pid;
		kept->start = start;
		kept->clock = 0;
	}
	return kept;
}

static __always_inline u64 mixed(u64 hash, u64 value)
{
	hash = (hash ^ value) * 0x9E3779B97F4A7C15ull;
	return hash ^ hash >> 32;
}

/* ---- Has it run? ---- */

struct activity {
	u64 next; /* of the list of threads */
	u64 head;
	u64 clock;
	u64 running;
};

static __always_inline void add_activity(struct activity *all, struct task_struct *thread)
{
	all->clock += BPF_CORE_READ(thread, se.sum_exec_runtime) + BPF_CORE_READ(thread, nvcsw) + BPF_CORE_READ(thread, nivcsw);
	if (bpf_core_field_exists(thread->on_cpu))
		all->running |= BPF_CORE_READ(thread, on_cpu) != 0;
}

static __always_inline struct task_struct *thread_at(u64 node)
{
	return (struct task_struct *)(node - bpf_core_field_offset(struct task_struct, thread_node));
}

static __always_inline u64 node_after(u64 node)
{
	struct list_head *at = (struct list_head *)node;

	return (u64)BPF_CORE_READ(at, next);
}

static long add_next(u32 index, struct activity *all)
{
	if (all->next == all->head || !all->next)
		return 1;
	add_activity(all, thread_at(all->next));
	all->next = node_after(all->next);
	return 0;
}

static __always_inline u64 first_thread(struct signal_struct *signal) { return (u64)BPF_CORE_READ(signal, thread_head.next); }
static __always_inline u64 thread_list(struct signal_struct *signal)
{
	return (u64)signal + bpf_core_field_offset(struct signal_struct, thread_head);
}

/* False where there are more threads than are looked at. What threads had used that have ended is not asked for where one is
 * left: that one has run if there have been others meanwhile, and an odd clock is never taken for an even one. */
static __always_inline int read_activity(struct task_struct *task, struct signal_struct *signal, struct activity *all)
{
	all->running = 0;
	if (signal->nr_threads <= 1) {
		all->clock = (task->se.sum_exec_runtime + task->nvcsw + task->nivcsw) << 1 | 1;
		if (bpf_core_field_exists(task->on_cpu))
			all->running = task->on_cpu != 0;
		return 1;
	}
	all->clock = signal->sum_sched_runtime + signal->nvcsw + signal->nivcsw;
	all->head = thread_list(signal);
	all->next = first_thread(signal);
	bpf_loop(MOST_THREADS, add_next, all, 0);
	all->clock <<= 1;
	return all->next == all->head;
}

/* ---- What is it like? ---- */

struct look {
	u64 hash;
	u64 untold;  /* something can change that no mark tells */
	u64 sharers; /* of the descriptor tables, as the kernel counts them */
	u64 next;    /* of the list of threads */
	u64 head;
	u64 leader;
	u64 proxy; /* the leader's */
	u64 files;
	u64 last_files;
	u64 open; /* of the descriptor table: a word of its bits, and where that begins */
	u64 first;
	struct fdtable *table;
};

/* An address and a number can come back together; where there is an id, that cannot. */
static __always_inline u64 with_namespace(u64 hash, u64 ns)
{
	struct ns_common___identified *known = (void *)ns;
	struct ns_common *common = (void *)ns;

	hash = mixed(mixed(hash, ns), BPF_CORE_READ(common, inum));
	if (bpf_core_field_exists(known->ns_id))
		hash = mixed(hash, BPF_CORE_READ(known, ns_id));
	return hash;
}

#define WITH_NAMESPACE(hash, type, pointer) with_namespace(hash, (u64)(pointer) + bpf_core_field_offset(struct type, ns))

static __noinline u64 with_proxy(u64 hash, struct nsproxy *proxy)
{
	struct mnt_namespace___numbered *mounts;

	if (!proxy)
		return mixed(hash, 0);
	hash = WITH_NAMESPACE(hash, cgroup_namespace, BPF_CORE_READ(proxy, cgroup_ns));
	hash = WITH_NAMESPACE(hash, ipc_namespace, BPF_CORE_READ(proxy, ipc_ns));
	hash = WITH_NAMESPACE(hash, net, BPF_CORE_READ(proxy, net_ns));
	hash = WITH_NAMESPACE(hash, time_namespace, BPF_CORE_READ(proxy, time_ns));
	hash = WITH_NAMESPACE(hash, uts_namespace, BPF_CORE_READ(proxy, uts_ns));
	hash = WITH_NAMESPACE(hash, pid_namespace, BPF_CORE_READ(proxy, pid_ns_for_children));
	hash = WITH_NAMESPACE(hash, time_namespace, BPF_CORE_READ(proxy, time_ns_for_children));
	mounts = (void *)BPF_CORE_READ(proxy, mnt_ns);
	hash = WITH_NAMESPACE(hash, mnt_namespace, mounts);
	if (bpf_core_field_exists(mounts->seq))
		hash = mixed(hash, BPF_CORE_READ(mounts, seq));
	return hash;
}

static __always_inline u64 with_words(u64 hash, const char *text)
{
	const u64 *words = (const u64 *)text;

	return mixed(mixed(hash, words[0]), words[1]);
}

/* What core/scan/collect_fd_tables.cpp makes a row of, and more: pipes, directories and files of disks hold nothing.
 * Tun and tap devices can be moved while their descriptor stays. */
static __always_inline void add_file(struct look *look, u32 fd, struct file *file)
{
	struct inode *inode = BPF_CORE_READ(file, f_inode);
	struct super_block *super = BPF_CORE_READ(inode, i_sb);
	const u32 type = BPF_CORE_READ(inode, i_mode) & S_IFMT;
	const u64 magic = BPF_CORE_READ(super, s_magic);
	u64 hash = look->hash;

	if (type == S_IFIFO || type == S_IFDIR || type == S_IFLNK || type == S_IFBLK)
		return;
	if (type == S_IFCHR) {
		const u32 device = BPF_CORE_READ(inode, i_rdev);

		if (device == (10 << 20 | 200) || device >> 20 >= 234)
			look->untold = 1;
		return;
	}
	if (type != S_IFSOCK && BPF_CORE_READ(super, s_dev) >> 20 != 0)
		return;
	hash = mixed(mixed(hash, fd), BPF_CORE_READ(inode, i_ino));
	hash = mixed(mixed(hash, (u64)super), BPF_CORE_READ(file, f_mode));
	if (magic == NSFS_MAGIC) {
		hash = with_namespace(hash, (u64)BPF_CORE_READ(inode, i_private));
	} else if (magic == SOCKFS_MAGIC) {
		struct socket *socket = BPF_CORE_READ(file, private_data);
		struct sock *sock = BPF_CORE_READ(socket, sk);

		hash = mixed(hash, (u64)sock);
		if (sock)
			hash = WITH_NAMESPACE(hash, net, BPF_CORE_READ(sock, __sk_common.skc_net.net));
	} else {
		struct dentry *dentry = BPF_CORE_READ(file, f_path.dentry);

		hash = mixed(mixed(hash, (u64)dentry), (u64)BPF_CORE_READ(file, f_path.mnt));
		if (magic == ANON_INODE_FS_MAGIC) {
			char name[16] __attribute__((aligned(8))) = {};

			bpf_probe_read_kernel_str(name, sizeof(name), BPF_CORE_READ(dentry, d_name.name));
			hash = with_words(hash, name);
		}
	}
	look->hash = hash;
}

static long add_descriptor(u32 index, struct look *look)
{
	struct fdtable *table = look->table;
	struct file *file = 0;

	if (!(look->open >> (index & 63) & 1))
		return 0;
	bpf_probe_read_kernel(&file, sizeof(file), BPF_CORE_READ(table, fd) + look->first + index);
	if (file)
		add_file(look, look->first + index, file);
	return 0;
}

static long add_descriptors(u32 word, struct look *look)
{
	struct fdtable *table = look->table;

	bpf_probe_read_kernel(&look->open, sizeof(look->open), BPF_CORE_READ(table, open_fds) + word);
	look->first = word * 64;
	if (look->open)
		bpf_loop(64, add_descriptor, look, 0);
	return 0;
}

static __noinline void add_table(struct look *look, struct files_struct *files)
{
	struct fdtable *table;
	u32 words;

	if (!files)
		return;
	look->sharers += BPF_CORE_READ(files, count.counter);
	look->table = table = BPF_CORE_READ(files, fdt);
	words = (BPF_CORE_READ(table, max_fds) + 63) / 64;
	if (words > MOST_FD_WORDS)
		look->untold = 1;
	else
		bpf_loop(words, add_descriptors, look, 0);
}

static long add_thread(u32 index, struct look *look)
{
	struct task_struct *thread;
	u64 proxy, files;

	if (look->next == look->head || !look->next)
		return 1;
	thread = thread_at(look->next);
	look->next = node_after(look->next);
	if ((u64)thread == look->leader)
		return 0;
	look->hash = mixed(look->hash, BPF_CORE_READ(thread, pid));
	proxy = (u64)BPF_CORE_READ(thread, nsproxy);
	if (proxy != look->proxy) {
		char name[16] __attribute__((aligned(8))) = {};

		look->hash = with_proxy(look->hash, (struct nsproxy *)proxy);
		BPF_CORE_READ_INTO(&name, thread, comm);
		look->hash = with_words(look->hash, name);
	}
	files = (u64)BPF_CORE_READ(thread, files);
	if (files != look->files && files != look->last_files) {
		look->hash = mixed(look->hash, 1);
		look->last_files = files;
		add_table(look, (struct files_struct *)files);
	}
	return 0;
}

static __noinline void look_at(struct task_struct *task, struct signal_struct *signal, struct look *look)
{
	const int threads = BPF_CORE_READ(signal, nr_threads);
	struct nsproxy *proxy = BPF_CORE_READ(task, nsproxy);
	struct files_struct *files = BPF_CORE_READ(task, files);
	char name[16] __attribute__((aligned(8))) = {};

	look->hash = mixed(mixed(seed, BPF_CORE_READ(task, start_boottime)), BPF_CORE_READ(task, exit_state));
	look->hash = mixed(mixed(look->hash, threads), BPF_CORE_READ(task, real_cred, euid.val));
	BPF_CORE_READ_INTO(&name, task, comm);
	look->hash = with_words(look->hash, name);
	look->hash = WITH_NAMESPACE(look->hash, user_namespace, BPF_CORE_READ(task, real_cred, user_ns));
	look->hash = with_proxy(look->hash, proxy);
	add_table(look, files);
	if (threads > 1 || BPF_CORE_READ(task, exit_state)) {
		look->leader = (u64)task;
		look->proxy = (u64)proxy;
		look->files = (u64)files;
		look->head = thread_list(signal);
		look->next = first_thread(signal);
		bpf_loop(MOST_THREADS, add_thread, look, 0);
	}
	if (look->sharers > threads)
		look->untold = 2;
}

SEC("iter/task") int each_process(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;
	struct stamp_row row = {};
	struct activity before = {}, after = {};
	struct look look = {};
	struct signal_struct *signal;
	struct kept *kept;
	int whole;

	if (!task || task->pid != task->tgid)
		return 0;
	signal = task->signal;
	if (!signal)
		return 0;
	row.pid = task->tgid;
	whole = read_activity(task, signal, &before);
	row.clock = before.clock;
	row.flags = before.running ? STAMP_RUNNING : 0;
	if (!whole) {
		row.flags |= STAMP_SHARED;
	} else if (!(task->flags & PF_KTHREAD)) {
		kept = kept_of(row.pid, task->start_boottime);
		if (kept && kept->clock == row.clock) {
			row.mark = kept->mark;
			row.flags |= kept->flags;
		} else {
			look_at(task, signal, &look);
			read_activity(task, signal, &after);
			row.flags |= (after.running ? STAMP_RUNNING : 0) | (look.untold == 2 ? STAMP_SHARED : 0);
			if (!look.untold && !before.running && !after.running && after.clock == before.clock)
				row.mark = look.hash | 1;
			if (kept) {
				kept->clock = before.running || after.running || after.clock != before.clock ? 0 : row.clock;
				kept->mark = row.mark;
				kept->flags = row.flags & STAMP_SHARED;
			}
		}
	}
	/* One that was kept is of before it ran. */
	if (row.flags & STAMP_RUNNING)
		row.mark = 0;
	bpf_seq_write(ctx->meta->seq, &row, sizeof(row));
	return 0;
}
