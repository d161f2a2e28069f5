/* SPDX-License-Identifier: Apache-2.0 */
/* facts.bpf.c loaded by a program that runs in the kernel (a light skeleton, kernel 5.17 and later): the kernel relocates it
 * by its own BTF, which libbpf would read and parse first, for twenty times as long. */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/* A descriptor of the link that iterators are made of, for the caller to close; a negative errno where that cannot be. */
int nsscope_load_light_facts(void);

#ifdef __cplusplus
}
#endif
