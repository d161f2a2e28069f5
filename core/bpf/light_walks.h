/* SPDX-License-Identifier: Apache-2.0 */
/* facts.bpf.c and files.bpf.c, loaded by a program that runs in the kernel (light skeletons, kernel 5.17 and later): the
 * kernel relocates them by its own BTF, which libbpf would read and parse first, for twenty times as long. */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/* A descriptor of the link that iterators are made of, for the caller to close; a negative errno where that cannot be. */
int nsscope_load_light_facts(void);
int nsscope_load_light_files(void);

#ifdef __cplusplus
}
#endif
