/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* What lives.bpf.c tells, read by C and C++. */
#pragma once
#include <linux/types.h>

enum ns_moment {
	NS_NUMBER_TAKEN = 1, /* inum: proc_alloc_inum gave it out */
	NS_NUMBER_FREE,      /* inum: proc_free_inum took it back; it may be given out again from now on */
	NS_PUT,              /* type, inum: a reference of it goes; of the types whose put is told at zero only: the last one */
	NS_COUNT_BACK,       /* type: dec_ucount, one namespace of this type less is counted (its quota is back) */
	NS_CLEANUP_BEGINS,   /* cleanup_net */
	NS_CLEANUP_ENDS
};

/* Types by the bit of their clone flag; what has none is 0. */
struct ns_moment_record {
	__u64 at_ns; /* CLOCK_BOOTTIME */
	__u32 moment;
	__u32 clone_flag;
	__u32 inum;
	__u32 tid;
};
