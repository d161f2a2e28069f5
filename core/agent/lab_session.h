// SPDX-License-Identifier: Apache-2.0
// One run of an experiment: the helper, its script and its pace. Turns replies of the helper into steps; what the
// agent looks at after a step is in the outcome. Writes no facts.
#pragma once
#include "core/agent/lab_pace.h"
#include "core/agent/lab_witnessed.h"
#include "core/base/error.h"
#include "core/lab/experiment.h"
#include "core/lab/lab_client.h"

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace nsscope
{

/// What became of one step.
struct StepOutcome
{
    LabStep step;
    LabOp op = LabOp::Unshare;
    NsType type = NsType::Net;
    LabStage stage = LabStage::Call; ///< what failed, where step.error is set
    std::vector<std::int32_t> lookAt; ///< the processes whose namespaces or descriptors changed
    std::vector<NsRef> alsoLeft;     ///< given up too, where one step lets go of several

    /// Of an actor: what it could not do is a result of the lesson, no failure of the run.
    bool isResult() const { return isActorOp(op) && op != LabOp::Begin; }
};

class LabSession
{
public:
    static Result<LabSession> start(Experiment experiment, const std::string& labProgram, double speed, Instant now);

    const LabStart& plan() const { return m_experiment.plan; }
    const Experiment& experiment() const { return m_experiment; }
    LabPace& pace() { return m_pace; }
    const LabPace& pace() const { return m_pace; }
    int descriptor() const { return m_client.descriptor(); }

    std::int32_t pid() const { return m_experiment.plan.pid; }
    /// Kills and reaps the helper; the result is what it gave up by that. Namespaces of its children go a little
    /// later (they die by signal) and are not in it.
    std::vector<NsRef> kill();
    /// One more step in a free experiment, to be done at once; steps that nobody has asked for yet give way to it. The
    /// Error says why there is none.
    Status add(const std::string& line, Instant now);
    /// What the next step will give up, as far as the helper made it.
    std::vector<NsRef> aboutToLeave() const;
    /// It is the helper itself that leaves it, by the next step's call.
    bool nextLeavesItself() const { return nextAction().op == LabOp::Unshare; }
    /// The next step is the helper's end: it makes nothing any more.
    bool atExit() const { return nextAction().op == LabOp::Exit; }
    /// Begins the next step: asks the helper for it, unless it is the agent's own (Sleep, Wait).
    Status beginStep(Instant now);
    /// When an own step under way is over at the latest; absent: none is.
    std::optional<Instant> ownDue() const;
    /// The own step under way, once it is over.
    std::optional<StepOutcome> finishOwn(Instant now);
    void hear(const Evidence& evidence) { m_witnessed.hear(evidence); }
    /// Takes out, and gives, what the experiment made, was seen held, and is not any more; `all`: what was never seen
    /// too. Of lessons only: otherwise the helper knows what each step gave up.
    std::vector<NsRef> takeUnheld(bool all, const std::function<bool(const NsRef&)>& isHeld);
    /// True while the helper is at a step.
    bool stepUnderWay() const { return m_client.waiting(); }
    /// The step that the helper has done since; nullopt: none. An Error: the helper is lost.
    Result<std::optional<StepOutcome>> receive();

private:
    LabSession(Experiment experiment, LabClient client, LabPace pace)
        : m_experiment(std::move(experiment)), m_client(std::move(client)), m_pace(std::move(pace))
    {
    }
    const LabAction& nextAction() const;
    StepOutcome outcomeOf(const LabReply& reply);
    StepOutcome actorOutcome(const LabReply& reply);
    void helperHolds(const LabAction& action, StepOutcome& outcome);
    bool isAwaited(const LabAwait& await) const;

    Experiment m_experiment;
    LabClient m_client;
    LabPace m_pace;
    std::vector<NsRef> m_held;      ///< made by the helper for itself and not given up yet
    std::deque<NsRef> m_childHeld; ///< of its children, oldest first
    std::map<std::string, std::vector<NsRef>> m_named; ///< what was last made under a name
    std::set<NsRef> m_seen; ///< of m_held: those that a look found held
    LabWitnessed m_witnessed;
    std::optional<Instant> m_ownSince; ///< of an own step under way
};

} // namespace nsscope
