// SPDX-License-Identifier: Apache-2.0
// The script of a free experiment: steps in the words of lesson.toml, one line each ("unshare types=net as=A actor=p1"),
// added while it is played. The lines are the experiment's parameters s1, s2, ..., so that a recording says all that was
// built and the same can be started again. Checked by the reader and the rules of lessons. Pure; plays nothing.
#pragma once
#include "core/lab/experiment.h"
#include "core/lab/lesson.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nsscope
{

inline constexpr const char* freeExperimentId = "free";
inline constexpr const char* freeExperimentTitle = "Free experiment";
/// Each one more is told with the whole script.
inline constexpr std::size_t mostFreeSteps = 100;

/// What stands on top of a lesson.toml.
struct LessonHead
{
    std::string id;
    std::string title;
    std::string goal;
};

class FreeScript
{
public:
    /// From the parameters of an experiment: s1, s2, ... in this order.
    static Result<FreeScript> of(const std::vector<std::pair<std::string, std::string>>& parameters);

    /// Adds a step at the end. The Error says what is wrong with it; nothing is added then. Its id is "s" and its number.
    Status add(std::string_view line);
    /// Forgets all but the first `steps`.
    void keep(std::size_t steps);
    const std::vector<std::string>& lines() const { return m_lines; }
    const std::vector<LessonStep>& steps() const { return m_lesson.steps; } ///< one a line
    const LessonStep* step(std::string_view id) const; ///< null: none of that id

    /// The user namespace first, a step each line, and the end of all at last.
    Experiment experiment() const;
    /// As lesson.toml without checks; sound for `lab lint` where the head is. Each step names its id as heading of the text.
    std::string toml(const LessonHead& head) const;

private:
    std::vector<std::string> m_lines;
    Lesson m_lesson;
};

/// In quotes, as TOML has it: what could end the text or is no plain character is escaped.
std::string tomlText(std::string_view text);

} // namespace nsscope
