// SPDX-License-Identifier: Apache-2.0
// What trash says about a run, from made-up frames.
#include "app/cli/trash_report.h"
#include "tests/units.h"

#include <gmock/gmock.h>

using namespace nsscope;
using testing::HasSubstr;

namespace
{

/// Lives of `numbers` in a phase, born `pace` apart from `from` on, each left when the next is made and its number
/// free `freeAfter` later.
void addPhase(Frame& frame, std::int32_t phase, const std::vector<std::uint64_t>& numbers, Instant from,
              std::int64_t pace, std::int64_t freeAfter)
{
    for (const std::uint64_t number : numbers) {
        Life life;
        life.id = LifeId{static_cast<std::uint32_t>(frame.lives.size() + 1)};
        life.ref = {NsType::Net, 4, number, 100 + frame.lives.size()};
        life.born = {{from, from}, "lab"};
        from = from + pace;
        life.left = Moment{{from, from}, "lab"};
        life.numberFree = Moment{{from, from + freeAfter}, "allocator"};
        life.labRun = 0;
        life.labPhase = phase;
        life.labStep = static_cast<std::int32_t>(frame.lives.size());
        frame.lives.push_back(std::make_shared<Life>(life));
    }
}

Frame emptyFrame()
{
    Frame frame;
    auto run = std::make_shared<LabRun>();
    run->plan.phases = {{"slow", "slow", 500 * ms}, {"fast", "fast", 10 * ms}};
    frame.runs = {run};
    frame.header.host.kernel = "6.18.1";
    return frame;
}

std::string report(const Frame& frame) { return trashReport(frame, 0, mechanismOf(NsType::Net, {6, 18})); }

} // namespace

TEST(TrashReport, TwoNumbersTakeTurnsAndThenPileUp)
{
    Frame frame = emptyFrame();
    addPhase(frame, 0, {1, 2, 1, 2}, {0}, 500 * ms, 30 * ms);
    addPhase(frame, 1, {1, 3, 4, 5}, {2'500 * ms}, 10 * ms, 30 * ms);
    const std::string text = report(frame);
    EXPECT_THAT(text, HasSubstr("The slow run made 4 namespaces with 2 different numbers: each is made before"));
    EXPECT_THAT(text, HasSubstr("The fast run made 4 namespaces with 4 different numbers: the kernel had not"));
    EXPECT_THAT(text, HasSubstr("known to be destroyed: 30.0 ms to 30.0 ms"));
    EXPECT_THAT(text, HasSubstr("Why (Linux 6.18.1)\n  One worker of the machine (cleanup_net)"));
}

TEST(TrashReport, NumbersThatOthersTookAreNotTheKernelsDelay)
{
    Frame frame = emptyFrame();
    addPhase(frame, 0, {1, 2, 3, 2}, {0}, 500 * ms, 30 * ms);
    addPhase(frame, 1, {1, 3, 4, 5}, {2'500 * ms}, 10 * ms, 30 * ms);
    EXPECT_THAT(report(frame), HasSubstr("3 different numbers: another program took numbers meanwhile"));
    Frame late = emptyFrame();
    addPhase(late, 0, {1, 2, 3, 1}, {0}, 500 * ms, 700 * ms);
    EXPECT_THAT(report(late), HasSubstr("3 different numbers: some were not yet free"));
}

TEST(TrashReport, FastRunThatWasNotFastProvesNothing)
{
    Frame frame = emptyFrame();
    addPhase(frame, 0, {1, 2, 1, 2}, {0}, 500 * ms, 30 * ms);
    addPhase(frame, 1, {1, 2, 1, 2}, {2'500 * ms}, 180 * ms, 30 * ms);
    EXPECT_THAT(report(frame), HasSubstr("too busy to run it fast, and made one only every 180 ms"));
}

TEST(TrashReport, ReuseAloneTellsNoTime)
{
    Frame frame = emptyFrame();
    addPhase(frame, 0, {1}, {0}, 500 * ms, 30 * ms);
    Life life = *frame.lives[0];
    life.numberFree->witness = "reuse";
    frame.lives[0] = std::make_shared<Life>(life);
    EXPECT_THAT(report(frame), HasSubstr("known only because their numbers came again"));
    life.numberFree.reset();
    frame.lives[0] = std::make_shared<Life>(life);
    EXPECT_THAT(report(frame), HasSubstr("not seen"));
}
