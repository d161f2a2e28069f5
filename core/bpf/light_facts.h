/* SPDX-License-Identifier: Apache-2.0 */
/* facts.bpf.c loaded by a program that runs in the kernel (a light skeleton, kernel 5.17 and later): the kernel relocates it
 * by its own BTF, which libbpf would read and parse first, for twenty times as long. */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/* Descriptors of the links that iterators are made of. */
struct nsscope_light_facts {
	int tasks;
	int files;
};

/* A negative errno where that cannot be. What is not -1 then or afterwards is for the caller to close. */
int nsscope_load_light_facts(struct nsscope_light_facts *links);

#ifdef __cplusplus
}
#endif
