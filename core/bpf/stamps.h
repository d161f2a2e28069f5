/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* Rows that stamps.bpf.c writes, one a process, read by C and C++. */
#pragma once
#include <linux/types.h>

enum stamp_flag {
	STAMP_RUNNING = 1, /* a thread of it is on a processor: what is told may be of no single moment */
	STAMP_SHARED = 2,  /* its descriptors can be changed by another process, while it sleeps */
};

struct stamp_row {
	__u32 pid; /* in the initial pid namespace */
	__u32 flags;
	__u64 clock; /* larger once any thread has run: CPU time and switches of all threads, ended ones too */
	__u64 mark;  /* of all that a scan reads of it but its mappings; 0: cannot be told */
};
