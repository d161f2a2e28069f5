/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* What references.bpf.c tells, read by C and C++: that something holds a reference of a namespace, or may. */
#pragma once
#include <linux/types.h>

enum ns_reference_kind {
	NS_BY_PROXY = 1,   /* struct nsproxy; `place` tells which of its pointers */
	NS_BY_INODE,       /* inode on nsfs, of an open file */
	NS_BY_SOCKET,      /* struct sock that counts its network namespace */
	NS_BY_PID,         /* struct pid whose deepest namespace it is */
	NS_BY_CRED,        /* struct cred */
	NS_BY_UCOUNTS,     /* struct ucounts */
	NS_BY_MM,          /* struct mm_struct, or struct task_exec_state where the kernel has that */
	NS_BY_SUPER_BLOCK, /* struct super_block: of its user namespace; of a proc, of its pid namespace */
	NS_BY_SHM,         /* struct file of an attached System V shared memory */
	NS_BY_WALK,        /* the iterator that tells this holds it as long as it runs */
	NS_EXISTS,         /* `by` is its inode on nsfs, whoever may hold that; 0 where it has none */
	NS_OPEN_FILE       /* of no namespace: `pid`, `fd`; `by` is the same for the same file */
};

struct ns_reference_row {
	__u64 by; /* address of what holds it: the same holds one reference, however often it is met */
	__u32 kind;
	__u32 place;
	__u32 inum;
	__u32 clone_flag;
	__u32 count; /* the kernel's, when this was read; 0 where this kernel counts each type by itself (before 5.11) */
	__u32 pid;
	__u32 fd;
	__u32 fixed; /* 1: the kernel does not count this one, an initial one from 6.19 on */
};
