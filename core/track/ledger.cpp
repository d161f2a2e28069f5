// SPDX-License-Identifier: Apache-2.0
#include "core/track/ledger.h"

#include "core/track/resolve_evidence.h"
#include "core/track/track_holders.h"

#include <algorithm>
#include <array>

namespace nsscope
{

namespace
{

constexpr std::size_t maxPending = 1024;
constexpr std::size_t maxEvidence = 64;

EventKind eventOf(EvidenceKind kind)
{
    switch (kind) {
    case EvidenceKind::Born:
        return EventKind::Born;
    case EvidenceKind::Left:
        return EventKind::Left;
    case EvidenceKind::Obsolete:
        return EventKind::Obsolete;
    case EvidenceKind::TeardownStarted:
        return EventKind::TeardownStarted;
    case EvidenceKind::NumberFree:
        return EventKind::NumberFree;
    case EvidenceKind::Destroyed:
        return EventKind::Destroyed;
    case EvidenceKind::MemoryFree:
        break;
    }
    return EventKind::MemoryFree;
}

} // namespace

Instant Ledger::aliveAt(LifeId id) const
{
    const LifeNotes& notes = m_lives.notes(id);
    return notes.inSight && m_lastScan ? std::max(notes.seen, *m_lastScan) : notes.seen;
}

LifeId Ledger::create(const NsRef& ref, const Moment& born, bool beforeStream)
{
    const auto earlier = m_lives.onNumber(ref);
    // Two that one scan found on one number came in an order that it cannot tell.
    const LifeId before = !earlier.empty() && m_lives.notes(earlier.back()).fact != m_fact ? earlier.back() : LifeId::None;
    // Without ids a snapshot has one entry for both, so no scan will tell that the one before has gone.
    if (before != LifeId::None && m_lives.notes(before).inSight && maybeSame(m_lives.at(before).ref, ref))
        vanish(before, born.when.to, born.when.to);
    const LifeId id = m_lives.add(ref);
    Life& life = m_lives.edit(id);
    life.born = born;
    life.bornBeforeStream = beforeStream;
    life.reuses = before;
    m_lives.notes(id).fact = m_fact;
    if (!beforeStream) {
        m_lives.notes(id).evidence.push_back({EvidenceKind::Born, ref, born.when, born.witness});
        event(born.when.to, EventKind::Born, id);
    }
    if (before != LifeId::None) {
        m_lives.edit(before).reusedBy = id;
        event(born.when.to, EventKind::Reused, id);
        settle(before);
    }
    tellPending(id);
    return id;
}

void Ledger::learnId(LifeId id, const NsRef& ref)
{
    if (ref.id != 0 && m_lives.at(id).ref.id == 0)
        m_lives.learnId(id, ref.id);
}

std::int32_t Ledger::addEvidence(const Evidence& evidence)
{
    ++m_fact;
    const LifeId id = lifeTold(evidence);
    if (id == LifeId::None) {
        if (m_pending.size() < maxPending)
            m_pending.push_back(evidence);
        return -1;
    }
    learnId(id, evidence.ns);
    tell(id, evidence);
    return m_lives.at(id).labRun;
}

void Ledger::tellPending(LifeId id)
{
    const auto mine = std::stable_partition(m_pending.begin(), m_pending.end(), [&](const Evidence& evidence) {
        return lifeTold(evidence) != id;
    });
    const std::vector<Evidence> told(mine, m_pending.end());
    m_pending.erase(mine, m_pending.end());
    for (const Evidence& evidence : told)
        tell(id, evidence);
}

void Ledger::tell(LifeId id, Evidence evidence)
{
    LifeNotes& notes = m_lives.notes(id);
    // Only the lab's own are given up by it; the namespace that it started in has other users.
    if (evidence.kind == EvidenceKind::Left && !notes.labMade)
        return;
    if (notes.evidence.size() >= maxEvidence)
        return;
    const bool left = evidence.kind == EvidenceKind::Left;
    notes.evidence.push_back(std::move(evidence));
    settle(id);
    if (left)
        closeLabHolder(m_lives.edit(id), m_lives.notes(id));
}

/// It was not destroyed, and its number not free, before this.
Instant Ledger::earliestEnd(LifeId id) const
{
    Instant from = aliveAt(id);
    for (const EvidenceKind kind : {EvidenceKind::Left, EvidenceKind::Obsolete, EvidenceKind::TeardownStarted}) {
        if (const Moment* moment = momentOf(m_lives.at(id), kind))
            from = std::max(from, moment->when.from);
    }
    return from;
}

void Ledger::noteReuse(LifeId id)
{
    const Life& life = m_lives.at(id);
    if (life.reusedBy == LifeId::None)
        return;
    const Instant to = m_lives.at(life.reusedBy).born.when.to;
    const Instant from = earliestEnd(id);
    auto& evidence = m_lives.notes(id).evidence;
    std::erase_if(evidence, [](const Evidence& one) { return one.witness == "reuse"; });
    evidence.push_back({EvidenceKind::NumberFree, life.ref, {std::min(from, to), to}, "reuse"});
}

/// A namespace holds a reference on its owner and parent until the kernel is done with it (put_user_ns in free_uts_ns,
/// cleanup_net and their kin), so where a user namespace has been destroyed, all that it owned were before.
void Ledger::tellOwned(LifeId owner)
{
    const Moment end = *m_lives.at(owner).destroyed;
    for (std::size_t i = 1; i <= m_lives.size(); ++i) {
        const auto id = static_cast<LifeId>(i);
        const Life& life = m_lives.at(id);
        if ((life.ownerLife != owner && life.parentLife != owner) || life.destroyed)
            continue;
        const Instant from = std::min(earliestEnd(id), end.when.to);
        tell(id, {EvidenceKind::Destroyed, life.ref, {from, end.when.to}, "owner"});
    }
}

void Ledger::settle(LifeId id)
{
    std::array<bool, evidenceKindCount> known{};
    for (std::size_t i = 0; i < evidenceKindCount; ++i)
        known[i] = momentOf(m_lives.at(id), static_cast<EvidenceKind>(i)) != nullptr;
    const Interval born = m_lives.at(id).born.when;
    Life& life = m_lives.edit(id);
    LifeNotes& notes = m_lives.notes(id);
    // Twice, because what tells of a reuse begins where the rest of the evidence ends.
    resolveEvidence(life, notes.evidence, aliveAt(id), m_origin);
    if (life.reusedBy != LifeId::None) {
        noteReuse(id);
        resolveEvidence(life, notes.evidence, aliveAt(id), m_origin);
    }
    for (std::size_t i = 0; i < evidenceKindCount; ++i) {
        const auto kind = static_cast<EvidenceKind>(i);
        if (const Moment* moment = momentOf(life, kind); moment && !known[i])
            event(moment->when.to, eventOf(kind), id);
    }
    const bool ownerEnds = life.ref.type == NsType::User && life.destroyed && !known[static_cast<std::size_t>(EvidenceKind::Destroyed)];
    const bool ends = life.obsolete || life.teardownStarted || endOf(life);
    if (ends && notes.inSight && std::find(m_dying.begin(), m_dying.end(), id) == m_dying.end())
        m_dying.push_back(id);
    const LifeId before = life.born.when != born ? life.reuses : LifeId::None;
    if (ownerEnds)
        tellOwned(id);
    if (before != LifeId::None)
        settle(before);
}

void Ledger::checkDying()
{
    std::erase_if(m_dying, [&](LifeId id) { return !m_lives.notes(id).inSight; });
    for (const LifeId id : m_dying) {
        // A scan disproves a witness once; saying so again at each scan would help nobody.
        const std::size_t before = m_lives.at(id).contradictions.size();
        if (!m_lives.notes(id).disproved) {
            settle(id);
            m_lives.notes(id).disproved = m_lives.at(id).contradictions.size() > before;
        }
    }
}

} // namespace nsscope
