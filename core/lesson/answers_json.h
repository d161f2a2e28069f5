// SPDX-License-Identifier: Apache-2.0
// A student's answers to a lesson as one JSON object for grading, schema nsscope.answers/1: each question with answer,
// confidence and what the run says of it, each check, and the hash of the recording that it can be proved with.
#pragma once
#include "core/lesson/judge_answer.h"

#include <string>
#include <vector>

namespace nsscope
{

/// One entry per question or check of the lesson, in its order.
struct AnswerSheet
{
    std::vector<LessonAnswer> answers;
    std::vector<bool> locked;
    std::vector<Judgement> judgements;
    std::vector<Truth> checks;
    std::string explanation; ///< the student's own words
};

struct AnsweredRun
{
    std::string kernel;
    std::vector<std::pair<std::string, std::string>> parameters;
    std::string finished;        ///< reason of its end ("finished"); empty: it has not ended
    std::string recordingName;   ///< of the file saved with it; empty: none
    std::string recordingSha256; ///< of that file's bytes, hexadecimal
};

std::string answersJson(const Lesson& lesson, const AnswerSheet& sheet, const AnsweredRun& run);

} // namespace nsscope
