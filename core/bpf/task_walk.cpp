// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/task_walk.h"

#include "core/bpf/bpf_fault.h"
#include "core/bpf/iterator_rows.h"

#include <bpf/libbpf.h>
#include <cerrno>
#include <tasks.skel.h>

namespace nsscope
{

struct TaskWalk::Programs
{
    ~Programs()
    {
        bpf_link__destroy(tasks);
        bpf_link__destroy(files);
        tasks_bpf__destroy(object);
    }
    tasks_bpf* object = nullptr;
    bpf_link* tasks = nullptr;
    bpf_link* files = nullptr;
};

TaskWalk::TaskWalk(std::unique_ptr<Programs> programs) : m_programs(std::move(programs)) {}
TaskWalk::~TaskWalk() = default;
TaskWalk::TaskWalk(TaskWalk&&) noexcept = default;
TaskWalk& TaskWalk::operator=(TaskWalk&&) noexcept = default;

Result<TaskWalk> TaskWalk::load()
{
    quietLibbpf();
    auto programs = std::make_unique<Programs>();
    programs->object = tasks_bpf__open();
    if (programs->object == nullptr)
        return bpfFailure("open BPF object tasks", errno);
    if (const int error = tasks_bpf__load(programs->object))
        return bpfFailure("load BPF iterators", error);
    programs->tasks = bpf_program__attach_iter(programs->object->progs.each_task, nullptr);
    if (programs->tasks == nullptr)
        return bpfFailure("attach BPF iterator task", errno);
    programs->files = bpf_program__attach_iter(programs->object->progs.each_file, nullptr);
    if (programs->files == nullptr)
        return bpfFailure("attach BPF iterator task_file", errno);
    return TaskWalk(std::move(programs));
}

Result<std::vector<ns_task_row>> TaskWalk::tasks() const
{
    return iteratorRows<ns_task_row>(m_programs->tasks, "read BPF iterator task");
}

Result<std::vector<ns_file_row>> TaskWalk::files() const
{
    return iteratorRows<ns_file_row>(m_programs->files, "read BPF iterator task_file");
}

} // namespace nsscope
