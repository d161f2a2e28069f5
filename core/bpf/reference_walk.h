// SPDX-License-Identifier: Apache-2.0
// What holds a reference of which namespace, and the kernel's counts, by BPF iterators (references.bpf.c; CAP_BPF and
// CAP_PERFMON). Not one moment: the kernel walks element by element. Holds nothing after a walk, and during one its own
// pid namespace, which it tells.
#pragma once
#include "core/base/error.h"
#include "core/bpf/references.h"

#include <memory>
#include <vector>

namespace nsscope
{

class ReferenceWalk
{
public:
    /// Loads the programs into the kernel, which takes some ten milliseconds once.
    static Result<ReferenceWalk> load();
    ~ReferenceWalk();
    ReferenceWalk(ReferenceWalk&&) noexcept;
    ReferenceWalk& operator=(ReferenceWalk&&) noexcept;

    /// All tasks, open files and lists. `mappings`: attached System V shared memory too, which looks at every mapping of
    /// every process (kernel 5.13 and later).
    Result<std::vector<ns_reference_row>> rows(bool mappings) const;

private:
    struct Programs;
    explicit ReferenceWalk(std::unique_ptr<Programs> programs);
    std::unique_ptr<Programs> m_programs;
};

} // namespace nsscope
