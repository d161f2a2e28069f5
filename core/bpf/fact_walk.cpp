// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/fact_walk.h"

#include "core/bpf/bpf_fault.h"
#include "core/bpf/facts.h"
#include "core/bpf/files.h"
#include "core/bpf/iterator_rows.h"
#include "core/bpf/light_walks.h"
#include "core/model/ns_type.h"

#include <algorithm>
#include <bpf/libbpf.h>
#include <cerrno>
#include <facts.skel.h>
#include <files.skel.h>
#include <fmt/format.h>
#include <string_view>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>

namespace nsscope
{

namespace
{

struct Facts
{
    using Object = facts_bpf;
    static constexpr const char* what = "BPF iterator task";
    static int loadLight() { return nsscope_load_light_facts(); }
    static Object* open() { return facts_bpf__open(); }
    static int load(Object* object) { return facts_bpf__load(object); }
    static void destroy(Object* object) { facts_bpf__destroy(object); }
    static bpf_program* program(const Object* object) { return object->progs.each_fact; }
};

struct Files
{
    using Object = files_bpf;
    static constexpr const char* what = "BPF iterator task_file";
    static int loadLight() { return nsscope_load_light_files(); }
    static Object* open() { return files_bpf__open(); }
    static int load(Object* object) { return files_bpf__load(object); }
    static void destroy(Object* object) { files_bpf__destroy(object); }
    static bpf_program* program(const Object* object) { return object->progs.each_file; }
};

/// A program of either kind with its link.
template <class Kind> class IteratorProgram
{
public:
    IteratorProgram() = default;
    IteratorProgram(const IteratorProgram&) = delete;
    IteratorProgram& operator=(const IteratorProgram&) = delete;
    ~IteratorProgram()
    {
        bpf_link__destroy(m_link);
        if (m_object != nullptr)
            Kind::destroy(m_object);
    }

    Status load()
    {
        if (linkFd() >= 0)
            return {};
        const int light = Kind::loadLight();
        if (light >= 0) {
            m_light.reset(light);
            return {};
        }
        // What is refused would be refused to libbpf too, twenty times as late.
        if (light == -EPERM || light == -EACCES)
            return failed("load", light);
        m_object = m_object == nullptr ? Kind::open() : m_object;
        if (m_object == nullptr)
            return failed("open", errno);
        if (const int error = Kind::load(m_object))
            return failed("load", error);
        m_link = bpf_program__attach_iter(Kind::program(m_object), nullptr);
        return m_link != nullptr ? Status() : failed("attach", errno);
    }
    int linkFd() const { return m_link != nullptr ? bpf_link__fd(m_link) : m_light.get(); }

private:
    static Status failed(const char* how, int error) { return bpfFailure(fmt::format("{} {}", how, Kind::what), error); }

    UniqueFd m_light; ///< of the kernel's own loading
    typename Kind::Object* m_object = nullptr; ///< of libbpf's, where the kernel cannot
    bpf_link* m_link = nullptr;
};

bool inInitial(NsType type)
{
    struct stat st = {};
    const std::string path = fmt::format("/proc/self/ns/{}", nsTypeName(type));
    return ::stat(path.c_str(), &st) == 0 && st.st_ino == nsTypeRow(type).initialInode;
}

/// As /proc tells the same (fs/proc/array.c): clock ticks.
std::uint64_t ticksOf(std::uint64_t ns)
{
    static const auto tick = 1'000'000'000u / static_cast<std::uint64_t>(std::max(1L, ::sysconf(_SC_CLK_TCK)));
    return ns / tick;
}

TaskFacts factsOf(const fact_row& row)
{
    TaskFacts facts;
    facts.pid = static_cast<std::int32_t>(row.pid);
    facts.tid = static_cast<std::int32_t>(row.tid);
    for (const auto& [type, slot] : {std::pair{NsType::Cgroup, NS_CGROUP}, std::pair{NsType::Ipc, NS_IPC},
                                     std::pair{NsType::Mnt, NS_MNT}, std::pair{NsType::Net, NS_NET},
                                     std::pair{NsType::Pid, NS_PID}, std::pair{NsType::Time, NS_TIME},
                                     std::pair{NsType::User, NS_USER}, std::pair{NsType::Uts, NS_UTS}})
        facts.numbers[static_cast<std::size_t>(type)] = row.inum[slot];
    facts.pidForChildren = row.inum[NS_PID_CHILDREN];
    facts.timeForChildren = row.inum[NS_TIME_CHILDREN];
    facts.uid = row.uid;
    facts.threads = std::max(row.threads, 1u);
    facts.startTicks = ticksOf(row.start);
    facts.kernelThread = (row.flags & FACT_KERNEL_THREAD) != 0;
    facts.ended = (row.flags & FACT_ENDED) != 0;
    facts.ownTable = (row.flags & FACT_OWN_FILES) != 0;
    // Whether a namespace without a first process is told depends on the kernel, and the name of a worker is made when it
    // is read.
    facts.whole = (row.flags & FACT_UNBORN) == 0 && !facts.kernelThread && row.level < FACT_PIDS;
    static_assert(sizeof row.comm == std::tuple_size_v<decltype(facts.comm)>);
    std::copy(std::begin(row.comm), std::end(row.comm), facts.comm.begin());
    static_assert(FACT_PIDS == std::tuple_size_v<decltype(facts.nsPids)>);
    if (row.level > 0 && facts.whole) {
        facts.nsPidCount = static_cast<std::uint8_t>(row.level + 1);
        std::copy_n(std::begin(row.pids), facts.nsPidCount, facts.nsPids.begin());
    }
    return facts;
}

} // namespace

struct FactWalk::Programs
{
    IteratorProgram<Facts> facts;
    IteratorProgram<Files> files; ///< loaded when it is first asked for
};

FactWalk::FactWalk(std::unique_ptr<Programs> programs) : m_programs(std::move(programs)) {}
FactWalk::~FactWalk() = default;

Result<std::unique_ptr<FactWalk>> FactWalk::load()
{
    for (const NsType type : {NsType::Pid, NsType::User, NsType::Time}) {
        if (!inInitial(type))
            return failure(fmt::format("the kernel's walk tells what the initial {} namespace sees, and this is another",
                                       nsTypeName(type)),
                           {}, 0, "start nsscope-cli outside containers");
    }
    quietLibbpf();
    auto programs = std::make_unique<Programs>();
    if (const Status loaded = programs->facts.load(); !loaded)
        return tl::unexpected(loaded.error());
    return std::unique_ptr<FactWalk>(new FactWalk(std::move(programs)));
}

Result<std::vector<TaskStamp>> FactWalk::tasks()
{
    return failure("the kernel's walk of facts has no stamps");
}

Status FactWalk::eachFact(const std::function<void(const TaskFacts&)>& use)
{
    return eachIteratorRow<fact_row>(m_programs->facts.linkFd(), "read BPF iterator task",
                                     [&](const fact_row& row) { use(factsOf(row)); });
}

Status FactWalk::eachFile(const std::function<void(const FileFacts&)>& use)
{
    if (const Status loaded = m_programs->files.load(); !loaded)
        return loaded;
    return eachIteratorRow<file_row>(m_programs->files.linkFd(), "read BPF iterator task_file", [&](const file_row& row) {
        use({static_cast<std::int32_t>(row.pid), static_cast<std::int32_t>(row.fd), row.net});
    });
}

} // namespace nsscope
