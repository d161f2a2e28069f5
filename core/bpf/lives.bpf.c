/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* The kernel's own word on births and ends of namespaces, for tests that judge what nsscope says. Functions and what
 * their argument is: kernels 5.10 to 7.3, fs/proc/generic.c, net/core/net_namespace.c, ipc/namespace.c,
 * fs/namespace.c, kernel/{utsname,user_namespace,pid_namespace,ucount}.c, kernel/cgroup/namespace.c,
 * kernel/time/namespace.c. Which of them a kernel lacks, the loader finds out. */
#include "core/bpf/kernel_views.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#include "core/bpf/lives.h"

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} moments SEC(".maps");

/* Where proc_alloc_inum will put the number, by thread: for kernels whose verifier refuses its int pointer. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, u32);
	__type(value, u64);
} number_places SEC(".maps");

unsigned long long lost = 0;

static __always_inline int tell(u32 moment, u32 clone_flag, u32 inum)
{
	struct ns_moment_record *record = bpf_ringbuf_reserve(&moments, sizeof(*record), 0);

	if (!record) {
		__sync_fetch_and_add(&lost, 1);
		return 0;
	}
	record->at_ns = bpf_ktime_get_boot_ns();
	record->moment = moment;
	record->clone_flag = clone_flag;
	record->inum = inum;
	record->tid = (u32)bpf_get_current_pid_tgid();
	bpf_ringbuf_submit(record, 0);
	return 0;
}

#define INUM(kind, address) BPF_CORE_READ((struct kind *)(address), ns.inum)

SEC("fexit/proc_alloc_inum") int number_taken(u64 *ctx) /* int proc_alloc_inum(unsigned int *inum) */
{
	u32 inum = 0;

	if ((int)ctx[1] != 0)
		return 0;
	bpf_probe_read_kernel(&inum, sizeof(inum), (void *)ctx[0]);
	return tell(NS_NUMBER_TAKEN, 0, inum);
}

SEC("kprobe/proc_alloc_inum") int number_place(struct pt_regs *ctx)
{
	u32 tid = (u32)bpf_get_current_pid_tgid();
	u64 place = BPF_CORE_READ(ctx, di);

	bpf_map_update_elem(&number_places, &tid, &place, BPF_ANY);
	return 0;
}

SEC("kretprobe/proc_alloc_inum") int number_placed(struct pt_regs *ctx)
{
	u32 tid = (u32)bpf_get_current_pid_tgid();
	u64 *place = bpf_map_lookup_elem(&number_places, &tid);
	u32 inum = 0;

	if (!place)
		return 0;
	bpf_probe_read_kernel(&inum, sizeof(inum), (void *)*place);
	bpf_map_delete_elem(&number_places, &tid);
	return inum ? tell(NS_NUMBER_TAKEN, 0, inum) : 0;
}

SEC("fentry/proc_free_inum") int number_free(u64 *ctx) { return tell(NS_NUMBER_FREE, 0, (u32)ctx[0]); }

/* Called when the count has come to zero. 5.10's take a kref, which is the first member. */
SEC("fentry/__put_net") int last_put_net(u64 *ctx) { return tell(NS_PUT, CLONE_NEWNET, INUM(net, ctx[0])); }
SEC("fentry/free_uts_ns") int last_put_uts(u64 *ctx) { return tell(NS_PUT, CLONE_NEWUTS, INUM(uts_namespace, ctx[0])); }
SEC("fentry/free_cgroup_ns") int last_put_cgroup(u64 *ctx) { return tell(NS_PUT, CLONE_NEWCGROUP, INUM(cgroup_namespace, ctx[0])); }
SEC("fentry/free_time_ns") int last_put_time(u64 *ctx) { return tell(NS_PUT, CLONE_NEWTIME, INUM(time_namespace, ctx[0])); }
SEC("fentry/__put_user_ns") int last_put_user(u64 *ctx) { return tell(NS_PUT, CLONE_NEWUSER, INUM(user_namespace, ctx[0])); }
/* Called for every reference: the last before its number is free is the last. */
SEC("fentry/put_ipc_ns") int put_ipc(u64 *ctx) { return tell(NS_PUT, CLONE_NEWIPC, INUM(ipc_namespace, ctx[0])); }
SEC("fentry/put_mnt_ns") int put_mnt(u64 *ctx) { return tell(NS_PUT, CLONE_NEWNS, INUM(mnt_namespace, ctx[0])); }
SEC("fentry/put_pid_ns") int put_pid(u64 *ctx) { return tell(NS_PUT, CLONE_NEWPID, INUM(pid_namespace, ctx[0])); }

/* void dec_ucount(struct ucounts *ucounts, enum ucount_type type): the first eight are namespaces, in this order. */
SEC("fentry/dec_ucount") int count_back(u64 *ctx)
{
	switch ((u32)ctx[1]) {
	case 0: return tell(NS_COUNT_BACK, CLONE_NEWUSER, 0);
	case 1: return tell(NS_COUNT_BACK, CLONE_NEWPID, 0);
	case 2: return tell(NS_COUNT_BACK, CLONE_NEWUTS, 0);
	case 3: return tell(NS_COUNT_BACK, CLONE_NEWIPC, 0);
	case 4: return tell(NS_COUNT_BACK, CLONE_NEWNET, 0);
	case 5: return tell(NS_COUNT_BACK, CLONE_NEWNS, 0);
	case 6: return tell(NS_COUNT_BACK, CLONE_NEWCGROUP, 0);
	case 7: return tell(NS_COUNT_BACK, CLONE_NEWTIME, 0);
	default: return 0;
	}
}

SEC("fentry/cleanup_net") int cleanup_begins(u64 *ctx) { return tell(NS_CLEANUP_BEGINS, CLONE_NEWNET, 0); }
SEC("fexit/cleanup_net") int cleanup_ends(u64 *ctx) { return tell(NS_CLEANUP_ENDS, CLONE_NEWNET, 0); }
