// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lesson_compile.h"

#include "core/lab/lesson_line.h"
#include "core/lab/lesson_reader.h"
#include "core/lab/lesson_values.h"
#include "core/lab/protocol.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <sys/socket.h>

namespace nsscope
{

namespace
{


LabOp opOf(LessonVerb verb)
{
    static constexpr std::array<LabOp, lessonVerbCount> ops{
        LabOp::ActorUnshare, LabOp::ActorClone,   LabOp::ActorFork, LabOp::ActorThread, LabOp::ActorSetNs,
        LabOp::ActorOpen,    LabOp::ActorClose,   LabOp::ActorDup,  LabOp::ActorPass,   LabOp::ActorSocket,
        LabOp::ActorBind,    LabOp::ActorUnmount, LabOp::ActorExit, LabOp::ActorKill,   LabOp::Sleep,
        LabOp::Wait,         LabOp::Sleep};
    return ops[static_cast<std::size_t>(verb)];
}

std::uint16_t familyOf(const std::string& family)
{
    return family == "unix"      ? AF_UNIX
           : family == "netlink" ? AF_NETLINK
           : family == "packet"  ? AF_PACKET
                                 : AF_INET;
}

/// The place of a step within its repeat.
struct Round
{
    std::int32_t number = 0;
    std::int32_t of = 0;
    std::string phase;
};

class Compiler
{
public:
    Compiler(const Lesson& lesson, const LessonValues& values) : m_lesson(lesson), m_values(values) {}

    Result<Experiment> run()
    {
        LabStart& plan = m_out.plan;
        plan.experiment = m_lesson.id;
        plan.title = m_lesson.title;
        plan.parameters = m_values.texts();
        for (const LessonPhase& phase : m_lesson.phases)
            plan.phases.push_back({phase.name, phase.title, 0});
        m_actors["main"] = {0, 0, false, {}};
        begin();
        comeHome();
        for (const LessonStep& step : m_lesson.steps)
            writeLines(step, 0);
        for (const LessonStep& step : m_lesson.steps)
            play(step, {0, 0, step.phase});
        plan.script.push_back("end: all that is left goes");
        add(lastLine(), {}, {LabOp::EndAll, NsType::User, settleNs}, {});
        needs();
        if (!m_fault.empty())
            return failure(m_fault);
        return std::move(m_out);
    }

private:
    struct Actor
    {
        std::uint16_t index = 0;
        std::uint16_t process = 0; ///< index of its process's first actor
        bool thread = false;
        std::string pidMakes; ///< name of a pid namespace that its next child will be the first in
    };

    std::int32_t lastLine() const { return static_cast<std::int32_t>(m_out.plan.script.size()) - 1; }

    void begin()
    {
        m_out.plan.script.push_back(fmt::format("{} = unshare(CLONE_NEWUSER)", labNamespaceName));
        PlannedStep step;
        step.makes = labNamespaceName;
        LabAction action{LabOp::Begin, NsType::User, 0};
        setName(action, "main");
        add(0, {}, action, step);
    }

    /// setns(2) into a namespace needs rights over it, which nobody in the lab has over those that it started in. Where
    /// main keeps a way back open, it first gets namespaces of the lab's own to come back to.
    void comeHome()
    {
        std::set<NsType> types;
        std::set<NsType> left;
        for (const LessonStep& step : m_lesson.steps) {
            if (step.actor != "main")
                continue;
            const std::vector<NsType> its = m_values.types(step);
            const bool own = step.verb == LessonVerb::Open && (step.of.empty() || step.of == "main") && !its.empty();
            if (step.verb == LessonVerb::Unshare)
                left.insert(its.begin(), its.end());
            if (own && !left.contains(its.front()) && entersAgain(m_lesson.steps, step.fd))
                types.insert(its.front());
        }
        types.erase(NsType::User);
        if (types.empty())
            return;
        const std::vector<NsType> all(types.begin(), types.end());
        m_out.plan.script.push_back(fmt::format("home = unshare({})", cloneFlagNames(all)));
        PlannedStep step;
        step.makes = "home";
        step.actor = "main";
        LabAction action{LabOp::ActorUnshare, all.front(), 0};
        for (const NsType type : all)
            action.operands.cloneFlags |= nsTypeRow(type).cloneFlag;
        m_types.insert(types.begin(), types.end());
        add(lastLine(), {}, action, step);
    }

    static bool entersAgain(const std::vector<LessonStep>& steps, const std::string& fd)
    {
        return std::any_of(steps.begin(), steps.end(), [&](const LessonStep& step) {
            return (step.verb == LessonVerb::SetNs && step.fd == fd) || entersAgain(step.steps, fd);
        });
    }

    void writeLines(const LessonStep& step, std::size_t depth)
    {
        m_out.plan.script.push_back(std::string(2 * depth, ' ') + lessonLine(step, m_values));
        m_lines[&step] = lastLine();
        for (const LessonStep& inner : step.steps)
            writeLines(inner, depth + 1);
    }

    void add(std::int32_t line, const Round& round, const LabAction& action, PlannedStep step)
    {
        const auto& phases = m_out.plan.phases;
        const auto phase = std::find_if(phases.begin(), phases.end(), [&](const LabPhase& p) { return p.name == round.phase; });
        step.line = line;
        step.phase = phase == phases.end() ? -1 : static_cast<std::int32_t>(phase - phases.begin());
        step.round = round.number;
        step.rounds = round.of;
        const std::string& text = m_out.plan.script[static_cast<std::size_t>(line)];
        step.text = text.substr(std::min(text.find_first_not_of(' '), text.size()));
        m_out.plan.steps.push_back(std::move(step));
        m_out.actions.push_back(action);
        if (m_out.actions.size() > static_cast<std::size_t>(LessonLimits().playedSteps) + 2)
            m_fault = "the lesson has too many steps";
    }

