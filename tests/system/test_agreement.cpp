// SPDX-License-Identifier: Apache-2.0
// All witnesses of one run tell one story: what they say agrees in order and within their intervals, run after run.
#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"
#include "core/witness/ns_handle.h"
#include "tests/system/program_run.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

using namespace nsscope;
using testing::IsEmpty;

namespace
{

constexpr int runs = 50;
constexpr std::int64_t patience = 200'000'000'000; // ns; a busy machine gets no further than it gets
constexpr unsigned nobody = 65534;
/// Trace clock and system clock read the same hardware but round differently.
constexpr std::int64_t clockStep = 20'000;

/// Plays the experiment; `watch` sees each fact as it comes.
FramePtr play(std::optional<unsigned> uid, const std::function<void(const Fact&)>& watch = {})
{
    ProgramRun run({"trash", "--record", "-", "--slow-ms", "40", "--gap-ms", "20", "--fast-ms", "4", "--count", "3"},
                   {uid, {}});
    StreamReader reader;
    FrameBuilder builder;
    while (const auto line = run.readLine()) {
        const auto facts = reader.feed(*line + "\n");
        EXPECT_TRUE(facts);
        for (const Fact& fact : facts ? *facts : std::vector<Fact>()) {
            builder.add(fact);
            if (watch)
                watch(fact);
        }
    }
    EXPECT_EQ(run.finish(), 0) << run.errors();
    return builder.frame();
}

/// Runs that can be matched begin and end while they are watched; the interval has their bounds.
bool inOneOf(const std::vector<Cleanup>& cleanups, const Interval& when)
{
    return std::any_of(cleanups.begin(), cleanups.end(), [&](const Cleanup& run) {
        return run.function == "cleanup_net" && run.start.ns - clockStep <= when.from.ns &&
               when.to.ns <= run.end.ns + clockStep;
    });
}

bool named(const std::optional<Moment>& moment, const std::string& witness)
{
    return moment && (moment->witness == witness ||
                      std::find(moment->narrowedBy.begin(), moment->narrowedBy.end(), witness) != moment->narrowedBy.end());
}

std::vector<const Life*> trashed(const Frame& frame)
{
    std::vector<const Life*> lives;
    for (const auto& life : frame.lives) {
        if (life->labRun >= 0 && life->labPhase >= 0)
            lives.push_back(life.get());
    }
    return lives;
}

/// On a busy machine the gauge may come too late to join the experiment's user namespace; that has to be said.
bool gaugeWasReadOrSaysWhyNot(const Frame& frame)
{
    if (!frame.quota.empty())
        return frame.quota.front().refused;
    return std::any_of(frame.witnesses.begin(), frame.witnesses.end(), [](const WitnessInfo& witness) {
        return witness.name == "quota" && !witness.available && !witness.reason.empty();
    });
}

void expectOrder(const Life& life)
{
    EXPECT_THAT(life.contradictions, IsEmpty());
    ASSERT_TRUE(life.left && life.obsolete);
    EXPECT_GE(life.obsolete->when.to, life.left->when.from);
    const Moment* before = &*life.obsolete;
    for (const auto* moment : {&life.teardownStarted, &life.numberFree, &life.destroyed}) {
        if (!*moment)
            continue;
        EXPECT_GE((*moment)->when.to, before->when.from) << witnessText(**moment) << " before " << witnessText(*before);
        EXPECT_LE((*moment)->when.from, (*moment)->when.to);
        before = &**moment;
    }
}

} // namespace

