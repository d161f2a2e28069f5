// SPDX-License-Identifier: Apache-2.0
#include "tests/core/lesson/right_answers.h"

#include "core/base/read_file.h"
#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <numeric>

namespace nsscope
{

namespace
{

/// Any answer of the right form: judged, it tells what would have been right.
LessonAnswer someAnswer(const LessonQuestion& question)
{
    LessonAnswer answer;
    if (question.kind == LessonQuestion::Kind::Choice)
        answer.options = {0};
    if (question.kind == LessonQuestion::Kind::Order) {
        answer.options.resize(question.options.size());
        std::iota(answer.options.begin(), answer.options.end(), std::size_t{0});
    }
    if (question.kind == LessonQuestion::Kind::Number)
        answer.number = 0;
    if (question.kind == LessonQuestion::Kind::Relation)
        answer.relation = Relation::Same;
    return answer;
}

} // namespace

FramePtr frameOfRecording(const std::string& path)
{
    const auto bytes = readFileAt(AT_FDCWD, path, 64 << 20);
    if (!bytes)
        return nullptr;
    StreamReader reader;
    FrameBuilder builder;
    const auto facts = reader.feed(*bytes);
    EXPECT_TRUE(facts) << path;
    for (const Fact& fact : facts.value_or(std::vector<Fact>()))
        builder.add(fact);
    builder.setTorn(reader.finish());
    EXPECT_EQ(reader.damagedLines(), 0u) << path << ": " << reader.firstDamage();
    return builder.frame();
}

std::optional<LessonAnswer> rightAnswer(const LessonQuestion& question, const Frame& frame)
{
    return judgeAnswer(question, someAnswer(question), frame, 0).expected;
}

std::size_t trueOptions(const LessonQuestion& question, const Frame& frame)
{
    std::size_t count = 0;
    for (const LessonOption& option : question.options)
        count += evaluateTruth(option.right, frame, 0) == Truth::True ? 1 : 0;
    return count;
}

} // namespace nsscope
