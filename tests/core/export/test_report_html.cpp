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
    ASSERT_EQ(answer.sentences.size(), 2u);
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
    const std::string evil = "</title><script>alert(1)</script>\"' onload=x & \xff\x1b[31m";
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
    Life life = lateNet;
    life.contradictions = {evil};
    life.destroyed->witness = evil;
    frame.lives = {std::make_shared<Life>(life)};
    const std::vector<TypeMechanism> mechanisms{{NsType::Net, evil, evil, false}};
    const std::string page = reportHtml(frame, mechanisms);
    EXPECT_THAT(page, Not(HasSubstr("<script")));
    EXPECT_THAT(page, Not(HasSubstr("\x1b")));
    EXPECT_THAT(page, Not(HasSubstr("\"' onload")));
    EXPECT_EQ(htmlText("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;");
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
