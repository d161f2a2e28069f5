// SPDX-License-Identifier: Apache-2.0
#include "core/export/html_text.h"
#include "core/export/perfetto_json.h"
#include "core/export/report_html.h"
#include "core/export/report_numbers.h"
#include "tests/core/export/sample_snapshot.h"
#include "tests/units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace
{

Life dead(std::uint32_t id, NsType type, Interval obsolete, Interval end)
{
    Life life;
    life.id = LifeId{id};
    life.ref = sampleRef(type, 4026532000 + id, 100 + id);
    life.born = {{{1 * ms}, {2 * ms}}, "lab"};
    life.left = Moment{{obsolete.from, obsolete.from}, "lab"};
    life.obsolete = Moment{obsolete, "handle"};
    life.destroyed = Moment{end, "workqueue"};
    life.labRun = 0;
    life.labPhase = 0;
    life.labStep = static_cast<std::int32_t>(id);
    return life;
}

Frame frameOf(const std::vector<Life>& lives)
{
    Frame frame;
    frame.header.host.kernel = "6.18.0";
    frame.last = {200 * ms};
    auto run = std::make_shared<LabRun>();
    run->plan.title = "Slow and fast trashing";
    run->plan.phases = {{"slow", "slow, one every 500 ms", 500 * ms}};
    frame.runs = {run};
    frame.phases = {{0, 0, {1 * ms}, {100 * ms}}};
    for (const Life& life : lives)
        frame.lives.push_back(std::make_shared<Life>(life));
    return frame;
}

const Life lateNet = dead(1, NsType::Net, {{10 * ms}, {11 * ms}}, {{40 * ms}, {41 * ms}});
const Life promptUts = dead(2, NsType::Uts, {{10 * ms}, {10 * ms + 100'000}}, {{10 * ms}, {10 * ms + 200'000}});
const Life vagueUts = dead(3, NsType::Uts, {{10 * ms}, {15 * ms}}, {{10 * ms}, {30 * ms}});

} // namespace

TEST(ReportAnswers, AtOnceFailsWhereOneCertainlyStayed)
{
    const ClaimAnswer answer = answerAtOnce(frameOf({lateNet, promptUts}));
    EXPECT_EQ(answer.verdict, Verdict::Fails);
    ASSERT_EQ(answer.sentences.size(), 3u);
    EXPECT_THAT(answer.sentences[0], HasSubstr("1 still existed when 29.0 ms or more had passed"));
    EXPECT_THAT(answer.sentences[0], HasSubstr("within 31.0 ms"));
    EXPECT_THAT(answer.sentences[1], HasSubstr("gone within 200 µs"));
}

TEST(ReportAnswers, AtOnceHoldsOrIsOpenByTheEvidence)
{
    EXPECT_EQ(answerAtOnce(frameOf({promptUts})).verdict, Verdict::Holds);
    EXPECT_EQ(answerAtOnce(frameOf({vagueUts})).verdict, Verdict::Undecided) << "30 ms at most proves nothing";
    EXPECT_EQ(answerAtOnce(frameOf({promptUts, vagueUts})).verdict, Verdict::Undecided);
    EXPECT_EQ(answerAtOnce(frameOf({})).verdict, Verdict::Undecided);
}

