/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* Rows that files.bpf.c writes, read by C and C++. */
#pragma once
#include <linux/types.h>

/* A descriptor that may hold a namespace. */
struct file_row {
	__u32 pid;
	__u32 fd;
	__u32 net; /* of a socket that is where its process is: the inode number of that network namespace; else 0 */
};
