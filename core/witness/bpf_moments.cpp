// SPDX-License-Identifier: Apache-2.0
#include "core/witness/bpf_witness.h"

#ifdef NSSCOPE_BPF
#include "core/bpf/kernel_moments.h"

#include <memory>
#include <unistd.h>
#endif

namespace nsscope
{

Result<MomentFeed> startMoments()
{
#ifdef NSSCOPE_BPF
    // Without the privilege the kernel would be asked in vain, and its types read for nothing.
    if (::geteuid() != 0)
        return failure("load BPF programs on the kernel's functions", {}, EPERM, "run it as root");
    auto started = KernelMoments::start();
    if (!started)
        return tl::make_unexpected(started.error());
    const auto moments = std::make_shared<KernelMoments>(std::move(*started));
    return MomentFeed{[moments] { return moments->take(); }, [moments] { return moments->lost(); }, moments->descriptor()};
#else
    return failure("this nsscope was built without BPF", {}, 0, "a build where clang, bpftool and libbpf-dev are there");
#endif
}

} // namespace nsscope
