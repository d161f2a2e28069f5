// SPDX-License-Identifier: Apache-2.0
#include "app/cli/trash_run.h"

namespace nsscope
{

TrashRun::TrashRun(std::function<void(const std::string&)> say, LineSink record)
    : m_say(std::move(say)), m_record(std::move(record))
{
}

Status TrashRun::take(std::string_view line)
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

void TrashRun::tell(const Fact& fact)
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

void TrashRun::tellStep(const LabStep& step)
{
    if (step.index < 0 || static_cast<std::size_t>(step.index) >= m_plan.steps.size() || !step.made)
        return;
    const std::int32_t phase = m_plan.steps[static_cast<std::size_t>(step.index)].phase;
    if (phase < 0)
        return;
    if (phase != m_phase)
        m_say(m_plan.phases[static_cast<std::size_t>(phase)].name + " trashing...");
    m_phase = phase;
    m_say("trash " + linkText(*step.made));
}

bool TrashRun::refused() const { return m_error && (!m_end || m_end->reason == "failed"); }

std::optional<std::string> TrashRun::failure() const
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
