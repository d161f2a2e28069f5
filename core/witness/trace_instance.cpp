// SPDX-License-Identifier: Apache-2.0
#include "core/witness/trace_instance.h"

#include "core/base/read_file.h"
#include "core/witness/tracefs.h"

#include <cerrno>
#include <charconv>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <sys/stat.h>

namespace nsscope
{

namespace
{

constexpr std::string_view namePrefix = "nsscope-";
constexpr int instancesOfAPurpose = 8; ///< at one time in one process
constexpr int removalTries = 1000;
constexpr timespec removalPause{0, 1'000'000};

std::uint64_t readStartTicks(const std::string& pid)
{
    const auto stat = readFileAt(AT_FDCWD, "/proc/" + pid + "/stat", 4096);
    return stat ? startTicksIn(*stat) : 0;
}

/// An instance whose maker is dead is nobody's any more.
void removeLeftovers(int instances)
{
    const int own = ::openat(instances, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, int (*)(DIR*)> list(own < 0 ? nullptr : ::fdopendir(own), &::closedir);
    if (!list)
        return;
    std::vector<std::string> stale;
    while (const dirent* entry = ::readdir(list.get())) {
        const InstanceOwner owner = instanceOwner(entry->d_name);
        if (owner.pid != 0 && readStartTicks(std::to_string(owner.pid)) != owner.startTicks)
            stale.emplace_back(entry->d_name);
    }
    for (const std::string& name : stale)
        ::unlinkat(instances, name.c_str(), AT_REMOVEDIR);
}

} // namespace

InstanceOwner instanceOwner(std::string_view name)
{
    if (!name.starts_with(namePrefix))
        return {};
    name.remove_prefix(namePrefix.size());
    InstanceOwner owner;
    const char* const end = name.data() + name.size();
    const auto pid = std::from_chars(name.data(), end, owner.pid);
    if (pid.ec != std::errc{} || pid.ptr == end || *pid.ptr != '-' || owner.pid <= 0)
        return {};
    const auto start = std::from_chars(pid.ptr + 1, end, owner.startTicks);
    if (start.ec != std::errc{} || start.ptr == end || *start.ptr != '-')
        return {};
    return owner;
}

std::uint64_t startTicksIn(std::string_view stat)
{
    // The name in parentheses may hold anything: count from the last one (proc_pid_stat(5), field 22).
    const std::size_t name = stat.rfind(')');
    if (name == std::string_view::npos)
        return 0;
    std::size_t at = name;
    for (int field = 2; field < 22 && at != std::string_view::npos; ++field)
        at = stat.find(' ', at + 1);
    if (at == std::string_view::npos)
        return 0;
    std::uint64_t ticks = 0;
    std::from_chars(stat.data() + at + 1, stat.data() + stat.size(), ticks);
    return ticks;
}

bool removeTraceInstance(const std::string& name)
{
    const auto tracefs = openTracefs();
    const UniqueFd instances(tracefs ? ::openat(tracefs->get(), "instances", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1);
    if (!instances)
        return false;
    for (int i = 0; i < removalTries; ++i) {
        if (::unlinkat(instances.get(), name.c_str(), AT_REMOVEDIR) == 0 || errno == ENOENT)
            return true;
        if (errno != EBUSY)
            return false;
        ::nanosleep(&removalPause, nullptr);
    }
    return false;
}

Result<TraceInstance> TraceInstance::make(const std::string& purpose, const std::string& labProgram)
{
    const auto tracefs = openTracefs();
    if (!tracefs)
        return tl::make_unexpected(tracefs.error());
    return makeIn(tracefs->get(), purpose, labProgram);
}

Result<TraceInstance> TraceInstance::makeIn(int tracefs, const std::string& purpose, const std::string& labProgram)
{
    UniqueFd instances(::openat(tracefs, "instances", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!instances)
        return errnoFailure("open", "tracefs instances");
    removeLeftovers(instances.get());
    const std::string first = fmt::format("{}{}-{}-{}", namePrefix, ::getpid(), readStartTicks("self"), purpose);
    std::string name = first;
    for (int i = 2; ::mkdirat(instances.get(), name.c_str(), 0700) != 0; ++i) {
        if (errno != EEXIST || i > instancesOfAPurpose)
            return errnoFailure("mkdir", "tracefs instances/" + name);
        name = fmt::format("{}-{}", first, i);
    }
    UniqueFd directory(::openat(instances.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    TraceInstance instance(std::move(instances), name, std::move(directory));
    if (!labProgram.empty()) {
        if (auto sweeper = ProbeProcess::start(labProgram, {"sweep", name}))
            instance.m_sweeper = std::move(*sweeper);
    }
    if (const Status clock = instance.write("trace_clock", "boot"); !clock)
        return tl::make_unexpected(clock.error());
    if (const Status size = instance.write("buffer_size_kb", "256"); !size)
        return tl::make_unexpected(size.error());
    return instance;
}

TraceInstance::TraceInstance(UniqueFd instances, std::string name, UniqueFd directory)
    : m_instances(std::move(instances)), m_name(std::move(name)), m_directory(std::move(directory))
{
}

TraceInstance& TraceInstance::operator=(TraceInstance&& other) noexcept
{
    if (this != &other) {
        remove();
        m_instances = std::move(other.m_instances);
        m_name = std::move(other.m_name);
        m_directory = std::move(other.m_directory);
        m_reader = std::move(other.m_reader);
        m_enabled = std::move(other.m_enabled);
        m_sweeper = std::move(other.m_sweeper);
    }
    return *this;
}

TraceInstance TraceInstance::reading(UniqueFd pipe)
{
    TraceInstance instance;
    instance.m_reader = TraceReader(std::move(pipe));
    return instance;
}

TraceInstance::~TraceInstance() { remove(); }

void TraceInstance::remove()
{
    if (!m_instances)
        return;
    m_reader = {};
    for (const std::string& event : m_enabled)
        (void)write("events/" + event + "/enable", "0");
    m_directory.reset();
    ::unlinkat(m_instances.get(), m_name.c_str(), AT_REMOVEDIR);
    m_instances.reset();
    m_sweeper.reset();
}

Status TraceInstance::filter(const std::string& event, const std::string& text)
{
    return write("events/" + event + "/filter", text);
}

Status TraceInstance::enable(const std::string& event)
{
    m_enabled.push_back(event);
    return write("events/" + event + "/enable", "1");
}

Status TraceInstance::start()
{
    UniqueFd pipe(::openat(m_directory.get(), "trace_pipe", O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!pipe)
        return errnoFailure("open", "trace_pipe");
    m_reader = TraceReader(std::move(pipe));
    return {};
}

Status TraceInstance::write(const std::string& file, std::string_view text)
{
    const UniqueFd fd(::openat(m_directory.get(), file.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC));
    if (!fd)
        return errnoFailure("open", "tracefs " + file);
    return writeAll(fd.get(), text, "tracefs " + file);
}

} // namespace nsscope
