// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/reference_walk.h"

#include "core/bpf/bpf_fault.h"
#include "core/bpf/iterator_rows.h"

#include <array>
#include <references.skel.h>

namespace nsscope
{

struct ReferenceWalk::Programs
{
    ~Programs()
    {
        for (bpf_link* link : links)
            bpf_link__destroy(link);
        references_bpf__destroy(object);
    }
    references_bpf* object = nullptr;
    std::array<bpf_link*, 4> links{}; ///< lists, tasks, files, and mappings where the kernel walks these
};

ReferenceWalk::ReferenceWalk(std::unique_ptr<Programs> programs) : m_programs(std::move(programs)) {}
ReferenceWalk::~ReferenceWalk() = default;
ReferenceWalk::ReferenceWalk(ReferenceWalk&&) noexcept = default;
ReferenceWalk& ReferenceWalk::operator=(ReferenceWalk&&) noexcept = default;

Result<ReferenceWalk> ReferenceWalk::load()
{
    quietLibbpf();
    std::unique_ptr<Programs> programs;
    int error = 0;
    for (const bool mappings : {true, false}) {
        programs = std::make_unique<Programs>();
        programs->object = references_bpf__open();
        if (programs->object == nullptr)
            return bpfFailure("open BPF object references", errno);
        bpf_program__set_autoload(programs->object->progs.each_shm_reference, mappings);
        error = references_bpf__load(programs->object);
        if (error == 0 || error == -EPERM)
            break;
    }
    if (error != 0)
        return bpfFailure("load BPF iterators", error);
    const auto& all = programs->object->progs;
    const std::array wanted{all.each_listed, all.each_task_reference, all.each_file_reference, all.each_shm_reference};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!bpf_program__autoload(wanted[i]))
            continue;
        programs->links[i] = bpf_program__attach_iter(wanted[i], nullptr);
        if (programs->links[i] == nullptr)
            return bpfFailure("attach BPF iterators", errno);
    }
    return ReferenceWalk(std::move(programs));
}

Result<std::vector<ns_reference_row>> ReferenceWalk::rows(bool mappings) const
{
    auto& place = *m_programs->object->bss;
    place.list_now = 0;
    place.list_first = place.list_next = 0;
    std::vector<ns_reference_row> rows;
    for (std::size_t i = 0; i < m_programs->links.size(); ++i) {
        bpf_link* const link = m_programs->links[i];
        if (link == nullptr || (i == 3 && !mappings))
            continue;
        const auto some = iteratorRows<ns_reference_row>(link, "read BPF iterators");
        if (!some)
            return tl::unexpected(some.error());
        rows.insert(rows.end(), some->begin(), some->end());
    }
    return rows;
}

} // namespace nsscope
