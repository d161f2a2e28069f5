/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/* Rows that tasks.bpf.c writes, read by C and C++. A number of 0: the task has none any more. */
#pragma once
#include <linux/types.h>

/* Indices into ns_task_row.inum. */
enum ns_slot { NS_CGROUP, NS_IPC, NS_MNT, NS_NET, NS_PID, NS_TIME, NS_USER, NS_UTS, NS_PID_CHILDREN, NS_TIME_CHILDREN, NS_SLOTS };

struct ns_task_row {
	__u32 pid; /* of the process, in the initial pid namespace */
	__u32 tid;
	__u32 inum[NS_SLOTS];
};

enum ns_file_kind { NS_FILE = 1, NS_SOCKET };

struct ns_file_row {
	__u32 pid;
	__u32 tid;
	__u32 fd;
	__u32 kind;
	__u32 inum;       /* of the namespace, of the socket's network namespace */
	__u32 clone_flag; /* NS_FILE: its type */
	__u32 family;     /* NS_SOCKET: AF_* */
};
