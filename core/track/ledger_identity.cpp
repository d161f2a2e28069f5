// SPDX-License-Identifier: Apache-2.0
// Which life a mention of a number means.
#include "core/track/ledger.h"
#include "core/track/resolve_evidence.h"

#include <algorithm>

namespace nsscope
{

namespace
{

bool bothKnown(const NsRef& a, const NsRef& b) { return a.id != 0 && b.id != 0; }
bool overlap(const Interval& a, const Interval& b) { return a.from <= b.to && b.from <= a.to; }

} // namespace

LifeId Ledger::lifeInSight(const NsRef& ref) const
{
    LifeId loose = LifeId::None;
    for (const LifeId id : m_lives.candidates(ref)) {
        if (!m_lives.notes(id).inSight || !maybeSame(m_lives.at(id).ref, ref))
            continue;
        if (m_lives.at(id).ref == ref)
            return id;
        if (loose == LifeId::None)
            loose = id;
    }
    return loose;
}

LifeId Ledger::lifeCounted(const NsRef& ref) const
{
    for (const LifeId id : NewestFirst(m_lives.onNumber(ref))) {
        const NsRef& known = m_lives.at(id).ref;
        if (maybeSame(known, ref) && (bothKnown(known, ref) || m_lives.notes(id).inSight))
            return id;
    }
    return LifeId::None;
}

LifeId Ledger::lifeSeen(const ScanFact& scan, const NsRef& ref)
{
    for (const LifeId id : m_lives.candidates(ref)) {
        const Life& life = m_lives.at(id);
        if (!maybeSame(life.ref, ref))
            continue;
        if (bothKnown(life.ref, ref))
            return id;
        const LifeNotes& notes = m_lives.notes(id);
        // Without ids it is the same as long as it never was out of sight; one that the lab has just made was not
        // looked at before.
        const bool justMade = notes.labMade && !notes.looked && !life.left && !endOf(life);
        const auto over = [&](const std::optional<Moment>& m) { return m && m->when.to < scan.start; };
        const bool ended = over(life.obsolete) || over(life.numberFree) || over(life.destroyed);
        if (notes.inSight && ended)
            return succeed(id, scan, ref);
        // What a user namespace owns holds it until the kernel is done with that (put_user_ns in cleanup_net and its kin), and
        // the gauge some milliseconds more.
        const bool mayBeKept = notes.labMade && !ended && ref.type == NsType::User;
        if (notes.inSight || justMade || mayBeKept)
            return id;
        break;
    }
    if (scan.first)
        return create(ref, {{scan.start, scan.start}, "scan"}, true);
    return create(ref, {birthBetweenScans(scan, ref), "scan"}, false);
}

Interval Ledger::birthBetweenScans(const ScanFact& scan, const NsRef& ref) const
{
    const Instant to = scan.start + scan.durationNs;
    Instant from = m_lastScan.value_or(m_origin);
    if (const auto look = m_processLooks.find(scan.onlyPid); look != m_processLooks.end())
        from = std::max(from, look->second);
    if (const auto earlier = m_lives.onNumber(ref); !earlier.empty()) {
        from = std::max(from, aliveAt(earlier.back()));
        if (const auto& free = m_lives.at(earlier.back()).numberFree)
            from = std::max(from, free->when.from);
    }
    return {std::min(from, to), to};
}

LifeId Ledger::lifeMade(const NsRef& ref, const Interval& birth)
{
    for (const LifeId id : m_lives.candidates(ref)) {
        const Life& life = m_lives.at(id);
        if (!maybeSame(life.ref, ref))
            continue;
        if (bothKnown(life.ref, ref))
            return id;
        // A scan may have come to see it before the step was told.
        const LifeNotes& notes = m_lives.notes(id);
        if (notes.inSight && !notes.labMade && !life.bornBeforeStream && overlap(life.born.when, birth))
            return id;
        break;
    }
    return create(ref, {birth, "lab"}, false);
}

LifeId Ledger::lifeLeft(const NsRef& ref) const
{
    for (const LifeId id : m_lives.candidates(ref)) {
        const Life& life = m_lives.at(id);
        if (maybeSame(life.ref, ref) && m_lives.notes(id).labMade && (bothKnown(life.ref, ref) || !life.left))
            return id;
    }
    return LifeId::None;
}

bool Ledger::couldMean(LifeId id, const Evidence& evidence) const
{
    const Life& life = m_lives.at(id);
    if (!maybeSame(life.ref, evidence.ns) || evidence.when.to < life.born.when.from)
        return false;
    // Told again, and later than its end: that was another one.
    const Moment* known = momentOf(life, evidence.kind);
    if (known && known->when.to < evidence.when.from)
        return false;
    // Quota and memory may come back after the number was taken over; all else comes before.
    if (evidence.kind == EvidenceKind::Destroyed || evidence.kind == EvidenceKind::MemoryFree)
        return true;
    const bool freeBefore = life.numberFree && life.numberFree->when.to < evidence.when.from;
    const bool takenBefore = life.reusedBy != LifeId::None && m_lives.at(life.reusedBy).born.when.to < evidence.when.from;
    return !freeBefore && !takenBefore;
}

LifeId Ledger::lifeTold(const Evidence& evidence) const
{
    const NewestFirst candidates = m_lives.candidates(evidence.ns);
    for (const LifeId id : candidates) {
        if (m_lives.at(id).ref == evidence.ns && evidence.ns.id != 0)
            return id;
    }
    LifeId newest = LifeId::None;
    for (const LifeId id : candidates) {
        if (!couldMean(id, evidence))
            continue;
        const bool useEnded = useEndOf(m_lives.at(id)).has_value();
        if (newest == LifeId::None) {
            newest = id;
            if (useEnded || evidence.kind <= EvidenceKind::Obsolete)
                return id;
        } else if (useEnded) {
            // The newest seems to be in use still, so the one before is meant, unless either could be.
            return evidence.kind <= EvidenceKind::NumberFree ? id : LifeId::None;
        }
    }
    return newest;
}

} // namespace nsscope
