// SPDX-License-Identifier: Apache-2.0
#include "core/scan/scanner.h"

#include "core/base/read_file.h"
#include "core/scan/hidden_tasks.h"
#include "core/scan/host_info.h"
#include "core/scan/label_table.h"
#include "core/scan/scan_run.h"
#include "core/scan/task_stamps.h"
#include "core/scan/user_names.h"

#include <algorithm>
#include <fcntl.h>
#include <iterator>
#include <utility>

namespace nsscope
{

namespace
{

struct Collector
{
    ScanDepth depth; ///< the least depth that it belongs to
    void (*collect)(ScanRun&);
};

/// In this order: links of leaders first, because they are cheap and show most; threads need the leaders'
/// links; a socket's or a watch's namespace is known again by the ids that the first collectIdentity asks;
/// the kernel's list of mount namespaces comes before the mounts in them; the second collectIdentity asks
/// what only fds and mounts hold; unknown is what all of them leave unexplained; relations need all owners
/// and parents.
// clang-format off
constexpr Collector collectors[] = {
    {ScanDepth::Tasks, collectProcesses},
    {ScanDepth::Tasks, collectThreads},
    {ScanDepth::Tasks, countHidden},
    {ScanDepth::Tasks, collectTaskHolders},
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
    {ScanDepth::Tasks, [](ScanRun& run) { collectNames(run); }},
    {ScanDepth::Everything, collectTraits},
};
// clang-format on

/// Moves what the run found into `snapshot`, sorted, without namespaces that nothing holds.
void publish(ScanRun& run, UserNames& users, const LabelTable& labels, Snapshot& snapshot)
{
    snapshot.namespaces.clear();
    snapshot.namespaces.reserve(run.namespaces.size());
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        NamespaceInfo& info = run.namespaces[i].info;
        if (info.holders.empty())
            continue;
        info.holders.sort();
        if (info.ownerUid && run.proc.live())
            info.ownerUser = users.nameOf(*info.ownerUid);
        info.traits.label = labels.labelOf(info);
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

std::vector<NsRef> merged(const std::vector<NsRef>& a, const std::vector<NsRef>& b)
{
    std::vector<NsRef> all;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    return all;
}

} // namespace

struct Scanner::Memory
{
    UserNames users;
    LabelTable labels;
    bool labelsRead = false;
    ScanMemory scan;

    /// Once; a file that is not there, or too big, has no labels.
    void readLabels(const std::string& file, const std::string& bootId)
    {
        if (std::exchange(labelsRead, true) || file.empty())
            return;
        if (const auto text = readFileAt(AT_FDCWD, file, LabelTable::fileCap))
            labels = LabelTable(*text, bootId);
    }
};

Scanner::Scanner(ScanOptions options) : m_options(std::move(options)), m_memory(std::make_unique<Memory>())
{
    m_memory->scan.source = std::move(m_options.tasks);
}
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
    m_memory->readLabels(m_options.labelFile, snapshot.host.bootId);

    m_memory->scan.recall.turn();
    ScanRun run(*reader, m_memory->scan, m_options.incremental, m_options.runner);
    for (const Collector& collector : collectors) {
        if (collector.depth <= m_options.depth)
            collector.collect(run);
    }
    if (!reader->live() && run.tasks.empty())
        return failure("scan", m_options.procRoot, 0, "no procfs is mounted there, and it holds no captured tree");
    if (m_options.incremental) {
        confirmMarks(run);
        run.remember();
    } else {
        run.forgetTasks();
    }
    publish(run, m_memory->users, m_memory->labels, snapshot);
    m_memory->scan.known = idsOf(snapshot);
    snapshot.tasks = run.counts;
    snapshot.gaps = run.gaps.take();
    snapshot.durationNs = m_options.clock() - snapshot.start;
    return snapshot;
}

std::optional<Error> Scanner::takeLostSource()
{
    return std::exchange(m_memory->scan.lostSource, std::nullopt);
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
    nsscope::rescanProcess(run, pid, m_options.depth);
    publish(run, m_memory->users, m_memory->labels, snapshot);
    m_memory->scan.known = merged(m_memory->scan.known, idsOf(snapshot));
    snapshot.durationNs = m_options.clock() - snapshot.start;
    return snapshot;
}

} // namespace nsscope
