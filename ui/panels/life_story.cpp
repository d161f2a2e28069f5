// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/life_story.h"

#include "core/base/escape.h"
#include "core/export/traits_text.h"
#include "core/track/why.h"
#include "ui/models/life_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text) { return QCoreApplication::translate("LifeStory", text); }
QString span(std::int64_t ns) { return QString::fromStdString(spanText(ns)); }

QStringList heldBy(const std::vector<Holder>& holders, int most)
{
    QStringList sentences;
    const int count = static_cast<int>(holders.size());
    const int shown = count > most ? most - 1 : count;
    for (int i = 0; i < shown; ++i)
        sentences << QString::fromStdString(holderSentence(holders[static_cast<std::size_t>(i)]));
    if (count > shown)
        sentences << tr("And %1 more hold it.").arg(count - shown);
    return sentences;
}

/// What the kernel's work queue does about it at `t`, as far as it was seen.
QString cleanupSentence(const Frame& frame, const Life& life, Instant t)
{
    const auto used = useEndOf(life);
    // A run takes all that was queued before it began, so the first one that began after the leave is the one.
    const Cleanup* its = nullptr;
    for (const Cleanup& cleanup : frame.cleanups) {
        if (!its && used && cleanup.function == "cleanup_net" && cleanup.start >= used->from && cleanup.queued <= t)
            its = &cleanup;
    }
    if (!its || life.ref.type != NsType::Net)
        return tr("The kernel is still taking it down.");
    const QString function = QString::fromStdString(its->function);
    if (t < its->start)
        return tr("The kernel's clean-up, %1, is queued and has not begun.").arg(function);
    if (t < its->end)
        return tr("The kernel is still taking it down: %1 has been running for %2.").arg(function, span(t - its->start));
    return tr("%1 has run; nothing has told yet that it is destroyed.").arg(function);
}

QStringList destroyedStory(const Frame& frame, const Life& life, Instant t)
{
    QStringList sentences{tr("It is not: the kernel no longer counts it.")};
    if (const Life* next = frame.find(life.reusedBy); next && bornBy(*next, t)) {
        sentences << (next->ref.type == life.ref.type
                          ? tr("Its number now means another namespace, born %1 later.")
                          : tr("Its number now means a namespace of another type, born %1 later."))
                         .arg(span(std::max<std::int64_t>(0, next->born.when.to - endOf(life)->when.to)));
    }
    return sentences;
}

bool tasksUnread(const Frame& frame)
{
    return std::any_of(frame.gaps.begin(), frame.gaps.end(), [](const Gap& gap) { return gap.count > 0; });
}

} // namespace

QStringList whyAlive(const Frame& frame, const Life& life, Instant t, int most)
{
    QStringList sentences;
    switch (stateAt(life, t)) {
    case LifeState::Unborn:
        return {tr("It does not exist yet at this moment.")};
    case LifeState::Held:
    case LifeState::Pinned:
        sentences = heldBy(holdersAt(life, t), most);
        if (life.initial)
            sentences.prepend(tr("It is the initial one of its type: the kernel keeps it until the machine stops."));
        break;
    case LifeState::Unseen:
        sentences << (life.initial ? tr("It is the initial one of its type: the kernel keeps it until the machine stops.")
                                   : tr("Nobody is seen to hold it, and no witness has told that it has died."));
        if (tasksUnread(frame) && !life.initial)
            sentences << tr("What holds it may be among the processes that cannot be read.");
        break;
    case LifeState::Obsolete:
        sentences << tr("Nothing refers to it any more.") << cleanupSentence(frame, life, t);
        break;
    case LifeState::Destroyed:
        return destroyedStory(frame, life, t);
    }
    for (const std::string& contradiction : life.contradictions)
        sentences << QString::fromStdString(contradiction);
    return sentences;
}

QStringList aboutIt(const Frame& frame, const Life& life)
{
    QStringList sentences;
    for (const std::string& sentence : traitSentences(life.traits))
        sentences << QString::fromStdString(sentence);
    if (life.ownerUid && life.ownerUser.empty())
        sentences << tr("User %1 made it.").arg(*life.ownerUid);
    else if (life.ownerUid)
        sentences << tr("User %1 (%2) made it.").arg(QString::fromStdString(displayText(life.ownerUser))).arg(*life.ownerUid);
    if (life.nsid)
        sentences << tr("In the observer's network namespace its id is %1 (ip netns list-id).").arg(*life.nsid);
    if (const Life* parent = frame.find(life.parentLife); parent && life.ref.type == NsType::Pid)
        sentences << tr("Its parent is %1: tasks in it have a pid there, too.").arg(shortNumber(parent->ref));
    return sentences;
}

QStringList seeItYourself(const Frame& frame, const Life& life, Instant t)
{
    QStringList commands;
    const std::vector<Holder> holders = holdersAt(life, t);
    for (const Holder& holder : holders) {
        const QString command = QString::fromStdString(showCommand(holder, life.ref));
        if (!command.isEmpty() && !commands.contains(command))
            commands << command;
        if (commands.size() == 2)
            break;
    }
    if (stateAt(life, frame.last) != LifeState::Destroyed && stateAt(life, t) != LifeState::Obsolete) {
        commands << (life.ref.id ? QStringLiteral("nsscope-cli why %1:#%2").arg(typeText(life.ref.type)).arg(life.ref.id)
                                 : QStringLiteral("nsscope-cli why %1:[%2]").arg(typeText(life.ref.type)).arg(life.ref.inode));
    } else {
        commands << QStringLiteral("nsscope-cli trash --type %1").arg(typeText(life.ref.type));
    }
    return commands;
}

QStringList letItGo(const Life& life, Instant t)
{
    if (life.initial || stateAt(life, t) != LifeState::Pinned)
        return {};
    QStringList commands;
    for (const Holder& holder : holdersAt(life, t)) {
        const QString command = QString::fromStdString(releaseCommand(holder, life.ref));
        if (!command.isEmpty() && !commands.contains(command) && commands.size() < 3)
            commands << command;
    }
    return commands;
}

} // namespace nsscope::ui
