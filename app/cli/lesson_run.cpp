// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lesson_run.h"

#include "core/base/error.h"
#include "core/base/escape.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

std::string outcomeText(const LabStep& step)
{
    if (step.error == ETIMEDOUT && step.holder == 0 && step.result == 0)
        return "not seen";
    if (step.error != 0)
        return errnoName(step.error);
    std::string text = fmt::format("{}", step.result);
    if (step.made)
        text += "  " + linkText(*step.made);
    for (const NsRef& also : step.alsoMade)
        text += " " + linkText(also);
    return text;
}

} // namespace

LessonRun::LessonRun(std::function<void(const std::string&)> say, LineSink record)
    : m_say(std::move(say)), m_record(std::move(record))
{
}

Status LessonRun::take(std::string_view line)
{
    if (m_record) {
        if (Status recorded = m_record(line); !recorded)
            return recorded;
    }
    const auto facts = m_reader.feed(line);
    if (!facts)
        return tl::make_unexpected(facts.error());
    for (const Fact& fact : *facts) {
        m_builder.add(fact);
        tell(fact);
    }
    return {};
}

void LessonRun::tell(const Fact& fact)
{
    if (const auto* start = std::get_if<LabStart>(&fact))
        m_plan = *start;
    else if (const auto* step = std::get_if<LabStep>(&fact))
        tellStep(*step);
    else if (const auto* end = std::get_if<LabEnd>(&fact))
        m_end = *end;
    else if (const auto* notice = std::get_if<Notice>(&fact); notice && notice->level == Notice::Level::Error)
        m_error = *notice;
}

void LessonRun::tellStep(const LabStep& step)
{
    if (step.index < 0 || static_cast<std::size_t>(step.index) >= m_plan.steps.size())
        return;
    const PlannedStep& planned = m_plan.steps[static_cast<std::size_t>(step.index)];
    const std::string round = planned.rounds > 1 ? fmt::format(" ({}/{})", planned.round, planned.rounds) : "";
    const double us = static_cast<double>(step.after - step.before) / 1e3;
    m_say(fmt::format("{:>4}  {:<44} {:>11.1f} us  {}", step.index + 1, displayText(planned.text) + round, us,
                      outcomeText(step)));
}

std::optional<std::string> LessonRun::failure() const
{
    if (m_end && m_end->reason == "finished")
        return std::nullopt;
    if (m_error)
        return m_error->text + (m_error->remedy.empty() ? "" : " What would help: " + m_error->remedy);
    if (m_end && m_end->reason == "lost")
        return "The experiment was cut off: " + m_end->text;
    return "The experiment was ended before its last step.";
}

} // namespace nsscope
