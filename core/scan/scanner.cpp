// SPDX-License-Identifier: Apache-2.0
#include "core/scan/scanner.h"

#include "core/scan/host_info.h"
#include "core/scan/scan_run.h"
#include "core/scan/user_names.h"

#include <algorithm>

namespace nsscope
{

namespace
{

/// In this order: links of leaders first, because they are cheap and show most; threads need the leaders' links; a
/// socket's or a watch's namespace is known again by the ids that the first collectIdentity asks; the kernel's list of
/// mount namespaces comes before the mounts in them; the second collectIdentity asks what only fds and mounts hold;
/// unknown is what all of them leave unexplained; relations need all owners and parents.
struct Collector
{
    ScanDepth depth; ///< the least depth that it belongs to
    void (*collect)(ScanRun&);
};
constexpr Collector collectors[] = {
    {ScanDepth::Tasks, collectProcesses},
    {ScanDepth::Tasks, collectThreads},
    {ScanDepth::Tasks, collectForChildren},
    {ScanDepth::Tasks, collectIdentity},
    {ScanDepth::Everything, collectFdTables},
    {ScanDepth::Everything, collectNsFds},
    {ScanDepth::Everything, collectSockets},
    {ScanDepth::Everything, collectMarks},
    {ScanDepth::Everything, collectRings},
    {ScanDepth::Everything, collectPidfds},
    {ScanDepth::Everything, collectProcFiles},
    {ScanDepth::Everything, collectMountNamespaces},
    {ScanDepth::Everything, collectMounts},
    {ScanDepth::Everything, collectShm},
    {ScanDepth::Everything, collectIdentity},
    {ScanDepth::Everything, collectUnknown},
    {ScanDepth::Tasks, collectRelations},
    {ScanDepth::Tasks, collectNames},
};

void sortHolders(std::vector<Holder>& holders)
{
    if (!std::is_sorted(holders.begin(), holders.end(), holderBefore))
        std::sort(holders.begin(), holders.end(), holderBefore);
}

/// Moves what the run found into `snapshot`, sorted, without namespaces that nothing holds.
void publish(ScanRun& run, UserNames& users, Snapshot& snapshot)
{
    snapshot.namespaces.clear();
    snapshot.namespaces.reserve(run.namespaces.size());
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        NamespaceInfo& info = run.namespaces[i].info;
        if (info.holders.empty())
            continue;
        sortHolders(info.holders);
        info.initial = isInitial(info.ref);
        if (info.ownerUid && run.proc.live())
            info.ownerUser = users.nameOf(*info.ownerUid);
        snapshot.namespaces.push_back(std::move(info));
    }
    std::sort(snapshot.namespaces.begin(), snapshot.namespaces.end(),
              [](const NamespaceInfo& a, const NamespaceInfo& b) { return a.ref < b.ref; });
}

std::vector<NsRef> idsOf(const Snapshot& snapshot)
{
    std::vector<NsRef> refs;
    for (const NamespaceInfo& info : snapshot.namespaces) {
        if (info.ref.id != 0)
            refs.push_back(info.ref);
    }
    return refs;
}

/// Removes a process's holders; the result tells for each namespace whether it had one.
std::vector<bool> takeHoldersOf(ScanRun& run, std::int32_t pid)
{
    std::vector<bool> had(run.namespaces.size());
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        NamespaceInfo& info = run.namespaces[i].info;
        for (const Holder& holder : info.holders) {
            if (holder.pid != pid)
                continue;
            had[i] = true;
            info.processes -= holder.kind == HolderKind::Process;
            info.threads -= holder.kind == HolderKind::Thread;
        }
        std::erase_if(info.holders, [pid](const Holder& holder) { return holder.pid == pid; });
    }
    return had;
}

/// The number of a namespace that the process alone held, or did not hold before, may mean another one by now.
void askAgain(ScanRun& run, std::int32_t pid, const std::vector<bool>& before)
{
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        bool own = false;
        bool others = false;
        for (const Holder& holder : run.namespaces[i].info.holders) {
            own |= holder.pid == pid;
            others |= holder.pid != pid;
        }
        if (own && (!others || i >= before.size() || !before[i]))
            run.namespaces[i].asked = false;
    }
}

} // namespace

struct Scanner::Memory
{
    UserNames users;
    ScanMemory scan;
};

Scanner::Scanner(ScanOptions options) : m_options(std::move(options)), m_memory(std::make_unique<Memory>()) {}
Scanner::~Scanner() = default;
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;

Result<Snapshot> Scanner::scan()
{
    Snapshot snapshot;
    snapshot.start = m_options.clock();
    snapshot.startUtcNs = utcNowNs();
    const auto reader = ProcReader::open(m_options.procRoot);
    if (!reader)
        return tl::unexpected(reader.error());
    snapshot.host = readHostInfo(*reader);

    m_memory->scan.recall.turn();
    if (!m_options.incremental)
        m_memory->scan.tasks.clear();
    ScanRun run(*reader, m_memory->scan);
    for (const Collector& collector : collectors) {
        if (collector.depth <= m_options.depth)
            collector.collect(run);
    }
    run.remember();
    publish(run, m_memory->users, snapshot);
    m_memory->scan.known = idsOf(snapshot);
    snapshot.tasks = run.counts;
    snapshot.gaps = run.gaps.take();
    snapshot.durationNs = m_options.clock() - snapshot.start;
    return snapshot;
}

Snapshot Scanner::rescanProcess(const Snapshot& last, std::int32_t pid)
{
    Snapshot snapshot = last;
    snapshot.start = m_options.clock();
    snapshot.startUtcNs = utcNowNs();
    const auto reader = ProcReader::open(m_options.procRoot);
    if (!reader)
        return snapshot;

    ScanMemory none;
    ScanRun run(*reader, none);
    for (NamespaceInfo& info : snapshot.namespaces)
        run.namespaces.add(std::move(info));
    const std::vector<bool> before = takeHoldersOf(run, pid);
    collectProcess(run, pid);
    collectThreads(run);
    collectForChildren(run);
    askAgain(run, pid, before);
    collectIdentity(run);
    collectRelations(run);
    collectNames(run);
    publish(run, m_memory->users, snapshot);
    for (const NsRef& ref : idsOf(snapshot)) {
        if (!std::binary_search(m_memory->scan.known.begin(), m_memory->scan.known.end(), ref))
            m_memory->scan.known.insert(std::lower_bound(m_memory->scan.known.begin(), m_memory->scan.known.end(), ref), ref);
    }
    snapshot.durationNs = m_options.clock() - snapshot.start;
    return snapshot;
}

} // namespace nsscope
