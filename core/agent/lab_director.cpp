// SPDX-License-Identifier: Apache-2.0
#include "core/agent/lab_director.h"

#include "core/lab/free_script.h"
#include "core/lab/lesson_needs.h"
#include "core/lab/userns_check.h"
#include "core/scan/proc_net_numbers.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr std::int32_t mostNumbersTold = 100; // steps of a run
constexpr std::int64_t quickStep = 2'000'000;      // ns; one that takes longer is watched meanwhile

} // namespace

LabDirector::LabDirector(std::string labProgram, std::string procRoot, Clock clock, Observer& observer,
                         FactWriter& writer)
    : m_labProgram(std::move(labProgram)), m_procRoot(std::move(procRoot)), m_clock(std::move(clock)),
      m_observer(observer), m_writer(writer)
{
    m_writer.listen([this](const Fact& fact) {
        if (const auto* evidence = std::get_if<Evidence>(&fact); evidence && m_session)
            m_session->hear(*evidence);
    });
}

void LabDirector::handle(const Command& command)
{
    using enum Command::Kind;
    if (command.kind == Start) {
        auto experiment = makeExperiment(command.experiment, command.parameters);
        if (experiment)
            start(std::move(*experiment), command.play);
        else
            notice(Notice::Level::Error, experiment.error().message() + ".");
        return;
    }
    if (command.kind == Do)
        return addStep(command.step);
    if (command.kind == Reset && m_last) {
        start(*m_last, false);
        return;
    }
    if (command.kind == Speed)
        m_speed = command.number;
    if (!m_session) {
        if (command.kind != Speed)
            notice(Notice::Level::Info, m_last ? "The experiment has ended; reset it to run it again."
                                               : "There is no experiment to run yet.");
        return;
    }
    LabPace& pace = m_session->pace();
    if (command.kind == Step)
        pace.step(m_clock());
    else if (command.kind == Play)
        pace.play(m_clock(), static_cast<std::size_t>(command.number));
    else if (command.kind == Pause)
        pace.pause();
    else if (command.kind == Speed)
        pace.setSpeed(m_speed);
    writeControl();
}

void LabDirector::start(Experiment experiment, bool play)
{
    stop();
    m_acted.reset();
    m_last = experiment;
    if (const auto unmet = unmetNeed(experiment.needs, readMachine(m_procRoot))) {
        notice(Notice::Level::Error, *unmet);
        return;
    }
    auto session = LabSession::start(std::move(experiment), m_labProgram, m_speed, m_clock());
    if (!session) {
        notice(Notice::Level::Error, session.error().message() + ".");
        return;
    }
    m_session.emplace(std::move(*session));
    ++m_generation;
    if (play)
        m_session->pace().play(m_clock());
    const ScanFact looked = m_observer.lookAt(m_session->pid());
    m_writer.write(m_session->plan());
    m_writer.write(looked);
    writeControl();
}

void LabDirector::addStep(const std::string& line)
{
    const auto refuse = [this](const Error& why) { notice(Notice::Level::Error, "This step cannot be done: " + why.message() + "."); };
    // Looked at before anything starts: a first step that is none begins no experiment.
    if (const Status sound = m_session ? Status() : FreeScript().add(line); !sound)
        return refuse(sound.error());
    if (!m_session)
        start(*makeExperiment(freeExperimentId, {}), false);
    if (!m_session)
        return;
    if (const Status added = m_session->add(line, m_clock()); !added)
        return refuse(added.error());
    m_last = m_session->experiment();
    m_writer.write(m_session->plan());
    writeControl();
}

void LabDirector::receive()
{
    if (!m_session)
        return;
    const auto outcome = m_session->receive();
    if (!outcome)
        finish("lost", outcome.error().message() + ".");
    else if (*outcome)
        tell(**outcome);
}

std::optional<Instant> LabDirector::due() const
{
    if (!m_session)
        return std::nullopt;
    if (const auto own = m_session->ownDue())
        return own;
    const auto step = m_session->pace().due();
    return step ? step : m_session->pace().endDue();
}

void LabDirector::act(Instant now)
{
    if (!m_session)
        return;
    if (const auto own = m_session->finishOwn(now))
        return tell(*own);
    if (const auto step = m_session->pace().due(); step && *step <= now) {
        // What a scan found unheld since the step before went some time after that began.
        if (m_acted)
            tellUnheld({*m_acted, now}, false);
        // A last look at what goes now, so that its end is known to lie after this. The helper itself has what it leaves
        // until it does: to look at that would only have the kernel clean up later (handle_witness.cpp).
        const std::int64_t lookIn = m_session->nextLeavesItself() ? quickStep : 0;
        for (const NsRef& leaving : m_session->aboutToLeave())
            m_observer.expect(leaving, now + lookIn);
        if (m_session->atExit())
            m_observer.ending(m_session->pid());
        m_begun = now;
        if (const Status asked = m_session->beginStep(now); !asked)
            finish("lost", asked.error().message() + ".");
    } else if (const auto end = m_session->pace().endDue(); end && *end <= now) {
        finish("finished");
    }
}

