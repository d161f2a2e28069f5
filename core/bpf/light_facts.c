/* SPDX-License-Identifier: Apache-2.0 */
/* What bpftool writes for a light skeleton is C and no C++. */
#include "core/bpf/light_facts.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>

#include <facts.light.h>

static int taken(int *from, int *to)
{
	if (*from <= 0)
		return *from < 0 ? *from : -EBADF;
	*to = *from;
	*from = 0; /* the link keeps its program */
	return 0;
}

int nsscope_load_light_facts(struct nsscope_light_facts *links)
{
	struct facts_light *skeleton = facts_light__open();
	int result;

	if (!skeleton)
		return -ENOMEM;
	result = facts_light__load(skeleton);
	if (result >= 0) {
		facts_light__each_fact__attach(skeleton);
		facts_light__each_file__attach(skeleton);
		result = taken(&skeleton->links.each_fact_fd, &links->tasks);
		if (result == 0)
			result = taken(&skeleton->links.each_file_fd, &links->files);
	}
	facts_light__destroy(skeleton);
	return result;
}
