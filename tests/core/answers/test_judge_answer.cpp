// SPDX-License-Identifier: Apache-2.0
// Answers held against a run: all five kinds, right, wrong and not told; and the sheet for grading.
#include "core/lesson/answer_number.h"
#include "core/lesson/answers_json.h"
#include "tests/core/answers/lesson_frame.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::HasSubstr;
using Kind = LessonQuestion::Kind;
using Options = std::vector<std::size_t>;

namespace
{

LessonQuestion ask(Kind kind, std::vector<std::pair<std::string, std::string>> options = {})
{
    LessonQuestion question;
    question.kind = kind;
    question.id = "q";
    question.feedback = "well done";
    question.wrong = "look again";
    for (auto& [text, right] : options)
        question.options.push_back({text, right, "about " + text, {}});
    return question;
}

LessonAnswer chosen(Options options)
{
    LessonAnswer answer;
    answer.options = std::move(options);
    return answer;
}

Judgement judge(const LessonQuestion& question, const LessonAnswer& answer)
{
    return judgeAnswer(question, answer, *lessonFrame(), 0);
}

const std::vector<std::pair<std::string, std::string>> moreFewer{{"more", "distinct(fast) > distinct(slow)"},
                                                                 {"fewer", "distinct(fast) < distinct(slow)"}};

} // namespace

TEST(JudgeAnswer, ChoiceIsDecidedByTheRun)
{
    const Judgement right = judge(ask(Kind::Choice, moreFewer), chosen({0}));
    EXPECT_EQ(right.verdict, Verdict::Right);
    EXPECT_THAT(right.feedback, ElementsAre("about more", "well done"));
    const Judgement wrong = judge(ask(Kind::Choice, moreFewer), chosen({1}));
    EXPECT_EQ(wrong.verdict, Verdict::Wrong);
    EXPECT_EQ(wrong.expected->options, Options{0});
    EXPECT_THAT(wrong.feedback, ElementsAre("about fewer", "about more", "look again"));
}

TEST(JudgeAnswer, WhatNoWitnessToldIsNeitherRightNorWrong)
{
    const LessonQuestion question = ask(Kind::Choice, {{"soon", "delay(A, destroyed) < 5 ms"}, {"late", "delay(A, destroyed) >= 5 ms"}});
    for (const std::size_t option : {0u, 1u}) {
        const Judgement judgement = judge(question, chosen({option}));
        EXPECT_EQ(judgement.verdict, Verdict::Unknown);
        EXPECT_FALSE(judgement.expected);
        EXPECT_TRUE(judgement.feedback.empty());
    }
    // A negation of the unknown is unknown too, not true.
    EXPECT_EQ(judge(ask(Kind::Choice, {{"a", "!(delay(A, destroyed) < 5 ms)"}, {"b", "false"}}), chosen({0})).verdict, Verdict::Unknown);
    // What is known to be true stays so beside it.
    EXPECT_EQ(judge(ask(Kind::Choice, {{"a", "count(slow) == 4 || delay(A, destroyed) < 5 ms"}, {"b", "false"}}), chosen({0})).verdict,
              Verdict::Right);
}

TEST(JudgeAnswer, SeveralNeedsExactlyTheTrueOnes)
{
    const LessonQuestion question = ask(Kind::Several, {{"a", "count(slow) == 4"}, {"b", "count(fast) == 5"}, {"c", "same_number(S, F)"}, {"d", "count(A) == 1"}});
    EXPECT_EQ(judge(question, chosen({0, 3})).verdict, Verdict::Right);
    EXPECT_EQ(judge(question, chosen({0})).verdict, Verdict::Wrong);
    EXPECT_EQ(judge(question, chosen({0, 1, 3})).verdict, Verdict::Wrong);
    EXPECT_EQ(judge(question, chosen({0, 1, 3})).feedback.front(), "about b");
    EXPECT_EQ(judge(question, chosen({})).verdict, Verdict::Wrong);
    EXPECT_EQ(judge(question, chosen({0})).expected->options, (Options{0, 3}));
}

TEST(JudgeAnswer, OrderAllowsTies)
{
    const LessonQuestion question = ask(Kind::Order, {{"F", "distinct(fast)"}, {"S", "distinct(slow)"}, {"also S", "distinct(S)"}});
    EXPECT_EQ(judge(question, chosen({1, 2, 0})).verdict, Verdict::Right);
    EXPECT_EQ(judge(question, chosen({2, 1, 0})).verdict, Verdict::Right);
    const Judgement wrong = judge(question, chosen({0, 1, 2}));
    EXPECT_EQ(wrong.verdict, Verdict::Wrong);
    EXPECT_EQ(wrong.expected->options, (Options{1, 2, 0}));
    EXPECT_EQ(judge(ask(Kind::Order, {{"a", "delay(A, destroyed)"}, {"b", "count(A)"}}), chosen({0, 1})).verdict, Verdict::Unknown);
}

