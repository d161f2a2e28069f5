// SPDX-License-Identifier: Apache-2.0
// Every lesson that ships is sound: its file, its headings, its expressions, and the shape that all lessons share.
#include "tests/core/lesson/shipped_lessons.h"

#include "core/base/read_file.h"
#include "core/track/check_functions.h"

#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

using namespace nsscope;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsSupersetOf;

namespace
{

class ShippedLessonTest : public testing::TestWithParam<LessonFolder>
{
protected:
    const Lesson& lesson() const { return GetParam().lesson(); }
    std::string name() const { return std::filesystem::path(GetParam().path).filename(); }
    std::string at(SourcePlace place) const
    {
        return diagnosticText(name() + "/lesson.toml", {place, {}});
    }
};

std::string nameOf(const testing::TestParamInfo<LessonFolder>& info) { return info.param.lesson().id; }

} // namespace

TEST_P(ShippedLessonTest, IsSound)
{
    for (const auto* faults : {&GetParam().reading.errors, &GetParam().textErrors}) {
        for (const Diagnostic& fault : *faults)
            ADD_FAILURE() << diagnosticText(name() + "/lesson.toml", fault);
    }
    EXPECT_TRUE(name().starts_with(lesson().id + "-")) << lesson().id;
}

TEST_P(ShippedLessonTest, ItsExpressionsAskWhatTheRunCanTell)
{
    const LabStart plan = planOf(lesson());
    for (const auto& [place, expression] : expressionsOf(lesson())) {
        const auto fault = checkSyntax(expression, plan);
        EXPECT_FALSE(fault) << at(place) << expression << ": column " << fault->column << ": " << fault->message;
        EXPECT_THAT(expression, testing::Not(testing::ContainsRegex("[0-9]{6,}"))) << at(place) << "a literal inode number";
    }
}

TEST_P(ShippedLessonTest, HasAllPartsInItsText)
{
    EXPECT_THAT(textAnchors(GetParam().text),
                IsSupersetOf({"goal", "predict", "run", "observe", "explain", "modify", "check", "on-other-kernels"}));
    EXPECT_TRUE(GetParam().text.starts_with("# " + lesson().title + "\n")) << GetParam().text.substr(0, 60);
    EXPECT_GE(lesson().checks.size(), 3u);
    EXPECT_GE(lesson().questions.size(), 2u);
    EXPECT_FALSE(lesson().misconceptions.empty());
    EXPECT_FALSE(lesson().needsTypes.empty());
}

TEST_P(ShippedLessonTest, EveryStepIsExplainedAndEveryAnswerHasItsFeedback)
{
    for (const LessonStep& step : lesson().steps) {
        const auto& shown = step.verb == LessonVerb::Repeat ? step.steps : std::vector<LessonStep>{step};
        for (const LessonStep& one : shown)
            EXPECT_FALSE(one.text.empty()) << at(one.place) << one.id;
    }
    for (const LessonQuestion& question : lesson().questions) {
        EXPECT_FALSE(question.before.empty()) << at(question.place) << "is asked at no step";
        if (question.kind == LessonQuestion::Kind::Choice || question.kind == LessonQuestion::Kind::Several) {
            for (const LessonOption& option : question.options)
                EXPECT_FALSE(option.feedback.empty()) << at(option.place) << "tells nothing to who chose it";
        } else {
            EXPECT_FALSE(question.feedback.empty() || question.wrong.empty()) << at(question.place);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Lessons, ShippedLessonTest, testing::ValuesIn(shippedLessons()), nameOf);

TEST(ShippedLessons, EachHasAPlaceOfItsOwn)
{
    std::set<std::int64_t> orders;
    std::set<std::string> ids;
    for (const LessonFolder& one : shippedLessons()) {
        EXPECT_TRUE(orders.insert(one.lesson().order).second) << one.path << ": " << one.lesson().order;
        EXPECT_TRUE(ids.insert(one.lesson().id).second) << one.path;
    }
    EXPECT_GE(ids.size(), 14u);
}

TEST(AuthorsGuide, ItsExampleIsSound)
{
    const auto guide = readFileAt(AT_FDCWD, NSSCOPE_SOURCE "/resources/lessons/AUTHORS.md");
    ASSERT_TRUE(guide);
    const auto block = [&](std::string_view fence) {
        const std::size_t from = guide->find(fence) + fence.size();
        return guide->substr(from, guide->find("```", from) - from);
    };
    const LessonReading example = readLesson(block("```toml\n"));
    for (const Diagnostic& fault : example.errors)
        ADD_FAILURE() << diagnosticText("lesson.toml", fault);
    for (const Diagnostic& fault : missingAnchors(example.lesson, block("```markdown\n")))
        ADD_FAILURE() << diagnosticText("text.md", fault);
    for (const auto& [place, expression] : expressionsOf(example.lesson))
        EXPECT_FALSE(checkSyntax(expression, planOf(example.lesson))) << expression;
    EXPECT_GE(example.lesson.steps.size(), 5u);
}

TEST(AuthorsGuide, NamesEveryWord)
{
    const auto guide = readFileAt(AT_FDCWD, NSSCOPE_SOURCE "/resources/lessons/AUTHORS.md");
    ASSERT_TRUE(guide);
    for (const auto& [table, keys] : lessonKeys()) {
        for (const std::string& key : keys)
            EXPECT_THAT(*guide, AnyOf(HasSubstr("`" + key + "`"), HasSubstr("[" + key + "]"), HasSubstr("." + key + "]")))
                << table;
    }
    for (std::size_t verb = 0; verb < lessonVerbCount; ++verb)
        EXPECT_THAT(*guide, HasSubstr(fmt::format("| `{}` |", lessonVerbName(static_cast<LessonVerb>(verb)))));
    for (const CheckFunction& function : checkFunctions())
        EXPECT_THAT(*guide, HasSubstr(fmt::format("`{}(", function.name)));
}
