// SPDX-License-Identifier: Apache-2.0
// Reads and checks lesson.toml: all errors at once, each with line, column and the nearest right word. Never
// runs anything, never opens a file: the text is given.
#pragma once
#include "core/lab/lesson.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope {

struct Diagnostic
{
    SourcePlace place;
    std::string message; ///< without full stop: "unknown key 'typo' in step; did you mean 'type'?"
};

/// "lesson.toml:12:3: message"
std::string diagnosticText(const std::string& file, const Diagnostic& diagnostic);

struct LessonReading
{
    Lesson lesson;                  ///< as far as it could be read
    std::vector<Diagnostic> errors; ///< in order of place; empty: sound
};

struct LessonLimits
{
    std::size_t fileBytes = 256 * 1024;
    std::size_t steps = 200;         ///< as written
    std::int64_t playedSteps = 2000; ///< with repeats played out, at the parameters' largest values
    std::int64_t namespaces = 500;   ///< made in all
    std::int64_t actors = 40;
    std::int64_t sleepMs = 60'000;  ///< one pause
    std::int64_t totalMs = 600'000; ///< all pauses, at the parameters' largest values
};

LessonReading readLesson(std::string_view toml, const LessonLimits& limits = {});
/// The keys that each table can have, as the reader knows them: "lesson" for the file itself, "needs", "parameter",
/// "phase", "step", "question", "option", "check", "variant". resources/lessons/lesson.schema.json says the same.
std::map<std::string, std::set<std::string>> lessonKeys();
/// Anchors of a text.md: the headings' slugs ("## What you see {#see}" and "## see" are both "see").
std::vector<std::string> textAnchors(std::string_view markdown);
/// Every anchor that the lesson names and the text, of this file, does not have.
std::vector<Diagnostic> missingAnchors(const Lesson& lesson, std::string_view markdown, std::string_view file = "text.md");

} // namespace nsscope
