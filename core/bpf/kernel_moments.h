// SPDX-License-Identifier: Apache-2.0
// The kernel's own word on births and ends of namespaces: BPF programs on the functions that do it (lives.bpf.c), from
// start() until the object goes. Needs root and a kernel whose policy allows fentry. Costs each of these functions some
// hundred nanoseconds.
#pragma once
#include "core/base/error.h"
#include "core/bpf/lives.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace nsscope
{

class KernelMoments
{
public:
    /// Attached when it returns. Kernel functions that this kernel has not are left out.
    static Result<KernelMoments> start();
    ~KernelMoments();
    KernelMoments(KernelMoments&&) noexcept;
    KernelMoments& operator=(KernelMoments&&) noexcept;

    /// All since the last call, in order of time.
    std::vector<ns_moment_record> take();
    /// Readable when there are some.
    int descriptor() const;
    /// How many did not fit into the buffer (1 MiB) since the start, or came while their program was interrupted on the same
    /// processor, where it does not run (kernel/bpf/trampoline.c; told from 5.12 on): then `take` is not all.
    std::uint64_t lost() const;

private:
    struct Programs;
    explicit KernelMoments(std::unique_ptr<Programs> programs);
    static Result<KernelMoments> startWith(bool kprobe);
    std::unique_ptr<Programs> m_programs;
};

} // namespace nsscope
