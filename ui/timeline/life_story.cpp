// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/life_story.h"

#include "core/base/escape.h"
#include "ui/models/life_text.h"
#include "ui/timeline/phase_bands.h"

#include <QCoreApplication>
#include <QStringList>

namespace nsscope::ui
{

namespace
{

constexpr std::int64_t millisecond = 1'000'000;

QString tr(const char* text) { return QCoreApplication::translate("LifeStory", text); }

QString spanOf(std::int64_t ns) { return QString::fromStdString(spanText(ns)); }

QString told(const QString& what, const Moment& moment, Instant origin)
{
    return tr("%1 %2 (%3)").arg(what, intervalText(moment.when, origin), witnessesText(moment));
}

/// How long after the end of use: "34.0 ms later", "between 2.0 ms and 34.0 ms later" or the plain moment.
QString toldLater(const QString& what, const Moment& moment, const Life& life, Instant origin)
{
    const auto use = useEndOf(life);
    if (!use || moment.when.from < use->to || moment.when.to - moment.when.from > moment.when.from - use->to)
        return told(what, moment, origin);
    return tr("%1 %2 later (%3)").arg(what, spanOf(moment.when.to - use->to), witnessesText(moment));
}

QString bornClause(const Life& life, const Frame& frame, Instant origin)
{
    if (life.bornBeforeStream)
        return tr("was there before the recording began");
    QString clause = told(tr("born"), life.born, origin);
    if (life.labRun >= 0 && static_cast<std::size_t>(life.labRun) < frame.runs.size() && life.labPhase >= 0) {
        const LabStart& plan = frame.runs[static_cast<std::size_t>(life.labRun)]->plan;
        if (static_cast<std::size_t>(life.labPhase) < plan.phases.size())
            clause += tr(" as number %1 of the phase \"%2\"")
                          .arg(life.labNumber)
                          .arg(QString::fromStdString(plan.phases[static_cast<std::size_t>(life.labPhase)].name));
    }
    return clause;
}

QString presentClause(const Life& life, Instant last)
{
    const std::vector<Holder> holders = holdersAt(life, last);
    switch (stateAt(life, last)) {
    case LifeState::Held:
    case LifeState::Pinned:
        return holders.size() == 1 ? tr("still kept alive by %1").arg(holderText(holders.front()))
                                   : tr("still kept alive by %1 and %2 more")
                                         .arg(holderText(holders.front()))
                                         .arg(holders.size() - 1);
    case LifeState::Unseen:
        return tr("no holder is seen any more, and no witness has told whether it is gone");
    case LifeState::Obsolete:
        return tr("the kernel is still taking it down");
    case LifeState::Unborn:
    case LifeState::Destroyed:
        return {};
    }
    return {};
}

} // namespace

QString numberTitle(const NsRef& ref)
{
    const auto name = nsTypeName(ref.type);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())) + QLatin1Char(' ') +
           QString::fromStdString(offsetOf(ref.inode));
}

QString intervalText(Interval when, Instant origin)
{
    const auto text = [&](Instant t) { return QString::fromStdString(offsetText(t - origin)); };
    if (when.exactTo(millisecond))
        return tr("at %1").arg(text(when.to));
    return tr("between %1 and %2").arg(text(when.from), text(when.to));
}

QString lifeStory(const Life& life, const Frame& frame)
{
    const Instant origin = originOf(frame);
    QStringList clauses{bornClause(life, frame, origin)};
    if (life.left)
        clauses << told(tr("left"), *life.left, origin);
    else if (life.vanished)
        clauses << tr("not seen any more %1 (scan)").arg(intervalText(*life.vanished, origin));
    if (life.obsolete)
        clauses << told(tr("last reference gone"), *life.obsolete, origin);
    if (life.teardownStarted)
        clauses << toldLater(tr("teardown began"), *life.teardownStarted, life, origin);
    if (life.numberFree)
        clauses << toldLater(tr("number free"), *life.numberFree, life, origin);
    if (life.destroyed)
        clauses << toldLater(tr("destroyed"), *life.destroyed, life, origin);
    if (life.memoryFree)
        clauses << toldLater(tr("memory free"), *life.memoryFree, life, origin);
    if (const QString present = presentClause(life, frame.last); !present.isEmpty())
        clauses << present;
    if (const Life* next = frame.find(life.reusedBy))
        clauses << tr("its number was taken again %1").arg(intervalText(next->born.when, origin));
    for (const std::string& contradiction : life.contradictions)
        clauses << tr("witnesses disagree: %1").arg(QString::fromStdString(displayText(contradiction)));
    return tr("%1 (%2): %3.").arg(numberTitle(life.ref)).arg(life.ref.inode).arg(clauses.join(tr("; ")));
}

} // namespace nsscope::ui
