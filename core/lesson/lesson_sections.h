// SPDX-License-Identifier: Apache-2.0
// The text of a lesson in parts: sections below their headings, those that steps name apart from those of the stages
// (Goal, Predict, Run, Observe, Explain, Modify, Check), and the words for another kernel. Markdown stays Markdown.
#pragma once
#include "core/lab/lesson.h"

#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

struct LessonSection
{
    int level = 2;
    std::string anchor;
    std::string title; ///< without its {#anchor}
    std::string body;
};
std::vector<LessonSection> lessonSections(std::string_view markdown);

/// Text of a stage ("explain"): its section and the sections in it that no step and no variant names, their titles in
/// bold. Empty where the lesson has none.
std::string stageText(const Lesson& lesson, const std::vector<LessonSection>& sections, std::string_view stage);
/// What is different elsewhere: the section "On other kernels", and the sections for kernels other than this one in place
/// of those that steps show here. Empty where the lesson has none.
std::string otherKernelsText(const Lesson& lesson, const std::vector<LessonSection>& sections, std::string_view kernel);
/// Section that explains a step on this kernel ("6.18.1"); null where there is none.
const LessonSection* stepSection(const Lesson& lesson, const std::vector<LessonSection>& sections,
                                 std::string_view anchor, std::string_view kernel);
/// The step as written, also inside repeats; null where the lesson has none of that id.
const LessonStep* findStep(const std::vector<LessonStep>& steps, std::string_view id);

} // namespace nsscope
