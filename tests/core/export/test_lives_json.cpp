// SPDX-License-Identifier: Apache-2.0
#include "core/export/lives_json.h"
#include "core/export/trash_json.h"
#include "tests/core/export/sample_snapshot.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

/// Life `id` of the run, the `step`th, from `born` to `left` ms.
Life lifeOf(std::uint32_t id, std::uint64_t inode, std::int32_t phase, std::int64_t bornMs)
{
    Life life;
    life.id = LifeId{id};
    life.ref = sampleRef(NsType::Net, inode, 100 + id);
    life.born = {{{bornMs * 1'000'000 - 5}, {bornMs * 1'000'000}}, "lab"};
    life.left = Moment{{{bornMs * 1'000'000 + 10}, {bornMs * 1'000'000 + 15}}, "lab"};
    life.labRun = 0;
    life.labStep = static_cast<std::int32_t>(id);
    life.labPhase = phase;
    life.lastSeen = life.born.when.to;
    return life;
}

Frame sampleFrame()
{
    Frame frame;
    auto run = std::make_shared<LabRun>();
    run->plan.experiment = "nsgarbage";
    run->plan.phases = {{"slow", "slow", 500'000'000}, {"fast", "fast", 10'000'000}};
    run->plan.pid = 41;
    frame.runs = {run};
    Life first = lifeOf(1, 20, 0, 1);
    first.obsolete = Moment{{{2'000'000}, {2'100'000}}, "handle"};
    first.destroyed = Moment{{{3'000'000}, {3'500'000}}, "quota"};
    Life second = lifeOf(2, 21, 0, 500);
    Life third = lifeOf(3, 20, 1, 1000);
    third.reuses = LifeId{1};
    Life original;
    original.id = LifeId{4};
    original.ref = initialNet;
    original.holders = {{sampleProcess(41, "nsscope-lab"), {0}, Instant{1'000'000}}};
    for (const Life& life : {first, second, third, original})
        frame.lives.push_back(std::make_shared<Life>(life));
    frame.cleanups = {{"cleanup_net", {1}, {2}, {3}}};
    frame.quota = {{NsType::Net, {{4}, {5}}, 1, true}};
    frame.witnesses = {{"quota", false, "no helper", "install it"}};
    frame.last = {2'000'000'000};
    return frame;
}

} // namespace

TEST(TrashJson, IsTheContractsObject)
{
    EXPECT_EQ(trashJson(sampleFrame(), 0, false),
              R"({"schema":"nsscope.trash/1","type":"net","original":{"type":"net","dev":4,"inode":4026531833,"id":1},)"
              R"("runs":[{"name":"slow","delay_ms":500,"distinct_inodes":2,"reused":0,"lives":[)"
              R"({"n":1,"namespace":{"type":"net","dev":4,"inode":20,"id":101},"born_ns":1000000,"left_ns":1000010,)"
              R"("obsolete":{"from_ns":2000000,"to_ns":2100000,"witness":"handle"},"teardown_started":null,)"
              R"("number_free":null,"destroyed":{"from_ns":3000000,"to_ns":3500000,"witness":"quota"},)"
              R"("memory_free":null,"reuses":null},)"
              R"({"n":2,"namespace":{"type":"net","dev":4,"inode":21,"id":102},"born_ns":500000000,"left_ns":500000010,)"
              R"("obsolete":null,"teardown_started":null,"number_free":null,"destroyed":null,"memory_free":null,)"
              R"("reuses":null}]},)"
              R"({"name":"fast","delay_ms":10,"distinct_inodes":1,"reused":1,"lives":[)"
              R"({"n":3,"namespace":{"type":"net","dev":4,"inode":20,"id":103},"born_ns":1000000000,"left_ns":1000000010,)"
              R"("obsolete":null,"teardown_started":null,"number_free":null,"destroyed":null,"memory_free":null,)"
              R"("reuses":1}]}],)"
              R"("cleanups":[{"function":"cleanup_net","queued_ns":1,"start_ns":2,"end_ns":3}],)"
              R"("quota_readings":[{"type":"net","from_ns":4,"to_ns":5,"limit":1,"refused":true}],)"
              R"("witnesses":[{"name":"quota","available":false,"reason":"no helper","remedy":"install it"}]})");
}

TEST(TrashJson, LeavesOutReuseOfLivesThatAreNotTheRuns)
{
    Frame frame = sampleFrame();
    Life other = *frame.lives[0];
    other.labRun = -1;
    frame.lives[0] = std::make_shared<Life>(other);
    const std::string text = trashJson(frame, 0, false);
    EXPECT_NE(text.find(R"("distinct_inodes":1,"reused":0)"), std::string::npos);
    EXPECT_NE(text.find(R"("n":2,"namespace":{"type":"net","dev":4,"inode":20)"), std::string::npos);
    EXPECT_EQ(text.find(R"("reuses":1)"), std::string::npos);
}

TEST(LivesJson, TellsEvidenceOwnersAndHolders)
{
    Frame frame = sampleFrame();
    Life life = *frame.lives[0];
    life.owner = NsLink::to(adaUser);
    life.holders = {{sampleProcess(41, "sh"), {1'000'000}, Instant{1'000'010}}};
    life.contradictions = {"quota says destroyed before handle says obsolete"};
    frame.lives = {std::make_shared<Life>(life)};
    const std::string text = livesJson(frame, false);
    EXPECT_TRUE(text.starts_with(R"({"schema":"nsscope.lives/1","host":{)"));
    EXPECT_NE(text.find(R"("reuses":null,"contradictions":["quota says destroyed before handle says obsolete"])"),
              std::string::npos);
    EXPECT_NE(text.find(R"("owner":{"type":"user","dev":4,"inode":4026532200,"id":4700})"), std::string::npos);
    EXPECT_NE(text.find(R"("holders":[{"from_ns":1000000,"to_ns":1000010,"holder":{"kind":"process","pid":41)"),
              std::string::npos);
    EXPECT_NE(text.find(R"("state":"destroyed")"), std::string::npos);
}
