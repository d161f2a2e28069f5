// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/moment_story.h"

#include "ui/models/life_text.h"
#include "ui/session/run_steps.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <set>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("MomentStory", text, nullptr, n); }
QString span(std::int64_t ns) { return QString::fromStdString(spanText(ns)); }
QString offset(const Life& life) { return QString::fromStdString(offsetOf(life.ref.inode)); }

struct Scene
{
    const Frame& frame;
    const LabRun& run;
    int runIndex;
    int done;
    Instant t;
    bool now;
};

std::vector<const Life*> trashed(const Scene& scene)
{
    std::vector<const Life*> lives;
    for (const auto& life : scene.frame.lives) {
        if (life->labRun == scene.runIndex && life->labPhase >= 0 && bornBy(*life, scene.t))
            lives.push_back(life.get());
    }
    return lives;
}

const Life* madeBy(const Scene& scene, int step)
{
    for (const auto& life : scene.frame.lives) {
        if (life->labRun == scene.runIndex && life->labStep == step)
            return life.get();
    }
    return nullptr;
}

/// Left behind and not destroyed yet.
std::vector<const Life*> dying(const Scene& scene)
{
    std::vector<const Life*> lives = trashed(scene);
    std::erase_if(lives, [&](const Life* life) {
        const auto used = useEndOf(*life);
        return !used || used->to > scene.t || stateAt(*life, scene.t) == LifeState::Destroyed;
    });
    return lives;
}

QString numberSentence(const Scene& scene, const Life& made)
{
    const Life* before = scene.frame.find(made.reuses);
    if (before && before->labRun == scene.runIndex) {
        return tr("Its number %1 is an old one: the namespace that had it before was gone in time, so the kernel hands the "
                  "number out again. Same number, another namespace: this is the %2 life on it.")
            .arg(offset(made), ordinalWord(ordinalOnNumber(scene.frame, made)));
    }
    const std::vector<const Life*> waiting = dying(scene);
    if (waiting.empty())
        return tr("It got the number %1.").arg(offset(made));
    const Life& last = *waiting.back();
    const std::int64_t ago = std::max<std::int64_t>(0, scene.t - useEndOf(last)->from);
    QString text = waiting.size() == 1
                       ? tr("The namespace left behind %1 ago still counts: the kernel has not finished with it.").arg(span(ago))
                       : tr("%1 namespaces left behind still count: the kernel has not finished with them.").arg(waiting.size());
    const std::int64_t apart =
        static_cast<std::int64_t>(made.ref.inode) - static_cast<std::int64_t>(last.ref.inode);
    text += QLatin1Char(' ') + (apart > 0 ? tr("Their numbers cannot be handed out again, so this one gets the next free, %1, "
                                               "which is %2 higher.")
                                                .arg(offset(made))
                                                .arg(apart)
                                          : tr("Their numbers cannot be handed out again, so this one gets a free one, %1.")
                                                .arg(offset(made)));
    if (made.ref.type == NsType::Net && apart > 60 && apart < 80)
        text += QLatin1Char(' ') + tr("A network namespace takes one number for itself and the others for its files in /proc/net.");
    return text;
}

QString phaseCount(const Scene& scene, std::size_t phase)
{
    std::set<std::uint64_t> numbers;
    int lives = 0;
    for (const Life* life : trashed(scene)) {
        if (static_cast<std::size_t>(life->labPhase) == phase) {
            numbers.insert(life->ref.inode);
            ++lives;
        }
    }
    return tr("The %1 run made %2 namespaces on %3 numbers.")
        .arg(QString::fromStdString(scene.run.plan.phases[phase].name))
        .arg(lives)
        .arg(numbers.size());
}

QString endStory(const Scene& scene)
{
    if (scene.run.plan.phases.empty())
        return tr("The experiment has ended. All that it still held was given up with its last step.");
    QStringList text;
    for (std::size_t phase = 0; phase < scene.run.plan.phases.size(); ++phase)
        text << phaseCount(scene, phase);
    const auto waiting = static_cast<int>(dying(scene).size());
    if (waiting > 0)
        text << tr("The helper is gone, and %1 of its namespaces still wait for the kernel's clean-up.").arg(waiting);
    else if (scene.run.plan.experiment == "nsgarbage")
        text << tr("All are gone. A number comes back only when the kernel is done with the namespace that had it: after a "
                   "long pause it is, after a short one it is not, and the numbers pile up.");
    else
        text << tr("All are gone.");
    return text.join(QLatin1Char(' '));
}

QString stepStory(const Scene& scene)
{
    const int index = scene.done - 1;
    const LabStep& step = scene.run.steps[static_cast<std::size_t>(index)];
    if (step.error != 0)
        return (trashed(scene).empty() ? tr("%1 failed: the kernel refused it, so nothing was made.")
                                       : tr("%1 failed: the kernel refused it."))
            .arg(QString::fromStdString(step.call));
    const Life* made = madeBy(scene, index);
    if (made && made->ref.type == NsType::User && made->labPhase < 0)
        return tr("The helper has made a user namespace of its own, %1. It will own all that follows, and that is why none of "
                  "this needs root.")
            .arg(shortNumber(made->ref));
    if (made) {
        QString text = step.left ? tr("The helper has moved into a new %1 namespace and left the one before.")
                                       .arg(typeText(made->ref.type))
                                 : tr("The helper has made a %1 namespace.").arg(typeText(made->ref.type));
        return text + QLatin1Char(' ') + numberSentence(scene, *made);
    }
    const auto waiting = static_cast<int>(dying(scene).size());
    return waiting > 0 ? tr("%1 has been done. %2 namespaces left behind wait for the kernel's clean-up.")
                             .arg(QString::fromStdString(step.call))
                             .arg(waiting)
                       : tr("%1 has been done.").arg(QString::fromStdString(step.call));
}

} // namespace

QString momentStory(const Frame& frame, std::optional<Instant> cursor)
{
    const LabRun* run = runAt(frame, cursor);
    if (!run) {
        const QString host = tr("The graph shows every namespace that can be seen, and which user namespace owns it. Click one to see "
                                "what keeps it alive.");
        return frame.ended ? host : host + QLatin1Char(' ') + tr("Or run the experiment and watch namespaces being born and dying.");
    }
    const auto found = std::find_if(frame.runs.begin(), frame.runs.end(), [&](const auto& r) { return r.get() == run; });
    const Scene scene{frame, *run, static_cast<int>(found - frame.runs.begin()), stepsDoneAt(*run, cursor),
                      shownMoment(frame, cursor), !cursor};
    if (scene.done == 0)
        return tr("The helper process is ready and has made nothing yet. Press Step for one system call at a time, or Play.");
    const bool ended = scene.done == static_cast<int>(run->plan.steps.size()) || (run->end && run->end->at <= scene.t);
    const bool refused = scene.done > 0 && run->steps[static_cast<std::size_t>(scene.done - 1)].error != 0;
    return ended && !(refused && trashed(scene).empty()) ? endStory(scene) : stepStory(scene);
}

} // namespace nsscope::ui