TEST(Agreement, FiftyRunsAsRoot)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "the kernel's clean-up runs are root's to see";
    if (readHandleSupport().meaning != HandleMeaning::Reference)
        GTEST_SKIP() << "this kernel's file handles do not tell when the last reference goes";
    std::size_t lives = 0;
    std::size_t inRun = 0;
    std::size_t byQuota = 0;
    std::size_t byNsid = 0;
    const Instant begin = bootNow();
    std::size_t done = 0;
    for (; done < runs && bootNow() - begin < patience; ++done) {
        SCOPED_TRACE(done);
        const FramePtr frame = play(std::nullopt);
        for (const Life* life : trashed(*frame)) {
            ++lives;
            ASSERT_NO_FATAL_FAILURE(expectOrder(*life));
            if (life->destroyed && named(life->destroyed, "workqueue") && inOneOf(frame->cleanups, life->destroyed->when))
                ++inRun;
            byQuota += named(life->destroyed, "quota") || named(life->numberFree, "quota");
            byNsid += named(life->teardownStarted, "nsid");
        }
        EXPECT_TRUE(gaugeWasReadOrSaysWhyNot(*frame));
    }
    RecordProperty("lives", std::to_string(lives));
    EXPECT_EQ(lives, 6 * done);
    EXPECT_GE(done, 10u) << "runs";
    // One that died as a run began may have gone in that run or the next: its interval covers both.
    EXPECT_GE(inRun, lives * 9 / 10) << "of " << lives << " inside one clean-up run";
    std::printf("%zu runs, %zu lives, %zu inside one run of cleanup_net, %zu with quota, %zu with nsid\n", done, lives, inRun, byQuota, byNsid);
}

TEST(Agreement, AnOrdinaryUserIsToldTheEndByQuotaAllocatorAndHandle)
{
    if (const std::string why = whyNotAsUser(nobody); !why.empty())
        GTEST_SKIP() << why;
    if (readHandleSupport().meaning != HandleMeaning::Reference)
        GTEST_SKIP() << "this kernel's file handles do not tell when the last reference goes";
    std::size_t ended = 0;
    std::size_t lives = 0;
    for (int i = 0; i < 10; ++i) {
        SCOPED_TRACE(i);
        const FramePtr frame = play(nobody);
        for (const Life* life : trashed(*frame)) {
            ASSERT_NO_FATAL_FAILURE(expectOrder(*life));
            ++lives;
            ended += endOf(*life).has_value();
        }
        EXPECT_TRUE(gaugeWasReadOrSaysWhyNot(*frame));
    }
    EXPECT_EQ(ended, lives);
}

TEST(Agreement, OneThatAnFdKeepsStaysPinnedAndKeepsItsNumber)
{
    UniqueFd pin;
    std::optional<NsRef> kept;
    std::vector<Evidence> told;
    std::set<std::uint64_t> madeLater;
    std::vector<PlannedStep> plan;
    const FramePtr frame = play(std::nullopt, [&](const Fact& fact) {
        if (const auto* start = std::get_if<LabStart>(&fact))
            plan = start->steps;
        if (const auto* evidence = std::get_if<Evidence>(&fact); evidence && kept && evidence->ns == *kept)
            told.push_back(*evidence);
        const auto* step = std::get_if<LabStep>(&fact);
        if (!step || !step->made || plan[static_cast<std::size_t>(step->index)].phase != 1)
            return;
        if (kept) {
            madeLater.insert(step->made->inode);
            return;
        }
        UniqueFd fd(::open(("/proc/" + std::to_string(step->holder) + "/ns/net").c_str(), O_RDONLY | O_CLOEXEC));
        struct stat now = {};
        // By now the helper may be in the next one already.
        if (!fd || ::fstat(fd.get(), &now) != 0 || now.st_ino != step->made->inode)
            return;
        pin = std::move(fd);
        kept = step->made;
    });
    if (!kept)
        GTEST_SKIP() << "the machine was too busy to catch one in the middle of the fast run";
    const auto life = std::find_if(frame->lives.begin(), frame->lives.end(), [&](const auto& one) { return one->ref == *kept; });
    ASSERT_NE(life, frame->lives.end());
    EXPECT_FALSE((*life)->obsolete);
    EXPECT_FALSE((*life)->destroyed);
    EXPECT_FALSE((*life)->numberFree);
    EXPECT_EQ((*life)->reusedBy, LifeId::None);
    EXPECT_FALSE(madeLater.contains(kept->inode)) << "its number was given away";
    for (const Evidence& evidence : told)
        EXPECT_EQ(evidence.kind, EvidenceKind::Left) << evidence.witness;
    for (const QuotaReading& reading : frame->quota)
        EXPECT_TRUE(reading.refused) << "it is still counted";
    EXPECT_EQ(stateAt(**life, frame->last), LifeState::Pinned);
}
