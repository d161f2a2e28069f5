// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/reference_story.h"

#include "core/base/escape.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <utility>

namespace nsscope::ui
{

namespace
{

constexpr std::int64_t justNowNs = 100'000'000;

QString words(const char* text) { return QCoreApplication::translate("ReferenceStory", text); }
QString foreign(const std::string& text) { return QString::fromStdString(displayText(text)); }

QString partText(const ReferencePart& part)
{
    static constexpr std::array<std::pair<const char*, const char*>, referenceKindCount> names{{
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 set of namespaces that tasks share"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 sets of namespaces that tasks share")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 for its file, however many descriptors and mounts there are"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 for its file, however many descriptors and mounts there are")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 socket"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 sockets")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 open file of /proc or a control group"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 open files of /proc or control groups")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 attachment of shared memory"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 attachments of shared memory")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 process id"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 process ids")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 set of credentials of tasks and open files"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 sets of credentials of tasks and open files")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 user whose resources are counted in it"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 users whose resources are counted in it")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 address space of a program started in it"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 address spaces of programs started in it")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 file system made in it"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 file systems made in it")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 child namespace"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 child namespaces")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 namespace that it owns"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 namespaces that it owns")},
        {QT_TRANSLATE_NOOP("ReferenceStory", "%1 of a kind that this version does not know"), QT_TRANSLATE_NOOP("ReferenceStory", "%1 of kinds that this version does not know")},
    }};
    const auto& [one, many] = names[static_cast<std::size_t>(part.kind)];
    return words(part.count == 1 ? one : many).arg(part.count);
}

/// "7 references, 7 explained", "7 references, 2 unexplained".
QString briefText(const NsReferences& references)
{
    const std::uint32_t explained = std::min(references.explained(), references.count);
    const QString count = references.count == 1 ? words("1 reference") : words("%1 references").arg(references.count);
    return count + QStringLiteral(", ") + (explained == references.count ? words("%1 explained").arg(explained)
                                                                        : words("%1 unexplained").arg(references.count - explained));
}

QString agoText(std::int64_t ns)
{
    return ns < justNowNs ? words("just now") : words("%1 ago").arg(QString::fromStdString(spanText(ns)));
}

QString mayBe(const Life& life)
{
    if (life.initial)
        return words("The kernel itself keeps some of an initial namespace.");
    switch (life.ref.type) {
    case NsType::Net:
        return words("It may be a socket without a descriptor (one that nobody has accepted yet, or one of the kernel), or a descriptor on "
                     "its way from one process to another.");
    case NsType::User:
        return words("A user namespace is referred to from more places than can be walked.");
    default:
        return words("It may be a descriptor on its way from one process to another, or a mount in a tree that is not attached.");
    }
}

QString meaningOf(const NsReferences& references, const Life& life)
{
    const std::uint32_t unexplained = references.count - std::min(references.count, references.explained());
    if (unexplained == 0)
        return words("All that the kernel counts was found: nothing hidden keeps it alive.");
    const QString what = unexplained == 1
                             ? words("Unexplained means: the kernel counts 1 more than was found, so something that is not shown keeps it alive, too.")
                             : words("Unexplained means: the kernel counts %1 more than were found, so something that is not shown keeps it "
                                     "alive, too.").arg(unexplained);
    return what + QLatin1Char(' ') + mayBe(life);
}

/// The newest answer at or before `t` that none could be counted.
const ReferenceCount* refusalAt(const Frame& frame, Instant t)
{
    const auto& all = frame.uncounted;
    const auto found = std::find_if(all.rbegin(), all.rend(), [&](const ReferenceCount& one) { return one.at <= t; });
    return found == all.rend() ? nullptr : &*found;
}

QString troubleOf(const Frame& frame, const Life& life, Instant t, bool live)
{
    const CountedReferences* counted = countedAt(life, t);
    const CountedReferences* uncounted = uncountedAt(life, t);
    const ReferenceCount* refusal = live ? refusalAt(frame, t) : nullptr;
    if (refusal && (!counted || counted->at < refusal->at) && (!uncounted || uncounted->at < refusal->at)) {
        const QString why = words("They cannot be counted: %1.").arg(foreign(refusal->reason));
        return refusal->remedy.empty() ? why : why + QLatin1Char(' ') + words("It takes %1.").arg(foreign(refusal->remedy));
    }
    if (!uncounted)
        return {};
    return words("They could not be counted (%1): %2.").arg(agoText(t - uncounted->at), foreign(uncounted->reason));
}

} // namespace

ReferenceStory referenceStory(const Frame& frame, const Life& life, Instant t, bool live)
{
    const LifeState state = stateAt(life, t);
    const bool over = state == LifeState::Obsolete || state == LifeState::Destroyed;
    if (state == LifeState::Unborn || (life.counted.empty() && (!live || over)))
        return {};
    ReferenceStory story;
    story.trouble = troubleOf(frame, life, t, live);
    const CountedReferences* counted = countedAt(life, t);
    if (!counted) {
        story.head = live ? words("Not counted yet.") : words("Not counted up to this moment.");
        if (live && story.trouble.isEmpty())
            story.meaning = words("The kernel counts what refers to it. Held against what was found, that tells whether something hidden "
                                  "keeps it alive.");
        return story;
    }
    const NsReferences& references = *counted->references;
    const QString brief = briefText(references);
    const QString ago = agoText(t - counted->at);
    story.head = over ? words("It had %1, counted %2.").arg(brief, ago) : words("%1, counted %2.").arg(brief, ago);
    for (const ReferencePart& part : references.parts)
        story.parts << partText(part);
    if (!over)
        story.meaning = meaningOf(references, life);
    return story;
}

} // namespace nsscope::ui