bool LabDirector::needsQuiet(Instant now, std::int64_t lookNs) const
{
    if (!m_session)
        return false;
    const auto step = m_session->pace().due();
    return m_session->stepUnderWay() || (step && *step - now < 2 * lookNs);
}

std::optional<Instant> LabDirector::quietUntil(Instant now) const
{
    if (!m_session || !m_session->stepUnderWay() || now >= m_begun + quickStep)
        return std::nullopt;
    return m_begun + quickStep;
}

void LabDirector::tell(const StepOutcome& outcome)
{
    const LabStep& step = outcome.step;
    // Witnesses first: what was left may be gone within microseconds.
    if (step.left) {
        if (outcome.op == LabOp::Unshare)
            m_observer.held(*step.left, step.before);
        m_observer.expect(*step.left, step.after);
    }
    for (const NsRef& left : outcome.alsoLeft)
        m_observer.expect(left, step.after);
    if (step.made)
        m_observer.watchMade(*step.made, m_session->pid(), {step.before, step.after});
    for (const NsRef& made : step.alsoMade)
        m_observer.watchMade(made, m_session->pid(), {step.before, step.after});
    const std::vector<ScanFact> looks = lookAfter(outcome);
    m_writer.write(step);
    for (const ScanFact& look : looks)
        m_writer.write(look);
    writeNumbers(step);
    for (const NsRef& left : outcome.alsoLeft)
        m_writer.write(Evidence{EvidenceKind::Left, left, {step.before, step.after}, "lab"});
    if (isActorOp(outcome.op))
        m_acted = step.before;
    if (m_acted)
        tellUnheld({*m_acted, step.after}, outcome.op == LabOp::EndAll);
    m_observer.collectAll();
    writeControl();
    if (step.error != 0 && !outcome.isResult() && outcome.op != LabOp::Wait)
        explainFailure(outcome);
}

std::vector<ScanFact> LabDirector::lookAfter(const StepOutcome& outcome)
{
    std::vector<ScanFact> looks;
    for (const std::int32_t pid : outcome.lookAt)
        looks.push_back(m_observer.lookAt(pid));
    return looks;
}

void LabDirector::tellUnheld(const Interval& when, bool all)
{
    const auto isHeld = [this](const NsRef& ns) { return m_observer.seesHolderOf(ns); };
    for (const NsRef& left : m_session->takeUnheld(all, isHeld)) {
        m_observer.expect(left, when.to);
        m_writer.write(Evidence{EvidenceKind::Left, left, when, "lab"});
    }
}

void LabDirector::writeNumbers(const LabStep& step)
{
    if (!step.made || step.made->type != NsType::Net || step.index > mostNumbersTold)
        return;
    NumberUse use{*step.made, m_clock(), readProcNetNumbers(m_procRoot, step.holder)};
    if (!use.numbers.empty())
        m_writer.write(use);
}

void LabDirector::explainFailure(const StepOutcome& outcome)
{
    const bool first = outcome.op == LabOp::NewUserNs || outcome.op == LabOp::Begin;
    const UsernsStage stage = !first                              ? UsernsStage::Namespace
                              : outcome.stage == LabStage::IdMap ? UsernsStage::IdMap
                                                                  : UsernsStage::Unshare;
    const UsernsVerdict verdict =
        explainUserns(outcome.step.error, stage, readUsernsRules(m_procRoot, outcome.type), outcome.type);
    const std::string text =
        fmt::format("{} failed ({}). {}", outcome.step.call, errnoName(outcome.step.error), verdict.sentence);
    notice(Notice::Level::Error, text, verdict.remedy);
    finish("failed", text);
}

void LabDirector::stop()
{
    if (m_session)
        finish("stopped");
}

void LabDirector::finish(const std::string& reason, const std::string& text)
{
    const std::int32_t pid = m_session->pid();
    const Instant before = reason == "finished" && m_acted ? *m_acted : m_clock();
    const std::vector<NsRef> left = m_session->kill();
    const Instant after = m_clock();
    for (const NsRef& ns : left)
        m_observer.expect(ns, after);
    m_session.reset();
    ++m_ended;

    m_writer.write(m_observer.lookAt(pid));
    // A helper that was lost gave them up at some moment unknown; the look above tells that they are gone from it.
    if (reason != "lost") {
        for (const NsRef& ns : left)
            m_writer.write(Evidence{EvidenceKind::Left, ns, {before, after}, "lab"});
    }
    m_observer.scan();
    m_observer.collectAll();
    m_writer.write(LabEnd{m_clock(), reason, text});
}

void LabDirector::writeControl() { m_writer.write(m_session->pace().control(m_clock())); }

void LabDirector::notice(Notice::Level level, std::string text, std::string remedy)
{
    m_writer.write(Notice{m_clock(), level, std::move(text), std::move(remedy)});
}

} // namespace nsscope