    void play(const LessonStep& step, const Round& round)
    {
        if (!m_fault.empty())
            return;
        if (step.verb == LessonVerb::Repeat) {
            const auto rounds = static_cast<std::int32_t>(m_values.number(step.count));
            for (std::int32_t i = 1; i <= rounds; ++i) {
                for (const LessonStep& inner : step.steps)
                    play(inner, {i, rounds, !inner.phase.empty() ? inner.phase : !step.phase.empty() ? step.phase : round.phase});
            }
            return;
        }
        const std::int64_t pause = m_values.number(step.ms) * nsPerMs;
        // A sleep that nobody asks about belongs to the step before: each press of "Step" does something.
        if (step.verb == LessonVerb::Sleep && step.id.empty() && step.text.empty()) {
            m_out.actions.back().pauseNs += pause;
            return;
        }
        LabAction action{opOf(step.verb), NsType::User, step.verb == LessonVerb::Wait ? 0 : pause};
        PlannedStep planned;
        planned.id = step.id;
        planned.makes = step.as;
        planned.actor = step.actor;
        planned.anchor = step.text;
        fill(step, action, planned);
        add(m_lines[&step], round, action, std::move(planned));
    }

    void fill(const LessonStep& step, LabAction& action, PlannedStep& planned)
    {
        LabOperands& o = action.operands;
        Actor& actor = m_actors[step.actor];
        o.actor = actor.index;
        for (const NsType type : m_values.types(step)) {
            o.cloneFlags |= nsTypeRow(type).cloneFlag;
            m_types.insert(type);
            action.type = type;
        }
        o.of = step.of.empty() ? o.actor : m_actors[step.of].index;
        o.to = step.to.empty() ? std::uint16_t{0} : m_actors[step.to].index;
        o.fd = slot(step.fd);
        o.toFd = slot(step.toFd);
        o.flags = static_cast<std::uint16_t>((step.oPath ? labOPath : 0) | (step.family == "raw" ? labRaw : 0));
        if (step.verb == LessonVerb::Socket)
            o.family = familyOf(step.family);
        if (!step.mount.empty())
            setName(action, step.mount);
        if (step.verb == LessonVerb::Wait)
            action.await = {step.waitFor, evidenceKindByName(step.state).value_or(EvidenceKind::Obsolete),
                            limitMs(step) * nsPerMs};
        if (step.verb == LessonVerb::Unshare && (o.cloneFlags & nsTypeRow(NsType::Pid).cloneFlag))
            actor.pidMakes = step.as;
        if (step.verb == LessonVerb::Fork)
            planned.makes = std::exchange(actor.pidMakes, {});
        if (!step.child.empty())
            startActor(step, action);
        if (step.verb == LessonVerb::Exit || step.verb == LessonVerb::Kill)
            endActor(step.actor);
    }

    std::int64_t limitMs(const LessonStep& step) const
    {
        const std::int64_t given = m_values.number(step.ms);
        return given > 0 ? given : waitLimitMs;
    }

    void startActor(const LessonStep& step, LabAction& action)
    {
        std::set<std::uint16_t> taken;
        for (const auto& [name, actor] : m_actors)
            taken.insert(actor.index);
        std::uint16_t index = 0;
        while (taken.contains(index))
            ++index;
        if (index >= labMaxActors)
            m_fault = fmt::format("the lesson has more than {} actors at a time", labMaxActors);
        const bool thread = step.verb == LessonVerb::Thread;
        const std::uint16_t process = thread ? m_actors[step.actor].process : index;
        m_actors[step.child] = {index, process, thread, {}};
        action.operands.child = index;
        setName(action, step.child);
    }

    void endActor(const std::string& name)
    {
        const Actor ended = m_actors[name];
        std::erase_if(m_actors, [&](const auto& entry) {
            return ended.thread ? entry.first == name : entry.second.process == ended.process;
        });
    }

    std::uint16_t slot(const std::string& name)
    {
        if (name.empty())
            return 0;
        const auto [it, fresh] = m_slots.try_emplace(name, static_cast<std::uint16_t>(m_slots.size()));
        if (it->second >= labMaxFds)
            m_fault = fmt::format("the lesson has more than {} names of descriptors", labMaxFds);
        return it->second;
    }

    static void setName(LabAction& action, const std::string& name)
    {
        auto& to = action.operands.name;
        std::copy_n(name.begin(), std::min(name.size(), to.size() - 1), to.begin());
    }

    void needs()
    {
        m_types.insert(m_lesson.needsTypes.begin(), m_lesson.needsTypes.end());
        m_out.needs = {{m_types.begin(), m_types.end()}, m_lesson.needsKernel, m_lesson.needsRoot};
    }

    const Lesson& m_lesson;
    const LessonValues& m_values;
    Experiment m_out;
    std::map<const LessonStep*, std::int32_t> m_lines;
    std::map<std::string, Actor> m_actors;
    std::map<std::string, std::uint16_t> m_slots;
    std::set<NsType> m_types;
    std::string m_fault;
};

} // namespace

Result<Experiment> compileLesson(const Lesson& lesson, const Parameters& parameters)
{
    const auto values = LessonValues::of(lesson, parameters);
    if (!values)
        return tl::make_unexpected(values.error());
    return Compiler(lesson, *values).run();
}

} // namespace nsscope