TEST(ReportAnswers, AtOnceCountsFromTheLastHolderWhereNoWitnessToldOfTheLastReference)
{
    Life kept = lateNet;
    kept.obsolete.reset();
    Holder socket;
    socket.kind = HolderKind::Socket;
    kept.holders = {{socket, {2 * ms}, Instant{39 * ms + 500'000}}};
    ClaimAnswer answer = answerAtOnce(frameOf({kept}));
    EXPECT_EQ(answer.verdict, Verdict::Undecided) << "a socket kept it for all that time";
    EXPECT_EQ(answer.sentences[0],
              "1 network namespace was gone within 31.0 ms of being given up; the witnesses do not tell more exactly.");
    kept.holders = {{socket, {2 * ms}, Instant{20 * ms}}};
    answer = answerAtOnce(frameOf({kept, dead(4, NsType::Net, {{10 * ms}, {11 * ms}}, {{12 * ms}, {13 * ms}})}));
    EXPECT_EQ(answer.verdict, Verdict::Fails);
    EXPECT_EQ(answer.sentences[0], "Of 2 network namespaces, 1 still existed when 20.0 ms or more had passed since the experiment "
                                   "had given it up and nobody was seen to hold it; all were gone within 31.0 ms.");
    kept.holders = {{socket, {2 * ms}, std::nullopt}};
    EXPECT_THAT(answerAtOnce(frameOf({kept})).sentences[0], HasSubstr("No namespace was seen to end")) << "of those that nobody held";
    kept.holders = {};
    kept.forgotten.count = 1;
    EXPECT_THAT(answerAtOnce(frameOf({kept})).sentences[0], HasSubstr("No namespace was seen to end"));
}

TEST(ReportAnswers, SayWhatAtOnceMeans)
{
    EXPECT_EQ(answerAtOnce(frameOf({promptUts})).sentences.back(), "Here “at once” means within 1.00 ms.");
}

TEST(ReportAnswers, WorkqueueTellsNoViewFromNothingSeen)
{
    Frame frame = frameOf({lateNet});
    EXPECT_THAT(answerWorkqueue(frame, {}).sentences[0], HasSubstr("has no view"));
    frame.witnesses = {{"workqueue", false, "EACCES", "run as root"}};
    EXPECT_THAT(answerWorkqueue(frame, {}).sentences[0], HasSubstr("has no view"));
    frame.witnesses[0].available = true;
    EXPECT_EQ(answerWorkqueue(frame, {}).sentences[0], "No work item of the kernel that ends namespaces ran during this recording.");
}

TEST(ReportAnswers, WorkqueueFailsWhereAnotherFunctionRan)
{
    Frame frame = frameOf({lateNet});
    EXPECT_EQ(answerWorkqueue(frame, {}).verdict, Verdict::Undecided) << "no view of the work items";
    frame.cleanups = {{"cleanup_net", {11 * ms}, {12 * ms}, {41 * ms}}};
    EXPECT_EQ(answerWorkqueue(frame, {}).verdict, Verdict::Undecided) << "nobody dropped another type";
    const std::vector<TypeMechanism> mechanisms{{NsType::Ipc, "A work item does.", "free_ipc", true}};
    EXPECT_EQ(answerWorkqueue(frame, mechanisms).verdict, Verdict::Fails);
    frame.cleanups.push_back({"free_user_ns", {50 * ms}, {51 * ms}, {52 * ms}});
    const ClaimAnswer answer = answerWorkqueue(frame, {});
    EXPECT_EQ(answer.verdict, Verdict::Fails);
    EXPECT_THAT(answer.sentences[1], HasSubstr("free_user_ns ran 1 time"));
}

TEST(ReportNumbers, ExplainTheDistancesByWhatWasTaken)
{
    Frame frame = frameOf({});
    EXPECT_TRUE(numberSentences(frame).empty()) << "nothing is assumed";
    EXPECT_EQ(numberStrip(frame), "");
    frame.numbers = {{sampleRef(NsType::Net, 100, 1), {1}, {101, 102}},
                     {sampleRef(NsType::Net, 103, 2), {2}, {104, 105}},
                     {sampleRef(NsType::Net, 106, 3), {3}, {107, 110}}};
    const auto sentences = numberSentences(frame);
    ASSERT_EQ(sentences.size(), 3u);
    EXPECT_THAT(sentences[0], HasSubstr("took 2 more"));
    EXPECT_THAT(sentences[1], HasSubstr("lie 3, 3 apart; 2 of these are 3"));
    EXPECT_THAT(sentences[2], HasSubstr("1 of 3 found"));
    EXPECT_THAT(numberStrip(frame), HasSubstr("101 to 102: entries"));
}

TEST(ReportHtml, StandsAlone)
{
    const std::string page = reportHtml(frameOf({lateNet, promptUts}), {});
    EXPECT_THAT(page, testing::StartsWith("<!DOCTYPE html>"));
    EXPECT_THAT(page, AllOf(HasSubstr("<svg"), HasSubstr("net:[4026532001]"), HasSubstr("Linux 6.18.0")));
    EXPECT_THAT(page, AllOf(HasSubstr("Does not hold on this kernel."), HasSubstr("handle")));
    for (const char* foreign : {"<script", "http://", "https://", "src=", "href=", "url(", "@import"})
        EXPECT_THAT(page, Not(HasSubstr(foreign)));
}

TEST(ReportHtml, EscapesWhatStrangersWrote)
{
    const std::string evil = "</title><script>alert(1)</script>\"' onload=x & \xff\x1b[31m\xe2\x80\xae\xe2\x80\xa8";
    Frame frame = frameOf({lateNet});
    auto run = std::make_shared<LabRun>(*frame.runs[0]);
    run->plan.title = evil;
    run->plan.phases[0] = {evil, evil, 0};
    frame.runs = {run};
    frame.header.host.kernel = evil;
    frame.header.program = evil;
    frame.cleanups = {{evil, {11 * ms}, {12 * ms}, {41 * ms}}};
    frame.witnesses = {{evil, false, evil, evil}};
    frame.notices = {{{1}, Notice::Level::Info, evil, evil}};
    frame.gaps = {{evil, 1, evil, evil, evil}};
    frame.problem = evil;
    Life life = lateNet;
    life.contradictions = {evil};
    life.destroyed->witness = evil;
    frame.lives = {std::make_shared<Life>(life)};
    const std::vector<TypeMechanism> mechanisms{{NsType::Net, evil, evil, false}};
    const std::string page = reportHtml(frame, mechanisms);
    EXPECT_THAT(page, Not(HasSubstr("<script")));
    for (const char* hidden : {"\x1b", "\xe2\x80\xae", "\xe2\x80\xa8", "\xff"})
        EXPECT_THAT(page, Not(HasSubstr(hidden)));
    EXPECT_THAT(page, Not(HasSubstr("\"' onload")));
    EXPECT_EQ(htmlText("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;");
}

TEST(ReportHtml, SaysOneTimeWhereTwoReadTheSame)
{
    const Life life = dead(1, NsType::Net, {{1'167'100 * us}, {1'167'400 * us}}, {{1'180 * ms}, {1'190 * ms}});
    const std::string page = reportHtml(frameOf({life}), {});
    EXPECT_THAT(page, AllOf(HasSubstr("<td>+1.167 s<small>handle</small></td>"), HasSubstr("<td>+1.180 s to +1.190 s<small>")));
}

TEST(ReportHtml, SaysWhatIsMissing)
{
    Frame frame = frameOf({lateNet});
    frame.scanCount = 1;
    EXPECT_THAT(reportHtml(frame, {}), AllOf(HasSubstr("1 look at everything."), Not(HasSubstr("could not be read"))));
    frame.scanCount = 2;
    frame.problem = "line 7 is too long";
    frame.torn = true;
    frame.gaps = {{"task", 1, "EACCES", "CAP_SYS_PTRACE", "/proc/1"}};
    frame.header.host.uid = 1000;
    frame.witnesses = {{"handle", true, "", ""}, {"quota", false, "no experiment", "start one"}};
    frame.notices = {{{1}, Notice::Level::Warning, "It is odd.", "Do that."}};
    const std::string page = reportHtml(frame, {});
    EXPECT_THAT(page, HasSubstr("2 looks at everything."));
    EXPECT_THAT(page, HasSubstr("<p>The recording was cut off; its last line is missing.</p>"));
    EXPECT_THAT(page, HasSubstr("<p>The recording could not be read to its end: line 7 is too long</p>"));
    EXPECT_THAT(page, HasSubstr("<li>The namespaces of 1 process could not be read (EACCES); run as root or with CAP_SYS_PTRACE; "
                                "example /proc/1.</li>"));
    EXPECT_THAT(page, HasSubstr("<li>handle: available</li>"));
    EXPECT_THAT(page, HasSubstr("<li>quota: not available (no experiment). What would help: start one</li>"));
    EXPECT_THAT(page, HasSubstr("<li>It is odd. What would help: Do that.</li>"));
    frame.notices = std::vector<Notice>(105, {{1}, Notice::Level::Info, "again", ""});
    EXPECT_THAT(reportHtml(frame, {}), HasSubstr("<li>and 5 more</li>"));
}

TEST(ReportHtml, SaysWhichNumbersItDoesNotDraw)
{
    std::vector<Life> lives;
    for (std::uint32_t id = 1; id <= 121; ++id)
        lives.push_back(dead(id, NsType::Net, {{10 * ms}, {11 * ms}}, {{40 * ms}, {41 * ms}}));
    EXPECT_THAT(reportHtml(frameOf(lives), {}), HasSubstr("There are 121 numbers; pictures show the lowest 120."));
    lives.pop_back();
    EXPECT_THAT(reportHtml(frameOf(lives), {}), Not(HasSubstr("pictures show")));
}

TEST(ReportHtml, DrawsAsHeldWhatTheExperimentGaveUpAndSomethingKept)
{
    Life life = lateNet; // given up at 10 ms, its last reference gone at 11 ms
    life.left = Moment{{{5 * ms}, {5 * ms}}, "lab"};
    Holder socket;
    socket.kind = HolderKind::Socket;
    life.holders = {{socket, {2 * ms}, Instant{20 * ms}}};
    const std::string page = reportHtml(frameOf({life}), {});
    EXPECT_THAT(page, HasSubstr("in use from +2.000 ms to +5.000 ms"));
    EXPECT_THAT(page, HasSubstr("given up by the experiment, still held until +11.000 ms"));
    EXPECT_THAT(page, HasSubstr("nothing uses it any more, still there until +40.000 ms at least"));
    life.obsolete.reset();
    EXPECT_THAT(reportHtml(frameOf({life}), {}), HasSubstr("still held until +20.000 ms"));
    life.holders = {};
    EXPECT_THAT(reportHtml(frameOf({life}), {}), Not(HasSubstr("still held until")));
    life.left.reset();
    life.vanished = Interval{{5 * ms}, {6 * ms}};
    life.bornBeforeStream = true;
    life.holders = {{socket, {2 * ms}, Instant{20 * ms}}};
    const std::string host = reportHtml(frameOf({life}), {});
    EXPECT_THAT(host, AllOf(HasSubstr("in use from before the recording to"), Not(HasSubstr("still held until"))));
}

TEST(PerfettoJson, HasATrackForEachNumberAndEscapes)
{
    Frame frame = frameOf({lateNet});
    frame.cleanups = {{"clean\"up", {11 * ms}, {12 * ms}, {41 * ms}}};
    frame.quota = {{NsType::Net, {{20 * ms}, {21 * ms}}, 1, true}};
    const std::string trace = perfettoJson(frame);
    EXPECT_THAT(trace, HasSubstr(R"("args":{"name":"net:[4026532001]"})"));
    EXPECT_THAT(trace, HasSubstr(R"("ph":"X","name":"in use","pid":1,)"));
    EXPECT_THAT(trace, HasSubstr(R"("name":"clean\"up","pid":2,)"));
    EXPECT_THAT(trace, HasSubstr("creation refused"));
}

TEST(PerfettoJson, ShowsWhatKeepsWhatWasGivenUp)
{
    Life life = lateNet; // given up at 10 ms, its last reference gone at 11 ms, ended at 41 ms
    life.left = Moment{{{5 * ms}, {5 * ms}}, "lab"};
    Holder socket;
    socket.kind = HolderKind::Socket;
    life.holders = {{socket, {2 * ms}, Instant{20 * ms}}};
    const std::string trace = perfettoJson(frameOf({life}));
    EXPECT_THAT(trace, HasSubstr(R"("name":"in use","pid":1,"tid":1,"ts":2000,"dur":3000)"));
    EXPECT_THAT(trace, HasSubstr(R"("name":"given up, still held","pid":1,"tid":1,"ts":5000,"dur":6000)"));
    EXPECT_THAT(trace, HasSubstr(R"("name":"obsolete","pid":1,"tid":1,"ts":11000,"dur":30000)"));
    EXPECT_THAT(perfettoJson(frameOf({lateNet})), Not(HasSubstr("still held")));
}

TEST(PerfettoJson, NoSliceEndsBeforeItBegins)
{
    Frame frame = frameOf({});
    frame.cleanups = {{"cleanup_net", {11 * ms}, {12 * ms}, {10 * ms}}};
    EXPECT_THAT(perfettoJson(frame), HasSubstr(R"("ts":12000,"dur":0,)")) << "a stranger's recording";
}

TEST(ReportHtml, AHostWithoutExperimentsHasOneToo)
{
    Frame frame = frameOf({});
    frame.runs.clear();
    frame.phases.clear();
    Life life = lateNet;
    life.labRun = -1;
    life.labPhase = -1;
    frame.lives = {std::make_shared<Life>(life)};
    EXPECT_THAT(reportHtml(frame, {}), HasSubstr("net:[4026532001]"));
    frame.lives.clear();
    EXPECT_THAT(reportHtml(frame, {}), HasSubstr("No namespace came or went."));
}
