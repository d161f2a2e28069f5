// SPDX-License-Identifier: Apache-2.0
#include "core/lab/experiment.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{


/// Collects script lines and the steps that they stand for.
class ScriptWriter
{
public:
    explicit ScriptWriter(NsType type) : m_type(type) {}

    void line(std::string text) { m_experiment.plan.script.push_back(std::move(text)); }
    /// A line that is a step by itself.
    void stepLine(const std::string& text, LabAction action)
    {
        line(text);
        addStep(lastLine(), -1, 0, 0, text, action);
    }
    /// A phase: `count` rounds of "make one, give the one before up, sleep".
    void phase(const std::string& name, std::int64_t pauseMs, std::int32_t count);
    /// The script sleeps: belongs to the step before.
    void sleepLine(std::int64_t ms)
    {
        line(fmt::format("sleep {} ms", ms));
        m_experiment.actions.back().pauseNs += ms * nsPerMs;
    }
    Experiment take() { return std::move(m_experiment); }

private:
    std::int32_t lastLine() const { return static_cast<std::int32_t>(m_experiment.plan.script.size()) - 1; }
    void addStep(std::int32_t line, std::int32_t phase, std::int32_t round, std::int32_t rounds, std::string text,
                 LabAction action)
    {
        m_experiment.plan.steps.push_back({line, phase, round, rounds, std::move(text)});
        m_experiment.actions.push_back(action);
    }

    NsType m_type;
    Experiment m_experiment;
    bool m_childLives = false;
};

/// pid: a second unshare(CLONE_NEWPID) is refused (kernel/pid_namespace.c copy_pid_ns); user: unshare would nest each
/// one into the one before, which then could not die.
bool needsChild(NsType type) { return type == NsType::Pid || type == NsType::User; }

void ScriptWriter::phase(const std::string& name, std::int64_t pauseMs, std::int32_t count)
{
    LabStart& plan = m_experiment.plan;
    const auto phaseIndex = static_cast<std::int32_t>(plan.phases.size());
    const std::string pace = pauseMs > 0 ? fmt::format("one every {} ms", pauseMs) : std::string("without pause");
    plan.phases.push_back({name, fmt::format("{}, {}", name, pace), pauseMs * nsPerMs});
    line(fmt::format("{}: repeat {}", name, count));

    const bool child = needsChild(m_type);
    const std::string make = fmt::format("{}({})", child ? "clone" : "unshare", nsTypeRow(m_type).cloneFlagName);
    line("  " + make);
    const std::int32_t makeLine = lastLine();
    const std::string end = "end the child before";
    if (child)
        line("  " + end);
    for (std::int32_t round = 1; round <= count; ++round) {
        addStep(makeLine, phaseIndex, round, count, make, {child ? LabOp::CloneChild : LabOp::Unshare, m_type, 0});
        if (child && m_childLives)
            addStep(makeLine + 1, phaseIndex, round, count, end, {LabOp::EndChild, m_type, 0});
        m_childLives = child;
        m_experiment.actions.back().pauseNs = pauseMs * nsPerMs;
    }
    line(fmt::format("  sleep {} ms", pauseMs));
}

} // namespace

Experiment trashExperiment(const TrashParameters& parameters)
{
    ScriptWriter writer(parameters.type);
    writer.stepLine("unshare(CLONE_NEWUSER)", {LabOp::NewUserNs, NsType::User, 0});
    writer.phase("slow", parameters.slowMs, parameters.count);
    writer.sleepLine(parameters.gapMs);
    writer.phase("fast", parameters.fastMs, parameters.count);
    if (needsChild(parameters.type))
        writer.stepLine("end the last child", {LabOp::EndChild, parameters.type, 0});
    writer.stepLine("exit", {LabOp::Exit, parameters.type, settleNs});

    Experiment experiment = writer.take();
    experiment.plan.experiment = "nsgarbage";
    experiment.plan.title = "Slow and fast trashing";
    experiment.plan.parameters = {{"type", std::string(nsTypeName(parameters.type))},
                                  {"slow_ms", std::to_string(parameters.slowMs)},
                                  {"fast_ms", std::to_string(parameters.fastMs)},
                                  {"gap_ms", std::to_string(parameters.gapMs)},
                                  {"count", std::to_string(parameters.count)}};
    return experiment;
}

} // namespace nsscope
