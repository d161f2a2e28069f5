// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/bpf_fault.h"

#include <bpf/libbpf.h>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>

namespace nsscope
{

namespace
{

std::string remedyOf(int code)
{
    switch (code) {
    case EPERM:
    case EACCES:
        return "root, or CAP_BPF and CAP_PERFMON in the initial user namespace, on a machine whose policy allows BPF";
    case ENOENT:
    case ESRCH:
        return "a kernel with CONFIG_DEBUG_INFO_BTF (/sys/kernel/btf/vmlinux)";
    case ENOSYS:
    case EINVAL:
    case ENOTSUP:
        return "a kernel from 5.10 on with CONFIG_BPF_SYSCALL and CONFIG_BPF_EVENTS";
    default:
        return {};
    }
}

int printNothing(libbpf_print_level, const char*, va_list) { return 0; }

} // namespace

tl::unexpected<Error> bpfFailure(const std::string& operation, int code)
{
    return failure(operation, {}, std::abs(code), remedyOf(std::abs(code)));
}

void quietLibbpf() { libbpf_set_print(printNothing); }

} // namespace nsscope
