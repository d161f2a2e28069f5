// SPDX-License-Identifier: Apache-2.0
#include "core/agent/lab_session.h"

#include "core/base/escape.h"
#include "core/lab/free_script.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

/// The call as it was made, as strace would name it.
std::string callText(const LabAction& action, const LabReply& reply)
{
    const std::string_view flag = nsTypeRow(action.type).cloneFlagName;
    switch (action.op) {
    case LabOp::NewUserNs:
        return "unshare(CLONE_NEWUSER)";
    case LabOp::Unshare:
        return fmt::format("unshare({})", flag);
    case LabOp::CloneChild:
        return fmt::format("clone({} | SIGCHLD)", flag);
    case LabOp::EndChild:
        return fmt::format("kill({}, SIGKILL), waitpid({})", reply.holder, reply.holder);
    default:
        return "exit_group(0)";
    }
}

std::vector<std::int64_t> pausesOf(const Experiment& experiment)
{
    std::vector<std::int64_t> pauses;
    for (const LabAction& action : experiment.actions)
        pauses.push_back(action.pauseNs);
    return pauses;
}

} // namespace

Result<LabSession> LabSession::start(Experiment experiment, const std::string& labProgram, double speed, Instant now)
{
    auto client = LabClient::start(labProgram);
    if (!client)
        return tl::make_unexpected(client.error());
    experiment.plan.pid = client->pid();
    experiment.plan.at = now;
    LabPace pace(pausesOf(experiment), speed);
    return LabSession(std::move(experiment), std::move(*client), std::move(pace));
}

Status LabSession::add(const std::string& line, Instant now)
{
    LabStart& plan = m_experiment.plan;
    if (plan.experiment != freeExperimentId)
        return failure("the experiment under way is played as it is written, only the free experiment takes steps by hand");
    auto script = FreeScript::of(plan.parameters);
    if (!script)
        return tl::make_unexpected(script.error());
    const std::size_t asked = m_pace.asked();
    if (asked >= m_experiment.actions.size())
        return failure("this experiment is ending, begin another one");
    script->keep(asked == 0 ? 0 : asked - 1); // but the user namespace that all begins with
    if (const Status added = script->add(line); !added)
        return added;
    Experiment longer = script->experiment();
    const auto done = static_cast<std::ptrdiff_t>(asked);
    if (!std::equal(longer.actions.begin(), longer.actions.begin() + done, m_experiment.actions.begin()) ||
        !std::equal(longer.plan.steps.begin(), longer.plan.steps.begin() + done, plan.steps.begin()))
        return failure("main began in a namespace of the host, and nobody in the experiment may enter that again; let main "
                       "unshare one of this type before it opens the way back");
    longer.plan.pid = plan.pid;
    longer.plan.at = plan.at;
    m_experiment = std::move(longer);
    m_pace.extend(pausesOf(m_experiment), now, m_experiment.actions.size() - 1);
    return {};
}

const LabAction& LabSession::nextAction() const
{
    return m_experiment.actions[static_cast<std::size_t>(m_pace.next())];
}

std::vector<NsRef> LabSession::aboutToLeave() const
{
    const LabAction& action = nextAction();
    if (action.op == LabOp::Exit || isActorOp(action.op))
        return m_held;
    std::vector<NsRef> leaving;
    if (action.op == LabOp::EndChild && !m_childHeld.empty())
        leaving.push_back(m_childHeld.front());
    if (action.op == LabOp::Unshare) {
        for (const NsRef& held : m_held) {
            if (held.type == action.type)
                leaving.push_back(held);
        }
    }
    return leaving;
}

Status LabSession::beginStep(Instant now)
{
    const LabAction& action = nextAction();
    m_pace.begun();
    if (action.op != LabOp::Sleep && action.op != LabOp::Wait)
        return m_client.ask(action);
    m_ownSince = now;
    return {};
}

bool LabSession::isAwaited(const LabAwait& await) const
{
    const auto named = m_named.find(await.makes);
    return named != m_named.end() && std::all_of(named->second.begin(), named->second.end(), [&](const NsRef& ns) {
               return m_witnessed.reached(ns, await.state);
           });
}

std::optional<Instant> LabSession::ownDue() const
{
    if (!m_ownSince)
        return std::nullopt;
    const LabAction& action = nextAction();
    const bool over = action.op == LabOp::Sleep || isAwaited(action.await);
    return over ? *m_ownSince : *m_ownSince + action.await.limitNs;
}

