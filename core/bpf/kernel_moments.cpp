// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/kernel_moments.h"

#include "core/bpf/bpf_fault.h"

#include <algorithm>
#include <bpf/btf.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <lives.skel.h>
#include <string_view>

namespace nsscope
{

struct KernelMoments::Programs
{
    ~Programs()
    {
        ring_buffer__free(ring);
        for (bpf_link* link : links)
            bpf_link__destroy(link);
        lives_bpf__destroy(object);
    }
    lives_bpf* object = nullptr;
    ring_buffer* ring = nullptr;
    std::vector<bpf_link*> links;
    std::vector<ns_moment_record> records;
};

namespace
{

struct FreeBtf
{
    void operator()(btf* types) const { btf__free(types); }
};

int keep(void* records, void* data, std::size_t size)
{
    if (size >= sizeof(ns_moment_record))
        static_cast<std::vector<ns_moment_record>*>(records)->push_back(*static_cast<const ns_moment_record*>(data));
    return 0;
}

/// A program on a function that the kernel has not would fail the whole object.
void leaveOutMissing(bpf_object* object, const btf* kernel)
{
    bpf_program* program = nullptr;
    bpf_object__for_each_program(program, object)
    {
        const std::string_view section = bpf_program__section_name(program);
        const std::size_t slash = section.find('/');
        if (section.starts_with("fe") && slash != std::string_view::npos &&
            btf__find_by_name_kind(kernel, std::string(section.substr(slash + 1)).c_str(), BTF_KIND_FUNC) < 0)
            bpf_program__set_autoload(program, false);
    }
}

} // namespace

KernelMoments::KernelMoments(std::unique_ptr<Programs> programs) : m_programs(std::move(programs)) {}
KernelMoments::~KernelMoments() = default;
KernelMoments::KernelMoments(KernelMoments&&) noexcept = default;
KernelMoments& KernelMoments::operator=(KernelMoments&&) noexcept = default;

Result<KernelMoments> KernelMoments::start()
{
    quietLibbpf();
    // 5.10's verifier refuses an int pointer as an argument of fexit: there kprobes read it.
    auto moments = startWith(false);
    return moments ? std::move(moments) : startWith(true);
}

Result<KernelMoments> KernelMoments::startWith(bool kprobe)
{
    const std::unique_ptr<btf, FreeBtf> kernel(btf__load_vmlinux_btf());
    if (!kernel)
        return bpfFailure("read /sys/kernel/btf/vmlinux", errno);
    auto programs = std::make_unique<Programs>();
    lives_bpf* const object = programs->object = lives_bpf__open();
    if (object == nullptr)
        return bpfFailure("open BPF object lives", errno);
    leaveOutMissing(object->obj, kernel.get());
    bpf_program__set_autoload(object->progs.number_taken, !kprobe);
    bpf_program__set_autoload(object->progs.number_place, kprobe);
    bpf_program__set_autoload(object->progs.number_placed, kprobe);
    if (const int error = lives_bpf__load(object))
        return bpfFailure("load BPF programs on the kernel's functions", error);
    bpf_program* program = nullptr;
    bpf_object__for_each_program(program, object->obj)
    {
        if (!bpf_program__autoload(program))
            continue;
        bpf_link* const link = bpf_program__attach(program);
        if (link == nullptr)
            return bpfFailure(std::string("attach ") + bpf_program__section_name(program), errno);
        programs->links.push_back(link);
    }
    programs->ring = ring_buffer__new(bpf_map__fd(object->maps.moments), keep, &programs->records, nullptr);
    if (programs->ring == nullptr)
        return bpfFailure("open BPF ring buffer", errno);
    return KernelMoments(std::move(programs));
}

std::vector<ns_moment_record> KernelMoments::take()
{
    ring_buffer__consume(m_programs->ring);
    std::vector<ns_moment_record> records = std::exchange(m_programs->records, {});
    // Two processors may have reserved their room in another order than they read the clock.
    std::stable_sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.at_ns < b.at_ns; });
    return records;
}

int KernelMoments::descriptor() const { return ring_buffer__epoll_fd(m_programs->ring); }

std::uint64_t KernelMoments::lost() const
{
    std::uint64_t lost = m_programs->object->bss->lost;
    bpf_program* program = nullptr;
    bpf_object__for_each_program(program, m_programs->object->obj)
    {
        bpf_prog_info info = {};
        std::uint32_t size = sizeof info;
        if (const int fd = bpf_program__fd(program); fd >= 0 && bpf_obj_get_info_by_fd(fd, &info, &size) == 0)
            lost += info.recursion_misses;
    }
    return lost;
}

} // namespace nsscope
