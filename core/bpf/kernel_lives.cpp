// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/kernel_lives.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

namespace nsscope
{

namespace
{

/// These tell every put, the others the last alone.
bool tellsEveryPut(NsType type) { return type == NsType::Ipc || type == NsType::Mnt || type == NsType::Pid; }

class LifeBuilder
{
public:
    void take(const ns_moment_record& record);
    std::vector<KernelLife> finish();

private:
    KernelLife* openLife(std::uint32_t inode)
    {
        const auto found = m_open.find(inode);
        return found == m_open.end() ? nullptr : &m_lives[found->second];
    }
    void put(KernelLife& life, NsType type, Instant at);

    std::vector<KernelLife> m_lives;
    std::map<std::uint32_t, std::size_t> m_open;                   ///< by number, until it is free
    std::map<NsType, std::vector<Instant>> m_counts;
    std::optional<Instant> m_cleanup;
};

void LifeBuilder::put(KernelLife& life, NsType type, Instant at)
{
    life.type = type;
    if (tellsEveryPut(type) || !life.lastPut)
        life.lastPut = at;
}

void LifeBuilder::take(const ns_moment_record& record)
{
    const Instant at{static_cast<std::int64_t>(record.at_ns)};
    const std::optional<NsType> type = nsTypeByCloneFlag(record.clone_flag);
    switch (record.moment) {
    case NS_NUMBER_TAKEN: {
        m_open[record.inum] = m_lives.size();
        KernelLife life;
        life.inode = record.inum;
        life.born = at;
        m_lives.push_back(life);
        return;
    }
    case NS_NUMBER_FREE:
        if (KernelLife* life = openLife(record.inum)) {
            life->numberFree = at;
            if (life->type == NsType::Net)
                life->cleanupBegan = m_cleanup;
            m_open.erase(record.inum);
        }
        return;
    case NS_PUT:
        if (KernelLife* life = openLife(record.inum); life && type)
            put(*life, *type, at);
        return;
    case NS_COUNT_BACK:
        if (type)
            m_counts[*type].push_back(at);
        return;
    case NS_CLEANUP_BEGINS:
        m_cleanup = at;
        return;
    default:
        return;
    }
}

std::vector<KernelLife> LifeBuilder::finish()
{
    std::map<NsType, std::vector<KernelLife*>> dead;
    for (KernelLife& life : m_lives) {
        // Of those whose every put is told, only the free number proves that one was the last.
        if (life.type && life.lastPut && (life.numberFree || !tellsEveryPut(*life.type)))
            dead[*life.type].push_back(&life);
        else
            life.lastPut.reset();
    }
    for (auto& [type, lives] : dead) {
        // Numbers and counts come back in the same order, whatever the order of the last references was.
        const auto order = [](const KernelLife* life) { return life->numberFree.value_or(Instant{INT64_MAX}); };
        std::stable_sort(lives.begin(), lives.end(), [&](const auto* a, const auto* b) {
            return std::pair(order(a), *a->lastPut) < std::pair(order(b), *b->lastPut);
        });
        const std::vector<Instant>& counts = m_counts[type];
        auto next = counts.begin();
        for (KernelLife* life : lives) {
            next = std::find_if(next, counts.end(), [life](Instant at) { return at >= *life->lastPut; });
            if (next == counts.end())
                break;
            life->countBack = *next++;
        }
    }
    return std::move(m_lives);
}

} // namespace

std::vector<KernelLife> kernelLives(const std::vector<ns_moment_record>& moments)
{
    LifeBuilder builder;
    for (const ns_moment_record& record : moments)
        builder.take(record);
    return builder.finish();
}

} // namespace nsscope
