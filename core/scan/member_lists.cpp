// SPDX-License-Identifier: Apache-2.0
#include "core/scan/member_lists.h"

#include "core/scan/scan_run.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace nsscope
{

namespace
{

template <class Use> void forEachMembership(const NsLinks& links, Use use)
{
    for (const NsSlotRow& row : nsSlotTable()) {
        if (!row.forChildren && links[row.slot] != NsTable::none)
            use(links[row.slot]);
    }
}

/// In which sets of links each namespace is, ascending.
class SetsOf
{
public:
    SetsOf(const ScanRun& run, const std::vector<std::uint32_t>& members) : m_first(run.namespaces.size() + 1)
    {
        const auto forEach = [&](auto use) {
            for (std::uint32_t set = 0; set < run.linkSets.size(); ++set) {
                if (members[set] != 0)
                    forEachMembership(run.linkSets[set], [&](std::uint32_t ns) { use(ns, set); });
            }
        };
        forEach([this](std::uint32_t ns, std::uint32_t) { ++m_first[ns + 1]; });
        for (std::size_t ns = 1; ns < m_first.size(); ++ns)
            m_first[ns] += m_first[ns - 1];
        m_sets.resize(m_first.back());
        std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
        forEach([&](std::uint32_t ns, std::uint32_t set) { m_sets[next[ns]++] = set; });
    }

    std::span<const std::uint32_t> operator[](std::uint32_t ns) const
    {
        return {m_sets.data() + m_first[ns], m_first[ns + 1] - m_first[ns]};
    }

private:
    std::vector<std::uint32_t> m_first; ///< in m_sets, by namespace
    std::vector<std::uint32_t> m_sets;
};

std::uint64_t hashOf(std::span<const std::uint32_t> sets)
{
    std::uint64_t hash = sets.size();
    for (const std::uint32_t set : sets) {
        hash = (hash ^ set) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    return hash;
}

/// For each namespace the first one that has the same members.
std::vector<std::uint32_t> firstOfSame(const ScanRun& run, const SetsOf& setsOf)
{
    std::vector<std::uint32_t> first(run.namespaces.size());
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    for (std::uint32_t ns = 0; ns < first.size(); ++ns) {
        const auto sets = setsOf[ns];
        // One that has holders already keeps a list of its own.
        const bool free = !sets.empty() && run.namespaces[ns].info.holders.empty();
        const std::uint32_t same = free ? known.try_emplace(hashOf(sets), ns).first->second : ns;
        first[ns] = std::ranges::equal(sets, setsOf[same]) ? same : ns;
    }
    return first;
}

} // namespace

void addMembers(ScanRun& run)
{
    std::vector<std::uint32_t> members(run.linkSets.size()); // processes, by set
    for (const TaskRow& task : run.tasks)
        ++members[task.linkSet];
    const SetsOf setsOf(run, members);
    const std::vector<std::uint32_t> first = firstOfSame(run, setsOf);
    for (std::uint32_t ns = 0; ns < first.size(); ++ns) {
        NamespaceInfo& info = run.namespaces[ns].info;
        std::uint32_t count = 0;
        for (const std::uint32_t set : setsOf[ns])
            count += members[set];
        info.processes += count;
        if (count != 0 && first[ns] == ns)
            info.holders.reserve(info.holders.size() + count);
    }
    for (const TaskRow& task : run.tasks) {
        forEachMembership(run.linksOf(task), [&](std::uint32_t ns) {
            if (first[ns] == ns)
                run.addHolder(ns, task.holder);
        });
    }
    for (std::uint32_t ns = 0; ns < first.size(); ++ns) {
        if (first[ns] != ns)
            run.namespaces[ns].info.holders = run.namespaces[first[ns]].info.holders;
    }
}

} // namespace nsscope