std::optional<StepOutcome> LabSession::finishOwn(Instant now)
{
    const auto due = ownDue();
    if (!due || now < *due)
        return std::nullopt;
    const LabAction& action = nextAction();
    StepOutcome outcome;
    outcome.op = action.op;
    outcome.step.index = m_pace.next();
    outcome.step.call = m_experiment.plan.steps[static_cast<std::size_t>(m_pace.next())].text;
    outcome.step.before = *std::exchange(m_ownSince, std::nullopt);
    outcome.step.after = action.op == LabOp::Sleep ? outcome.step.before : now;
    if (action.op == LabOp::Wait && !isAwaited(action.await))
        outcome.step.error = ETIMEDOUT;
    m_pace.done(outcome.step.after);
    return outcome;
}

Result<std::optional<StepOutcome>> LabSession::receive()
{
    const auto reply = m_client.receive();
    if (!reply)
        return tl::make_unexpected(reply.error());
    if (!*reply)
        return std::nullopt;
    return outcomeOf(**reply);
}

StepOutcome LabSession::outcomeOf(const LabReply& reply)
{
    if (isActorOp(reply.op))
        return actorOutcome(reply);
    const LabAction& action = nextAction();
    StepOutcome outcome;
    outcome.op = action.op;
    outcome.type = action.type;
    outcome.stage = reply.stage;
    outcome.lookAt = {reply.holder};
    outcome.step = {m_pace.next(),
                    callText(action, reply),
                    Instant{reply.beforeNs},
                    Instant{reply.afterNs},
                    reply.result,
                    reply.error,
                    reply.made.inode ? reply.holder : 0,
                    namespaceOf(reply.made, action.type),
                    namespaceOf(reply.left, action.type)};
    helperHolds(action, outcome);
    m_pace.done(outcome.step.after);
    return outcome;
}

void LabSession::helperHolds(const LabAction& action, StepOutcome& outcome)
{
    if (outcome.step.left && action.op != LabOp::EndChild)
        std::erase(m_held, *outcome.step.left);
    if (action.op == LabOp::EndChild && !m_childHeld.empty())
        m_childHeld.pop_front();
    if (outcome.step.made && action.op == LabOp::CloneChild)
        m_childHeld.push_back(*outcome.step.made);
    else if (outcome.step.made)
        m_held.push_back(*outcome.step.made);
    if (action.op == LabOp::Exit)
        outcome.alsoLeft = std::exchange(m_held, {});
}

StepOutcome LabSession::actorOutcome(const LabReply& reply)
{
    const std::string& makes = m_experiment.plan.steps[static_cast<std::size_t>(m_pace.next())].makes;
    StepOutcome outcome;
    outcome.op = reply.op;
    outcome.type = nextAction().type;
    outcome.stage = reply.stage;
    for (const std::int32_t pid : reply.touched) {
        if (pid != 0)
            outcome.lookAt.push_back(pid);
    }
    LabStep& step = outcome.step;
    step.index = m_pace.next();
    step.call = displayText(reply.call.data());
    step.before = Instant{reply.beforeNs};
    step.after = Instant{reply.afterNs};
    step.result = reply.result;
    step.error = reply.error;
    std::vector<NsRef> made;
    for (const NsTypeRow& row : nsTypeTable()) {
        const auto ns = namespaceOf(reply.all[static_cast<std::size_t>(row.type)], row.type);
        // A forked child is asked for its pid namespace only for kernels that did not show it before.
        const bool told = reply.op == LabOp::ActorFork &&
                          (makes.empty() || std::find(m_held.begin(), m_held.end(), *ns) != m_held.end());
        if (ns && !told)
            made.push_back(*ns);
    }
    for (const NsRef& ns : made) {
        m_held.push_back(ns);
        m_witnessed.made(ns);
        if (!makes.empty())
            m_named[fmt::format("{}-{}", makes, nsTypeName(ns.type))] = {ns};
    }
    if (!made.empty()) {
        if (!makes.empty())
            m_named[makes] = made;
        step.holder = reply.holder;
        step.made = made.front();
        step.alsoMade.assign(made.begin() + 1, made.end());
    }
    m_pace.done(step.after);
    return outcome;
}

std::vector<NsRef> LabSession::takeUnheld(bool all, const std::function<bool(const NsRef&)>& isHeld)
{
    std::vector<NsRef> left;
    std::erase_if(m_held, [&](const NsRef& ns) {
        if (isHeld(ns)) {
            m_seen.insert(ns);
            return false;
        }
        // One for children shows in /proc only from the first child on.
        if (!all && m_seen.erase(ns) == 0)
            return false;
        left.push_back(ns);
        return true;
    });
    return left;
}

std::vector<NsRef> LabSession::kill()
{
    m_client.end();
    return std::exchange(m_held, {});
}

} // namespace nsscope
