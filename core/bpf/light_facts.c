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

int nsscope_load_light_facts(void)
{
	struct facts_light *skeleton = facts_light__open();
	int result;

	if (!skeleton)
		return -ENOMEM;
	result = facts_light__load(skeleton);
	if (result >= 0)
		result = facts_light__each_fact__attach(skeleton);
	if (result == 0)
		result = -EBADF;
	skeleton->links.each_fact_fd = 0; /* the link keeps its program */
	facts_light__destroy(skeleton);
	return result;
}
