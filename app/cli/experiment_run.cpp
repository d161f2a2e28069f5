// SPDX-License-Identifier: Apache-2.0
#include "app/cli/experiment_run.h"

#include "app/cli/agent_setup.h"
#include "app/cli/recording_file.h"
#include "core/agent/fact_writer.h"
#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"

namespace nsscope
{

namespace
{

/// Reads the agent's lines back as they are written.
class ExperimentRun
{
public:
    ExperimentRun(StepTeller tell, LineSink record) : m_tell(std::move(tell)), m_record(std::move(record)) {}

    Status take(std::string_view line);
    PlayedExperiment played() { return {m_builder.frame(), failure(), m_error && (!m_end || m_end->reason == "failed")}; }

private:
    void note(const Fact& fact);
    std::optional<std::string> failure() const;

    StepTeller m_tell;
    LineSink m_record; ///< may be empty
    StreamReader m_reader;
    FrameBuilder m_builder;
    LabStart m_plan;
    std::optional<LabEnd> m_end;
    std::optional<Notice> m_error; ///< the last
};

Status ExperimentRun::take(std::string_view line)
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
        note(fact);
    }
    return {};
}

void ExperimentRun::note(const Fact& fact)
{
    if (const auto* start = std::get_if<LabStart>(&fact))
        m_plan = *start;
    else if (const auto* step = std::get_if<LabStep>(&fact)) {
        if (step->index >= 0 && static_cast<std::size_t>(step->index) < m_plan.steps.size())
            m_tell(m_plan, *step);
    } else if (const auto* end = std::get_if<LabEnd>(&fact))
        m_end = *end;
    else if (const auto* notice = std::get_if<Notice>(&fact); notice && notice->level == Notice::Level::Error)
        m_error = *notice;
}

std::optional<std::string> ExperimentRun::failure() const
{
    if (m_end && m_end->reason == "finished")
        return std::nullopt;
    if (m_error)
        return m_error->text + (m_error->remedy.empty() ? "" : " What would help: " + m_error->remedy);
    if (m_end && m_end->reason == "lost")
        return "The experiment was cut off: " + m_end->text;
    return "The experiment was ended before its last step.";
}

} // namespace

Result<PlayedExperiment> playExperiment(Command start, const std::string& recordTo, StepTeller tell,
                                        const std::vector<std::string>& witnesses)
{
    UniqueFd file;
    LineSink record;
    if (!recordTo.empty()) {
        auto opened = openRecording(recordTo);
        if (!opened)
            return tl::make_unexpected(opened.error());
        file = std::move(*opened);
        record = sinkTo(file.get(), recordTo);
    }
    AgentOptions options = agentOptions(2);
    options.first = std::move(start);
    options.endWithExperiment = true;
    auto asked = agentWitnesses(options, witnesses, true);
    ExperimentRun run(std::move(tell), std::move(record));
    Agent agent(std::move(options), std::move(asked), [&run](std::string_view line) { return run.take(line); });
    if (const Status ran = agent.run(); !ran)
        return tl::make_unexpected(ran.error());
    return run.played();
}

} // namespace nsscope
