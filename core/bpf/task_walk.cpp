// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/task_walk.h"

#include "core/base/unique_fd.h"
#include "core/bpf/bpf_fault.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>
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

namespace
{

constexpr std::size_t readAtOnce = 64 << 10; ///< fewer calls than the kernel's 8 pages need
constexpr std::size_t rowCap = 4 << 20;      ///< tasks or files of one walk; more is refused

/// All rows of one walk. A row may be cut between two reads.
template <class Row> Result<std::vector<Row>> walk(bpf_link* link, const char* what)
{
    const UniqueFd iterator(bpf_iter_create(bpf_link__fd(link)));
    if (!iterator)
        return bpfFailure(what, errno);
    std::vector<Row> rows;
    std::vector<char> room(readAtOnce + sizeof(Row));
    std::size_t rest = 0;
    for (;;) {
        const ssize_t got = ::read(iterator.get(), room.data() + rest, readAtOnce);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            return bpfFailure(what, errno);
        if (got == 0)
            return rows;
        const std::size_t filled = rest + static_cast<std::size_t>(got);
        const std::size_t whole = filled / sizeof(Row);
        const std::size_t before = rows.size();
        if (before + whole > rowCap)
            return bpfFailure(what, E2BIG);
        rows.resize(before + whole);
        if (whole > 0)
            std::memcpy(rows.data() + before, room.data(), whole * sizeof(Row));
        rest = filled - whole * sizeof(Row);
        std::memmove(room.data(), room.data() + whole * sizeof(Row), rest);
    }
}

} // namespace

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
    return walk<ns_task_row>(m_programs->tasks, "read BPF iterator task");
}

Result<std::vector<ns_file_row>> TaskWalk::files() const
{
    return walk<ns_file_row>(m_programs->files, "read BPF iterator task_file");
}

} // namespace nsscope
