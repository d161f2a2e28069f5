// SPDX-License-Identifier: Apache-2.0
#include "core/agent/lab_session.h"

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
    case LabOp::Exit:
        break;
    }
    return "exit_group(0)";
}

} // namespace

Result<LabSession> LabSession::start(Experiment experiment, const std::string& labProgram, double speed, Instant now)
{
    auto client = LabClient::start(labProgram);
    if (!client)
        return tl::make_unexpected(client.error());
    experiment.plan.pid = client->pid();
    experiment.plan.at = now;
    std::vector<std::int64_t> pauses;
    for (const LabAction& action : experiment.actions)
        pauses.push_back(action.pauseNs);
    return LabSession(std::move(experiment), std::move(*client), LabPace(std::move(pauses), speed));
}

const LabAction& LabSession::nextAction() const
{
    return m_experiment.actions[static_cast<std::size_t>(m_pace.next())];
}

std::vector<NsRef> LabSession::aboutToLeave() const
{
    const LabAction& action = nextAction();
    if (action.op == LabOp::Exit)
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

Status LabSession::beginStep()
{
    const LabAction action = nextAction();
    m_pace.begun();
    return m_client.ask(action.op, action.type);
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
    const LabAction& action = nextAction();
    StepOutcome outcome;
    outcome.op = action.op;
    outcome.type = action.type;
    outcome.stage = reply.stage;
    outcome.lookAt = reply.holder;
    outcome.step = {m_pace.next(),
                    callText(action, reply),
                    Instant{reply.beforeNs},
                    Instant{reply.afterNs},
                    reply.result,
                    reply.error,
                    reply.made.inode ? reply.holder : 0,
                    namespaceOf(reply.made, action.type),
                    namespaceOf(reply.left, action.type)};
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
    m_pace.done(outcome.step.after);
    return outcome;
}

std::vector<NsRef> LabSession::kill()
{
    m_client.end();
    return std::exchange(m_held, {});
}

} // namespace nsscope
