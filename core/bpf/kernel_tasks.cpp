// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/kernel_tasks.h"

#include "core/bpf/bpf_fault.h"
#include "core/bpf/fact_walk.h"
#include "core/bpf/iterator_rows.h"
#include "core/bpf/stamps.h"
#include "core/model/ns_type.h"

#include <algorithm>
#include <bpf/libbpf.h>
#include <cerrno>
#include <stamps.skel.h>
#include <sys/random.h>
#include <sys/stat.h>

namespace nsscope
{

struct KernelTasks::Program
{
    ~Program()
    {
        bpf_link__destroy(link);
        stamps_bpf__destroy(object);
    }
    stamps_bpf* object = nullptr;
    bpf_link* link = nullptr;
};

namespace
{

bool inFirstPidNamespace()
{
    struct stat st = {};
    return ::stat("/proc/self/ns/pid", &st) == 0 && st.st_ino == nsTypeRow(NsType::Pid).initialInode;
}

TaskStamp stampOf(const stamp_row& row)
{
    TaskStamp stamp;
    stamp.pid = static_cast<std::int32_t>(row.pid);
    stamp.running = (row.flags & STAMP_RUNNING) != 0;
    stamp.clock = (row.flags & STAMP_SHARED) != 0 ? -1 : static_cast<std::int64_t>(row.clock & INT64_MAX);
    stamp.mark = row.mark;
    return stamp;
}

} // namespace

KernelTasks::KernelTasks(std::unique_ptr<Program> program) : m_program(std::move(program)) {}
KernelTasks::~KernelTasks() = default;

Result<std::unique_ptr<KernelTasks>> KernelTasks::load()
{
    if (!inFirstPidNamespace())
        return failure("the kernel's walk tells pids of the initial pid namespace, and this is another", {}, 0,
                       "start nsscope-cli outside containers");
    quietLibbpf();
    auto program = std::make_unique<Program>();
    program->object = stamps_bpf__open();
    if (program->object == nullptr)
        return bpfFailure("open BPF object stamps", errno);
    std::uint64_t seed = 0;
    if (::getrandom(&seed, sizeof seed, 0) != sizeof seed)
        return errnoFailure("getrandom");
    program->object->rodata->seed = seed;
    if (const int error = stamps_bpf__load(program->object))
        return bpfFailure("load BPF iterator task", error);
    program->link = bpf_program__attach_iter(program->object->progs.each_process, nullptr);
    if (program->link == nullptr)
        return bpfFailure("attach BPF iterator task", errno);
    return std::unique_ptr<KernelTasks>(new KernelTasks(std::move(program)));
}

Result<TaskSource*> KernelTasks::facts()
{
    if (!m_facts) {
        auto walk = FactWalk::load();
        if (!walk)
            return tl::unexpected(walk.error());
        m_facts = std::move(*walk);
    }
    return m_facts.get();
}

Status KernelTasks::eachFact(const std::function<void(const TaskFacts&)>& use)
{
    const auto walk = facts();
    return walk ? (*walk)->eachFact(use) : tl::unexpected(walk.error());
}

Status KernelTasks::eachFile(const std::function<void(const FileFacts&)>& use)
{
    const auto walk = facts();
    return walk ? (*walk)->eachFile(use) : tl::unexpected(walk.error());
}

Result<std::vector<TaskStamp>> KernelTasks::tasks()
{
    const auto rows = iteratorRows<stamp_row>(m_program->link, "read BPF iterator task");
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<TaskStamp> stamps;
    stamps.reserve(rows->size());
    for (const stamp_row& row : *rows)
        stamps.push_back(stampOf(row));
    const auto before = [](const TaskStamp& a, const TaskStamp& b) { return a.pid < b.pid; };
    if (!std::is_sorted(stamps.begin(), stamps.end(), before))
        std::sort(stamps.begin(), stamps.end(), before);
    return stamps;
}

} // namespace nsscope
