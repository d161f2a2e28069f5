/* SPDX-License-Identifier: Apache-2.0 */
/* What bpftool writes for a light skeleton is C and no C++. */
#include "core/bpf/light_walks.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>

#include <facts.light.h>
#include <files.light.h>

/* The link keeps its program. */
#define LOAD(name, program)                                              \
	struct name##_light *skeleton = name##_light__open();            \
	int result;                                                      \
                                                                         \
	if (!skeleton)                                                   \
		return -ENOMEM;                                          \
	result = name##_light__load(skeleton);                           \
	if (result >= 0)                                                 \
		result = name##_light__##program##__attach(skeleton);    \
	if (result == 0)                                                 \
		result = -EBADF;                                         \
	skeleton->links.program##_fd = 0;                                \
	name##_light__destroy(skeleton);                                 \
	return result;

int nsscope_load_light_facts(void)
{
	LOAD(facts, each_fact)
}

int nsscope_load_light_files(void)
{
	LOAD(files, each_file)
}