TEST(JudgeAnswer, NumberHasATolerance)
{
    LessonQuestion question = ask(Kind::Number);
    question.answer = "distinct(fast)";
    const auto says = [&](double number) {
        LessonAnswer answer;
        answer.number = number;
        return judge(question, answer).verdict;
    };
    EXPECT_EQ(says(4), Verdict::Right);
    EXPECT_EQ(says(5), Verdict::Wrong);
    question.tolerance.parameter = "near"; // 2 in this run
    EXPECT_EQ(says(6), Verdict::Right);
    EXPECT_EQ(says(1), Verdict::Wrong);
    question.answer = "delay(S, destroyed)";
    question.tolerance = {1'000'000, {}};
    EXPECT_EQ(says(5.5e6), Verdict::Right);
    EXPECT_EQ(says(7e6), Verdict::Wrong);
    question.answer = "delay(A, destroyed)";
    EXPECT_EQ(says(5), Verdict::Unknown);
}

TEST(JudgeAnswer, SeveralIsOpenWhereAllThatIsKnownFits)
{
    const LessonQuestion question = ask(Kind::Several, {{"a", "count(slow) == 4"}, {"b", "delay(A, destroyed) < 5 ms"}});
    EXPECT_EQ(judge(question, chosen({0})).verdict, Verdict::Unknown) << "b may be true";
    EXPECT_EQ(judge(question, chosen({1})).verdict, Verdict::Wrong) << "a is missing, whatever b is";
    EXPECT_FALSE(judge(question, chosen({1})).expected);
}

TEST(JudgeAnswer, RelationOfEqualsIsTheSame)
{
    LessonQuestion question = ask(Kind::Relation);
    question.answer = "distinct(slow)";
    question.other = "distinct(slow)";
    LessonAnswer answer;
    answer.relation = Relation::Same;
    EXPECT_EQ(judge(question, answer).verdict, Verdict::Right);
    answer.relation = Relation::More;
    EXPECT_EQ(judge(question, answer).verdict, Verdict::Wrong);
}

TEST(AnswersJson, OnlyWhatWasLockedCounts)
{
    Lesson lesson;
    lesson.questions = {ask(Kind::Choice, moreFewer), ask(Kind::Choice, moreFewer)};
    AnswerSheet sheet;
    sheet.answers = {chosen({0}), chosen({0})};
    sheet.judgements = {judge(lesson.questions[0], chosen({0})), judge(lesson.questions[1], chosen({0}))};
    sheet.locked = {true, false};
    const std::string text = answersJson(lesson, sheet, {});
    EXPECT_THAT(text, HasSubstr("\"right\": 1,"));
    EXPECT_THAT(text, HasSubstr("\"answered\": 1,"));
    EXPECT_THAT(text, HasSubstr("\"of\": 2"));
}

TEST(JudgeAnswer, RelationComparesTwoSides)
{
    LessonQuestion question = ask(Kind::Relation);
    question.answer = "distinct(slow)";
    question.other = "distinct(fast)";
    const auto says = [&](Relation relation) {
        LessonAnswer answer;
        answer.relation = relation;
        return judge(question, answer).verdict;
    };
    EXPECT_EQ(says(Relation::Less), Verdict::Right);
    EXPECT_EQ(says(Relation::Same), Verdict::Wrong);
    EXPECT_EQ(says(Relation::More), Verdict::Wrong);
    question.other = "delay(A, destroyed)";
    EXPECT_EQ(says(Relation::Less), Verdict::Unknown);
}

TEST(JudgeAnswer, HalfAnAnswerIsNotJudged)
{
    EXPECT_EQ(judge(ask(Kind::Choice, moreFewer), chosen({})).verdict, Verdict::Unknown);
    EXPECT_EQ(judge(ask(Kind::Choice, moreFewer), chosen({0, 1})).verdict, Verdict::Unknown);
    EXPECT_EQ(judge(ask(Kind::Choice, moreFewer), chosen({7})).verdict, Verdict::Unknown);
    EXPECT_EQ(judge(ask(Kind::Order, moreFewer), chosen({0, 0})).verdict, Verdict::Unknown);
    EXPECT_EQ(judgeAnswer(ask(Kind::Choice, moreFewer), chosen({0}), *lessonFrame(), 3).verdict, Verdict::Unknown);
}

TEST(AnswerNumber, TakesUnitsAndComma)
{
    EXPECT_EQ(parseAnswerNumber(" 8 "), 8);
    EXPECT_EQ(parseAnswerNumber("2,5"), 2.5);
    EXPECT_EQ(parseAnswerNumber("35 ms"), 35e6);
    EXPECT_EQ(parseAnswerNumber("35ms"), 35e6);
    EXPECT_EQ(parseAnswerNumber("1.5 s"), 1.5e9);
    EXPECT_EQ(parseAnswerNumber("7 µs"), 7e3);
    for (const char* wrong : {"", "  ", "eight", "8 eggs", "1e999", "--3", "0x10", "8 8", "1111111111111111111111111111111111111111111111"})
        EXPECT_FALSE(parseAnswerNumber(wrong)) << wrong;
    EXPECT_EQ(answerNumberText(35e6, true), "35 ms");
    EXPECT_EQ(answerNumberText(8, false), "8");
}

