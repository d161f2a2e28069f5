// SPDX-License-Identifier: Apache-2.0
// In a user namespace of its own a process may not read its own threads in /proc, and LeakSanitizer would end it there;
// where there is no /proc it would wait for ever, and its options cannot tell it so, since it reads them in /proc:
// leaks are looked for where they can be. Without a sanitizer nothing calls this.
#include <unistd.h>

extern "C" int __lsan_is_turned_off();

extern "C" int __lsan_is_turned_off() { return ::access("/proc/self/task", R_OK | X_OK) == 0 ? 0 : 1; }
