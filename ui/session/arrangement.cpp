// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/arrangement.h"

#include <QUndoCommand>
#include <QUndoStack>

namespace nsscope::ui
{

namespace
{

enum StepKind { Alone = -1, MarkerAStep, MarkerBStep, FilterStep }; ///< steps of one kind in a row become one

template <class Map, class Key> void put(Map& map, const Key& key, const QString& text)
{
    if (text.isEmpty())
        map.erase(key);
    else
        map[key] = text;
}

} // namespace

/// Keeps both states whole: they are small, and undo cannot then go wrong in a detail.
class Arrangement::Step : public QUndoCommand
{
public:
    Step(Arrangement* owner, Arranged next, const QString& what, int kind)
        : QUndoCommand(what), m_owner(owner), m_before(owner->m_now), m_after(std::move(next)), m_kind(kind)
    {
    }
    void undo() override { m_owner->apply(m_before); }
    void redo() override { m_owner->apply(m_after); }
    int id() const override { return m_kind; }
    /// Dragging a marker or typing a filter is one step.
    bool mergeWith(const QUndoCommand* other) override
    {
        m_after = static_cast<const Step*>(other)->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    Arrangement* m_owner;
    Arranged m_before;
    Arranged m_after;
    int m_kind;
};

Arrangement::Arrangement(QObject* parent) : QObject(parent), m_stack(new QUndoStack(this)) {}

Arrangement::~Arrangement() = default;

QString Arrangement::label(LifeId life) const
{
    const auto found = m_now.labels.find(life);
    return found == m_now.labels.end() ? QString() : found->second;
}

QString Arrangement::note(LifeId life) const
{
    const auto found = m_now.notes.find(life);
    return found == m_now.notes.end() ? QString() : found->second;
}

void Arrangement::push(const Arranged& next, const QString& what, int kind)
{
    if (next != m_now)
        m_stack->push(new Step(this, next, what, kind));
}

void Arrangement::apply(const Arranged& next)
{
    const bool markers = next.markers[0] != m_now.markers[0] || next.markers[1] != m_now.markers[1];
    const bool filter = next.filter != m_now.filter;
    m_now = next;
    if (filter) {
        m_filter.reset();
        m_filterError.clear();
        if (const auto parsed = Filter::parse(m_now.filter.toStdString()); !parsed)
            m_filterError = tr("Column %1: %2").arg(parsed.error().column).arg(QString::fromStdString(parsed.error().message));
        else if (!m_now.filter.trimmed().isEmpty())
            m_filter = *parsed;
        emit filterChanged();
    }
    if (markers)
        emit markersChanged();
    emit changed();
}

void Arrangement::keep(LifeId life, bool kept)
{
    Arranged next = m_now;
    if (kept)
        next.kept.insert(life);
    else
        next.kept.erase(life);
    push(next, kept ? tr("keep in sight") : tr("keep no longer"), Alone);
}

void Arrangement::setLabel(LifeId life, const QString& label)
{
    Arranged next = m_now;
    put(next.labels, life, label.trimmed());
    push(next, tr("label"), Alone);
}

void Arrangement::setNote(LifeId life, const QString& note)
{
    Arranged next = m_now;
    put(next.notes, life, note.trimmed());
    push(next, tr("note"), Alone);
}

void Arrangement::setMomentNote(Instant at, const QString& note)
{
    Arranged next = m_now;
    put(next.momentNotes, at.ns, note.trimmed());
    push(next, tr("note on a moment"), Alone);
}

void Arrangement::setMarker(int which, std::optional<Instant> at)
{
    Arranged next = m_now;
    next.markers[which] = at;
    push(next, which == 0 ? tr("marker A") : tr("marker B"), which == 0 ? MarkerAStep : MarkerBStep);
}

void Arrangement::setFilter(const QString& expression)
{
    Arranged next = m_now;
    next.filter = expression;
    push(next, tr("filter"), FilterStep);
}

void Arrangement::setFocus(LifeId life)
{
    Arranged next = m_now;
    next.focus = life;
    push(next, life == LifeId::None ? tr("show all") : tr("show neighbourhood"), Alone);
}

void Arrangement::forget()
{
    m_stack->clear();
    apply({});
}

LifeId lifeMeant(const Frame& frame, const Remark& remark)
{
    LifeId meant = LifeId::None;
    for (const auto& life : frame.lives) {
        if (!remark.ns || !maybeSame(life->ref, *remark.ns))
            continue;
        if (life->born.when.to == remark.at)
            return life->id;
        if (life->born.when.to < remark.at || meant == LifeId::None)
            meant = life->id;
    }
    return meant;
}

void Arrangement::read(const std::vector<Remark>& remarks, const Frame& frame)
{
    Arranged next;
    for (const Remark& remark : remarks) {
        const QString text = QString::fromStdString(remark.text);
        const LifeId life = lifeMeant(frame, remark);
        if (remark.ns && life == LifeId::None)
            continue;
        switch (remark.kind) {
        case Remark::Kind::Label:
            put(next.labels, life, text);
            break;
        case Remark::Kind::Note:
            if (remark.ns)
                put(next.notes, life, text);
            else
                put(next.momentNotes, remark.at.ns, text);
            break;
        case Remark::Kind::Kept:
            next.kept.insert(life);
            break;
        case Remark::Kind::MarkerA:
        case Remark::Kind::MarkerB:
            next.markers[remark.kind == Remark::Kind::MarkerA ? 0 : 1] = remark.at;
            break;
        }
    }
    m_stack->clear();
    apply(next);
}

std::vector<Remark> Arrangement::remarks(const Frame& frame) const
{
    std::vector<Remark> all;
    const auto about = [&](Remark::Kind kind, LifeId id, const QString& text) {
        if (const Life* life = frame.find(id))
            all.push_back({kind, life->ref, life->born.when.to, text.toStdString()});
    };
    for (const LifeId life : m_now.kept)
        about(Remark::Kind::Kept, life, {});
    for (const auto& [life, text] : m_now.labels)
        about(Remark::Kind::Label, life, text);
    for (const auto& [life, text] : m_now.notes)
        about(Remark::Kind::Note, life, text);
    for (const auto& [ns, text] : m_now.momentNotes)
        all.push_back({Remark::Kind::Note, std::nullopt, {ns}, text.toStdString()});
    for (int which = 0; which < 2; ++which) {
        if (m_now.markers[which])
            all.push_back({which == 0 ? Remark::Kind::MarkerA : Remark::Kind::MarkerB, std::nullopt, *m_now.markers[which], {}});
    }
    return all;
}

} // namespace nsscope::ui

#include "moc_arrangement.cpp"