TEST(AnswerSheet, IsReadableWithoutTheLesson)
{
    Lesson lesson;
    lesson.id = "L";
    lesson.title = "A \"title\"";
    lesson.questions = {ask(Kind::Choice, moreFewer), ask(Kind::Relation)};
    lesson.checks = {{"count(slow) == 4", "four were made", {}}};
    AnswerSheet sheet;
    sheet.answers = {chosen({1}), {}};
    sheet.answers[0].confidence = Confidence::Sure;
    sheet.locked = {true, false};
    sheet.judgements = {judge(lesson.questions[0], sheet.answers[0]), {}};
    sheet.checks = {Truth::True};
    const std::string json = answersJson(lesson, sheet, {"6.18.1", {{"count", "4"}}, "finished", "L.nsrec", "abcd"});
    EXPECT_THAT(json, HasSubstr(R"("schema": "nsscope.answers/1")"));
    EXPECT_THAT(json, HasSubstr(R"("title": "A \"title\"")"));
    EXPECT_THAT(json, HasSubstr(R"("sha256": "abcd")"));
    EXPECT_THAT(json, HasSubstr(R"("confidence": "sure")"));
    EXPECT_THAT(json, HasSubstr(R"("right": false)"));
    EXPECT_THAT(json, HasSubstr(R"("fewer")"));
    EXPECT_THAT(json, HasSubstr(R"("answer": null)"));
    EXPECT_THAT(json, HasSubstr(R"("result": "true")"));
    EXPECT_THAT(json, HasSubstr(R"("answered": 1)"));
}

namespace
{

/// The frame of the lesson with a namespace of somebody else's in it.
FramePtr busyFrame(std::int64_t bornMs, bool before = false)
{
    auto frame = std::make_shared<Frame>(*lessonFrame());
    auto life = std::make_shared<Life>();
    life->id = static_cast<LifeId>(frame->lives.size() + 1);
    life->ref = {NsType::Uts, 4, 12, 999};
    life->born = {{{bornMs * 1'000'000}, {bornMs * 1'000'000}}, "scan"};
    life->bornBeforeStream = before;
    frame->lives.push_back(life);
    return frame;
}

} // namespace

TEST(JudgeAnswer, NumbersThatOthersTookTellNothing)
{
    EXPECT_EQ(evaluateTruth("distinct(slow) == 1", *lessonFrame(), 0), Truth::False);
    EXPECT_EQ(evaluateTruth("distinct(slow) == 1", *busyFrame(500), 0), Truth::Unknown);
    EXPECT_EQ(evaluateTruth("distinct(slow) == 2", *busyFrame(500), 0), Truth::True);
    EXPECT_EQ(evaluateTruth("count(slow) == 1", *busyFrame(500), 0), Truth::False) << "nobody else has to do with that";
    EXPECT_EQ(evaluateTruth("distinct(slow) == 1", *busyFrame(500, true), 0), Truth::False);
    EXPECT_EQ(evaluateTruth("distinct(slow) == 1", *busyFrame(2500), 0), Truth::False) << "after the run";
}

TEST(JudgeAnswer, AVerdictIsWithdrawnWhereThePremiseFailed)
{
    Lesson lesson;
    lesson.checks = {{"distinct(slow) == 1", "It was quiet", {}}};
    lesson.questions = {ask(Kind::Choice, {{"a", "distinct(slow) == 1"}, {"b", "distinct(slow) > 1"}}),
                        ask(Kind::Choice, {{"a", "count(slow) == 1"}, {"b", "count(slow) > 1"}})};
    const auto verdicts = [&](const FramePtr& frame) {
        std::vector<Judgement> judgements;
        for (const LessonQuestion& question : lesson.questions)
            judgements.push_back(judgeAnswer(question, chosen({0}), *frame, 0));
        withdrawVerdicts(lesson, {evaluateTruth(lesson.checks[0].expression, *frame, 0)}, *frame, 0, judgements);
        return std::pair(judgements[0].verdict, judgements[1].verdict);
    };
    EXPECT_EQ(verdicts(busyFrame(500)), std::pair(Verdict::Unknown, Verdict::Wrong));
    EXPECT_EQ(verdicts(lessonFrame()), std::pair(Verdict::Wrong, Verdict::Wrong));
    lesson.checks[0].expression = "distinct(slow) == 2";
    EXPECT_EQ(verdicts(busyFrame(500)), std::pair(Verdict::Wrong, Verdict::Wrong)) << "the lesson came out as it should";
}
