// SPDX-License-Identifier: Apache-2.0
// All witnesses of one run tell one story: what they say agrees in order and within their intervals, run after run.
#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"
#include "core/witness/ns_handle.h"
#include "tests/system/program_run.h"
#include "tests/system/witness_pairs.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

using namespace nsscope;
using testing::IsEmpty;

namespace
{

/// A few, unless the environment asks for more (agreement.sh).
std::size_t runsWanted()
{
    const char* text = std::getenv("NSSCOPE_AGREEMENT_RUNS");
    return text ? std::strtoul(text, nullptr, 10) : 6;
}
/// Trace clock and system clock read the same hardware but round differently.
constexpr std::int64_t clockStep = 20'000;

/// Plays the experiment; `watch` sees each fact as it comes.
FramePtr play(std::optional<unsigned> uid, const std::function<void(const Fact&)>& watch)
{
    ProgramRun run({"trash", "--record", "-", "--slow-ms", "40", "--gap-ms", "20", "--fast-ms", "4", "--count", "3"},
                   {uid, {}, {}});
    StreamReader reader;
    FrameBuilder builder;
    while (const auto line = run.readLine()) {
        const auto facts = reader.feed(*line + "\n");
        EXPECT_TRUE(facts);
        for (const Fact& fact : facts ? *facts : std::vector<Fact>()) {
            builder.add(fact);
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

/// What many runs came to.
struct Runs
{
    WitnessPairs pairs;
    std::size_t lives = 0;
    std::size_t ended = 0;      ///< with a time of the number or the destruction
    std::size_t inCleanup = 0;  ///< inside one run of cleanup_net
    std::set<std::string> toldEnds; ///< by these witnesses
};

void addRun(Runs& all, std::optional<unsigned> uid)
{
    std::vector<Evidence> told;
    const FramePtr frame = play(uid, [&](const Fact& fact) {
        if (const auto* evidence = std::get_if<Evidence>(&fact); evidence && evidence->witness != "lab")
            told.push_back(*evidence);
    });
    EXPECT_TRUE(gaugeWasReadOrSaysWhyNot(*frame));
    for (const Life* life : trashed(*frame)) {
        ++all.lives;
        ASSERT_NO_FATAL_FAILURE(expectOrder(*life));
        std::vector<Evidence> ofLife;
        std::copy_if(told.begin(), told.end(), std::back_inserter(ofLife), [&](const Evidence& e) { return e.ns == life->ref; });
        all.pairs.add(ofLife, clockStep);
        all.inCleanup += life->destroyed && named(life->destroyed, "workqueue") && inOneOf(frame->cleanups, life->destroyed->when);
        if (const auto end = endOf(*life)) {
            ++all.ended;
            all.toldEnds.insert(end->witness);
            all.toldEnds.insert(end->narrowedBy.begin(), end->narrowedBy.end());
        }
    }
}

Runs playAll(std::optional<unsigned> uid)
{
    Runs all;
    for (std::size_t i = 0; i < runsWanted() && !testing::Test::HasFatalFailure(); ++i) {
        SCOPED_TRACE(i);
        addRun(all, uid);
    }
    std::printf("%zu runs, %zu lives, %zu with an end, %zu inside one run of cleanup_net\n%s", runsWanted(), all.lives, all.ended,
                all.inCleanup, all.pairs.table().c_str());
    return all;
}

} // namespace

TEST(Agreement, WitnessesOfRoot)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "the kernel's clean-up runs are root's to see";
    if (readHandleSupport().meaning != HandleMeaning::Reference)
        GTEST_SKIP() << "this kernel's file handles do not tell when the last reference goes";
    const Runs all = playAll(std::nullopt);
    EXPECT_EQ(all.lives, 6 * runsWanted());
    EXPECT_THAT(all.pairs.contradictions(), IsEmpty());
    EXPECT_EQ(all.ended, all.lives);
    EXPECT_EQ(all.pairs.livesOf("handle"), all.lives);
    EXPECT_EQ(all.pairs.livesOf("workqueue"), all.lives);
    // One that died as a run began may have gone in that run or the next: its interval covers both. Under a sanitizer a
    // step takes long enough for that to happen more often.
#ifdef __SANITIZE_ADDRESS__
    EXPECT_GE(all.inCleanup, all.lives * 6 / 10);
#else
    EXPECT_GE(all.inCleanup, all.lives * 9 / 10);
#endif
    const std::string all4[] = {"handle", "nsid", "quota", "workqueue"};
    for (const std::string& a : all4) {
        for (const std::string& b : all4)
            EXPECT_TRUE(a == b || all.pairs.compared(a, b) > 0) << a << " and " << b << " never spoke of the same";
    }
}

TEST(Agreement, WitnessesOfAnOrdinaryUser)
{
    if (const std::string why = whyNotAsUser(nobody); !why.empty())
        GTEST_SKIP() << why;
    if (readHandleSupport().meaning != HandleMeaning::Reference)
        GTEST_SKIP() << "this kernel's file handles do not tell when the last reference goes";
    const Runs all = playAll(nobody);
    EXPECT_EQ(all.lives, 6 * runsWanted());
    EXPECT_THAT(all.pairs.contradictions(), IsEmpty());
    EXPECT_EQ(all.ended, all.lives) << "each has a time of its number or its destruction";
    EXPECT_EQ(all.pairs.livesOf("workqueue") + all.pairs.livesOf("kmem") + all.pairs.livesOf("nsid") + all.pairs.livesOf("veth"), 0u);
    EXPECT_THAT(all.toldEnds, testing::IsSubsetOf({"allocator", "handle", "quota", "reuse"}));
    EXPECT_TRUE(all.toldEnds.contains("allocator") && all.toldEnds.contains("quota"));
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
