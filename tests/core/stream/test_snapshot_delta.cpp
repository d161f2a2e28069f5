// SPDX-License-Identifier: Apache-2.0
// What changed between two snapshots, and the way back: for any two snapshots, the change applied to the first gives
// the second.
#include "core/model/snapshot_delta.h"
#include "core/stream/fact_codec.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace nsscope
{

namespace
{

class RandomSnapshots
{
public:
    explicit RandomSnapshots(std::uint32_t seed) : m_random(seed) {}

    Snapshot next()
    {
        Snapshot snapshot;
        snapshot.start = {m_start += 1000};
        for (std::uint64_t inode = 1; inode <= 12; ++inode) {
            for (const std::uint64_t id : pick(0, 7) == 0 ? std::vector{id0(), id0() + 100} : std::vector{id0()}) {
                if (pick(0, 2) == 0)
                    continue;
                NamespaceInfo info;
                info.ref = {inode % 2 ? NsType::Net : NsType::Uts, 4, inode, id};
                info.processes = static_cast<std::uint32_t>(pick(0, 2));
                if (pick(0, 3) == 0)
                    info.names = {"name" + std::to_string(pick(0, 2))};
                for (int i = pick(0, 6); i > 0; --i)
                    info.holders.push_back(holder());
                info.holders.sort(true);
                snapshot.namespaces.push_back(info);
            }
        }
        std::sort(snapshot.namespaces.begin(), snapshot.namespaces.end(),
                  [](const NamespaceInfo& a, const NamespaceInfo& b) { return a.ref < b.ref; });
        return snapshot;
    }

private:
    int pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(m_random); }
    std::uint64_t id0() { return static_cast<std::uint64_t>(pick(0, 3)); }
    Holder holder()
    {
        Holder h;
        h.kind = pick(0, 1) ? HolderKind::Process : HolderKind::BindMount;
        h.pid = pick(1, 9);
        h.path = pick(0, 1) ? "/a" : "/b";
        h.comm = pick(0, 1) ? "one" : "two";
        return h;
    }

    std::mt19937 m_random;
    std::int64_t m_start = 0;
};

} // namespace

TEST(SnapshotDelta, AppliedToTheFirstGivesTheSecond)
{
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        RandomSnapshots random(seed);
        Snapshot before = random.next();
        Snapshot rebuilt;
        applyScan(rebuilt, deltaBetween(nullptr, before));
        ASSERT_TRUE(rebuilt.namespaces == before.namespaces) << seed;
        for (int i = 0; i < 10; ++i) {
            const Snapshot now = random.next();
            const ScanFact fact = deltaBetween(&before, now);
            applyScan(rebuilt, std::get<ScanFact>(**decodeFact(encodeFact(fact))));
            ASSERT_TRUE(rebuilt.namespaces == now.namespaces) << "seed " << seed << " step " << i << ": " << encodeFact(fact);
            EXPECT_EQ(rebuilt.start, now.start);
            before = now;
        }
    }
}

TEST(SnapshotDelta, NothingChangedIsNothing)
{
    const Snapshot one = RandomSnapshots(4).next();
    const ScanFact fact = deltaBetween(&one, one);
    EXPECT_TRUE(fact.changed.empty());
    EXPECT_TRUE(fact.gone.empty());
    EXPECT_FALSE(fact.first);
}

TEST(SnapshotDelta, SameNumberWithAnotherIdIsOneGoneAndOneNew)
{
    Snapshot before;
    before.namespaces.resize(1);
    before.namespaces[0].ref = {NsType::Net, 4, 100, 7};
    Snapshot now = before;
    now.namespaces[0].ref.id = 8;
    const ScanFact fact = deltaBetween(&before, now);
    ASSERT_EQ(fact.changed.size(), 1u);
    EXPECT_TRUE(fact.changed[0].whole);
    EXPECT_EQ(fact.gone, std::vector{before.namespaces[0].ref});
}

TEST(SnapshotDelta, FactsInAWrongOrderDoNoHarm)
{
    Snapshot snapshot;
    ScanFact fact;
    fact.gone = {{NsType::Net, 4, 100, 7}};
    fact.changed.resize(1);
    fact.changed[0].whole = false;
    fact.changed[0].info.ref = {NsType::Net, 4, 101, 8};
    fact.changed[0].info.holders.push_back(Holder{});
    fact.changed[0].goneHolders.resize(3);
    applyScan(snapshot, fact);
    ASSERT_EQ(snapshot.namespaces.size(), 1u);
    EXPECT_EQ(snapshot.namespaces[0].holders.size(), 1u);
}

TEST(SnapshotDelta, TellsAllWhereThatIsShorter)
{
    Snapshot before;
    before.namespaces.resize(1);
    NamespaceInfo& info = before.namespaces[0];
    for (int pid = 1; pid <= 3; ++pid) {
        Holder holder;
        holder.kind = HolderKind::Process;
        holder.pid = pid;
        info.holders.push_back(holder);
    }
    Snapshot now = before;
    now.namespaces[0].holders.truncate(2);
    EXPECT_FALSE(deltaBetween(&before, now).changed.at(0).whole) << "one went of three";
    now.namespaces[0].holders.truncate(1);
    EXPECT_TRUE(deltaBetween(&before, now).changed.at(0).whole) << "two went, one is left";
    EXPECT_TRUE(deltaBetween(&before, now).changed.at(0).goneHolders.empty());
}

} // namespace nsscope
