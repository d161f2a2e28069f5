// SPDX-License-Identifier: Apache-2.0
#include "core/track/check_facts.h"

#include <algorithm>

namespace nsscope
{

namespace
{

/// Those that one call made together go by their types too: "box-net".
bool isNameOf(std::string_view name, const std::string& makes, NsType type)
{
    const std::string_view suffix = nsTypeName(type);
    return name.size() == makes.size() + 1 + suffix.size() && name.starts_with(makes) && name[makes.size()] == '-' &&
           name.ends_with(suffix);
}

} // namespace

bool CheckFacts::knowsLife(const LabStart& plan, std::string_view name)
{
    return !name.empty() && std::any_of(plan.steps.begin(), plan.steps.end(), [&](const PlannedStep& s) {
        return s.makes == name || (!s.makes.empty() && std::any_of(nsTypeTable().begin(), nsTypeTable().end(), [&](const NsTypeRow& row) {
            return isNameOf(name, s.makes, row.type);
        }));
    });
}

bool CheckFacts::knowsGroup(const LabStart& plan, std::string_view name)
{
    return knowsLife(plan, name) ||
           std::any_of(plan.phases.begin(), plan.phases.end(), [&](const LabPhase& p) { return p.name == name; });
}

bool CheckFacts::knowsStep(const LabStart& plan, std::string_view name)
{
    return name == "end" ||
           std::any_of(plan.steps.begin(), plan.steps.end(), [&](const PlannedStep& s) { return s.id == name; });
}

std::vector<const Life*> CheckFacts::group(std::string_view name) const
{
    const LabStart& plan = run().plan;
    std::vector<const Life*> lives;
    for (const auto& life : m_frame.lives) {
        if (life->labRun != static_cast<std::int32_t>(m_run) || life->labStep < 0 ||
            static_cast<std::size_t>(life->labStep) >= plan.steps.size())
            continue;
        const PlannedStep& step = plan.steps[static_cast<std::size_t>(life->labStep)];
        const bool inPhase = step.phase >= 0 && static_cast<std::size_t>(step.phase) < plan.phases.size() &&
                             plan.phases[static_cast<std::size_t>(step.phase)].name == name;
        if (inPhase || step.makes == name || (!step.makes.empty() && isNameOf(name, step.makes, life->ref.type)))
            lives.push_back(life.get());
    }
    return lives;
}

const Life* CheckFacts::last(std::string_view name) const
{
    const std::vector<const Life*> lives = group(name);
    return lives.empty() ? nullptr : lives.back();
}

const LabStep* CheckFacts::step(std::string_view name) const
{
    const LabStart& plan = run().plan;
    const LabStep* found = nullptr;
    for (const LabStep& done : run().steps) {
        if (done.index >= 0 && static_cast<std::size_t>(done.index) < plan.steps.size() &&
            plan.steps[static_cast<std::size_t>(done.index)].id == name)
            found = &done;
    }
    return found;
}

std::optional<Instant> CheckFacts::after(std::string_view name) const
{
    if (name == "end")
        return run().end ? run().end->at : m_frame.last;
    const LabStep* done = step(name);
    if (!done)
        return std::nullopt;
    // What the agent saw right after the step stands before the next one began.
    for (const LabStep& next : run().steps) {
        if (next.before > done->after)
            return next.before + -1;
    }
    return m_frame.last;
}

} // namespace nsscope
