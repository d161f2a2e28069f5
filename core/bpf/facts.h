/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* Rows that facts.bpf.c writes, read by C and C++. */
#pragma once
#include "core/bpf/tasks.h"

#define FACT_KERNEL_THREAD 1
#define FACT_ENDED 2     /* a zombie or dead */
#define FACT_UNBORN 4    /* its pid namespace for children has no first process yet */
#define FACT_OWN_FILES 8 /* of a thread: its descriptor table is not its leader's */

#define FACT_PIDS 4

/* A process, or a thread whose namespaces or descriptor table are not its leader's. */
struct fact_row {
	__u64 start; /* ns on CLOCK_BOOTTIME of the initial time namespace */
	__u32 pid;   /* of the process, in the initial pid namespace */
	__u32 tid;
	__u32 flags;
	__u32 uid; /* effective, of the initial user namespace */
	__u32 threads;
	__u32 level; /* of its pid namespace; the initial one has 0 */
	__u32 pids[FACT_PIDS]; /* of the first levels */
	__u32 inum[NS_SLOTS];  /* 0: none any more */
	char comm[16];
};
