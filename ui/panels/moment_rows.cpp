// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/moment_rows.h"

#include "ui/models/life_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text) { return QCoreApplication::translate("MomentRows", text); }

/// Why nobody told an instant: the witness that could have is not there, or it has said nothing so far.
MomentRow missing(const Frame& frame, const QString& name, const char* witness, bool over)
{
    MomentRow row{name, over ? tr("nobody saw it") : tr("not yet"), {}, false};
    const auto found = std::find_if(frame.witnesses.begin(), frame.witnesses.end(),
                                    [&](const WitnessInfo& info) { return info.name == witness; });
    if (found != frame.witnesses.end() && !found->available) {
        row.time = tr("no witness");
        row.witness = tr("%1: %2").arg(witnessName(found->name), QString::fromStdString(found->reason));
    }
    return row;
}

MomentRow seen(const QString& name, const Interval& when, const QString& witness, Instant zero, Instant t)
{
    const bool happened = when.to <= t;
    return {name, happened ? intervalText(when, zero) : tr("not yet"), happened ? witness : QString(), happened};
}

QString bornWitness(const Life& life)
{
    if (life.labStep >= 0)
        return tr("step %1").arg(life.labStep + 1);
    return witnessName(life.born.witness);
}

} // namespace

QString intervalText(const Interval& when, Instant zero)
{
    const auto text = [&](Instant at) { return QString::fromStdString(offsetText(at - zero)); };
    if (when.exactTo(20'000))
        return text(when.to);
    QString from = text(when.from);
    const QString to = text(when.to);
    if (from.right(3) == to.right(3)) // the unit once
        from.chop(from.size() - from.lastIndexOf(QLatin1Char(' ')));
    return from == to.left(from.size()) && from.size() + 3 == to.size() ? to : from + QStringLiteral(" … ") + to.mid(1);
}

std::vector<MomentRow> momentRows(const Frame& frame, const Life& life, Instant t)
{
    const Instant zero = life.bornBeforeStream ? frame.first : life.born.when.from;
    const bool over = stateAt(life, t) == LifeState::Destroyed;
    std::vector<MomentRow> rows;
    if (life.bornBeforeStream)
        rows.push_back({tr("born"), life.initial ? tr("with the kernel") : tr("before the first look"), {}, true});
    else
        rows.push_back(seen(tr("born"), life.born.when, bornWitness(life), zero, t));
    if (life.left)
        rows.push_back(seen(tr("left"), life.left->when, witnessesText(*life.left), zero, t));
    else if (life.vanished)
        rows.push_back(seen(tr("last seen"), *life.vanished, witnessName("scan"), zero, t));
    if (life.initial)
        return rows;
    struct Kind
    {
        const char* name;
        const std::optional<Moment>& moment;
        const char* witness;
        bool always;
    };
    const Kind kinds[] = {{QT_TRANSLATE_NOOP("MomentRows", "last reference gone"), life.obsolete, "handle", true},
                          {QT_TRANSLATE_NOOP("MomentRows", "clean-up began"), life.teardownStarted, "workqueue", false},
                          {QT_TRANSLATE_NOOP("MomentRows", "number free"), life.numberFree, "allocator", true},
                          {QT_TRANSLATE_NOOP("MomentRows", "destroyed"), life.destroyed, "quota", true},
                          {QT_TRANSLATE_NOOP("MomentRows", "memory free"), life.memoryFree, "kmem", false}};
    for (const Kind& kind : kinds) {
        if (kind.moment)
            rows.push_back(seen(tr(kind.name), kind.moment->when, witnessesText(*kind.moment), zero, t));
        else if (kind.always)
            rows.push_back(missing(frame, tr(kind.name), kind.witness, over));
    }
    return rows;
}

} // namespace nsscope::ui
