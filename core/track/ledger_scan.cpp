// SPDX-License-Identifier: Apache-2.0
// What scans and lab steps do to lives.
#include "core/track/ledger.h"
#include "core/track/resolve_evidence.h"
#include "core/track/track_holders.h"

#include <algorithm>
#include <set>

namespace nsscope
{

namespace
{

constexpr std::size_t maxProcessLooks = 1024;
constexpr std::size_t maxCounts = 100;

/// A look at one process carries the holders of all others over from the scan before; only its own were seen now.
bool sawItself(const NamespaceChange& change, const ScanFact& scan)
{
    return scan.onlyPid == 0 || std::any_of(change.info.holders.begin(), change.info.holders.end(),
                                            [&](const Holder& holder) { return holder.pid == scan.onlyPid; });
}

/// Its id became known, or was not told this time; the number did not go out of sight.
bool staysUnderAnotherName(const ScanFact& scan, const NsRef& gone)
{
    const auto sameEntry = [&](const NamespaceChange& change) {
        return maybeSame(change.info.ref, gone) && change.info.ref.id != gone.id;
    };
    return std::any_of(scan.changed.begin(), scan.changed.end(), sameEntry);
}

/// unshare(2), which gives 0, makes pid and time namespaces for the caller's children; clone(2), which gives a pid, puts
/// the child in (kernel/nsproxy.c, kernel/fork.c).
Holder firstHolder(Holder process, const NsRef& made, const LabStep& step)
{
    if (step.result == 0 && !nsTypeRow(made.type).forChildrenLink.empty()) {
        process.kind = HolderKind::ForChildren;
        process.nsPids.clear();
    }
    return process;
}

} // namespace

void Ledger::addScan(const ScanFact& scan)
{
    ++m_fact;
    if (scan.first)
        vanishUnlisted(scan);
    for (const NsRef& ref : scan.gone) {
        const LifeId id = lifeInSight(ref);
        if (id != LifeId::None && !staysUnderAnotherName(scan, ref))
            vanish(id, scan.start + scan.durationNs, scan.start);
    }
    for (const NamespaceChange& change : scan.changed)
        applyChange(lifeSeen(scan, change.info.ref), change, scan);
    resolveLinks();
    if (scan.onlyPid == 0) {
        m_lastScan = scan.start;
        m_processLooks.clear();
        checkDying();
    } else if (m_processLooks.size() < maxProcessLooks) {
        m_processLooks[scan.onlyPid] = scan.start;
    }
}

void Ledger::addReferences(const ReferenceCount& counted)
{
    const LifeId id = lifeCounted(*counted.ns);
    if (id == LifeId::None)
        return;
    std::vector<CountedReferences>& all = m_lives.edit(id).counted;
    CountedReferences one{counted.at, std::nullopt, counted.reason};
    if (counted.reason.empty())
        one.references = counted.references;
    const auto place = std::upper_bound(all.begin(), all.end(), one.at, [](Instant at, const CountedReferences& other) { return at < other.at; });
    all.insert(place, std::move(one));
    if (all.size() > maxCounts)
        all.erase(all.begin());
}

void Ledger::applyChange(LifeId id, const NamespaceChange& change, const ScanFact& scan)
{
    const NamespaceInfo& info = change.info;
    learnId(id, info.ref);
    LifeNotes& notes = m_lives.notes(id);
    Life& life = m_lives.edit(id);
    notes.inSight = true;
    notes.looked = true;
    if (scan.onlyPid != 0)
        rememberProcess(info.holders, scan.onlyPid);
    if (sawItself(change, scan)) {
        notes.seen = std::max(notes.seen, scan.start);
        life.lastSeen = std::max(life.lastSeen, scan.start);
    }
    life.vanished.reset();
    life.initial = info.initial;
    life.ownerUid = info.ownerUid;
    life.ownerUser = info.ownerUser;
    life.names = info.names;
    life.nsid = info.nsid;
    life.traits = info.traits;
    if (life.owner != info.owner || life.parent != info.parent) {
        life.owner = info.owner;
        life.parent = info.parent;
        life.ownerLife = LifeId::None;
        life.parentLife = LifeId::None;
        m_unlinked.push_back(id);
    }
    const std::size_t gone = change.whole
                                 ? replaceHolders(life, notes, info.holders, scan.start)
                                 : changeHolders(life, notes, info.holders, change.goneHolders, scan.start);
    if (gone > 0)
        event(scan.start, EventKind::HolderGone, id);
}

void Ledger::rememberProcess(const HolderList& holders, std::int32_t pid)
{
    for (const Holder& holder : holders) {
        if (holder.kind != HolderKind::Process || holder.pid != pid)
            continue;
        if (m_processes.size() >= maxProcessLooks)
            m_processes.clear();
        m_processes.insert_or_assign(pid, holder);
    }
}

void Ledger::vanish(LifeId id, Instant by, Instant gone)
{
    const Instant seen = aliveAt(id);
    LifeNotes& notes = m_lives.notes(id);
    Life& life = m_lives.edit(id);
    notes.inSight = false;
    notes.seen = seen;
    life.lastSeen = std::max(life.lastSeen, seen);
    life.vanished = Interval{std::min(life.lastSeen, by), by};
    closeHolders(life, notes, gone);
    event(by, EventKind::Vanished, id);
}

LifeId Ledger::succeed(LifeId before, const ScanFact& scan, const NsRef& ref)
{
    const Moment born{birthBetweenScans(scan, ref), "scan"};
    HolderList holders;
    for (const std::uint32_t span : m_lives.notes(before).open)
        holders.push_back(m_lives.at(before).holders[span].holder);
    const LifeId id = create(ref, born, false);
    // The entry's holders were told as a change; those that did not change are the new one's.
    replaceHolders(m_lives.edit(id), m_lives.notes(id), holders, scan.start);
    return id;
}

void Ledger::vanishUnlisted(const ScanFact& scan)
{
    std::set<LifeId> listed;
    for (const NamespaceChange& change : scan.changed)
        listed.insert(lifeInSight(change.info.ref));
    for (std::size_t i = 1; i <= m_lives.size(); ++i) {
        const auto id = static_cast<LifeId>(i);
        if (m_lives.notes(id).inSight && !listed.contains(id))
            vanish(id, scan.start + scan.durationNs, scan.start);
    }
}

void Ledger::resolveLinks()
{
    const auto linked = [&](const NsLink& link, LifeId known) {
        return link.kind == NsLink::Kind::Ref && known == LifeId::None ? lifeInSight(link.ref) : known;
    };
    std::erase_if(m_unlinked, [&](LifeId id) {
        const Life& now = m_lives.at(id);
        const LifeId owner = linked(now.owner, now.ownerLife);
        const LifeId parent = linked(now.parent, now.parentLife);
        const bool all = (now.owner.kind != NsLink::Kind::Ref || owner != LifeId::None) &&
                         (now.parent.kind != NsLink::Kind::Ref || parent != LifeId::None);
        // Editing may end the copy that `now` refers to.
        if (owner != now.ownerLife || parent != now.parentLife) {
            Life& life = m_lives.edit(id);
            life.ownerLife = owner;
            life.parentLife = parent;
        }
        return all || !m_lives.notes(id).inSight;
    });
}

LifeId Ledger::addMade(const NsRef& ref, const LabStep& step, const StepPlace& place)
{
    const Interval when{step.before, step.after};
    const LifeId made = lifeMade(ref, when);
    learnId(made, ref);
    Life& life = m_lives.edit(made);
    LifeNotes& notes = m_lives.notes(made);
    notes.labMade = true;
    notes.labHolder = step.holder;
    notes.seen = std::max(notes.seen, step.after);
    life.lastSeen = std::max(life.lastSeen, step.after);
    life.labRun = place.run;
    life.labStep = step.index;
    life.labPhase = place.phase;
    life.labNumber = place.number;
    if (const auto process = m_processes.find(step.holder); process != m_processes.end())
        changeHolders(life, notes, {firstHolder(process->second, ref, step)}, {}, step.after);
    if (life.born.witness != "lab")
        tell(made, {EvidenceKind::Born, ref, when, "lab"});
    return made;
}

void Ledger::addStep(const LabStep& step, const StepPlace& place)
{
    ++m_fact;
    const Interval when{step.before, step.after};
    if (step.left) {
        if (const LifeId id = lifeLeft(*step.left); id != LifeId::None) {
            m_lives.notes(id).seen = std::max(m_lives.notes(id).seen, step.before);
            tell(id, {EvidenceKind::Left, *step.left, when, "lab"});
        }
    }
    LifeId made = LifeId::None;
    StepPlace at = place;
    if (step.made)
        made = addMade(*step.made, step, at);
    for (const NsRef& ref : step.alsoMade) {
        ++at.number;
        addMade(ref, step, at);
    }
    m_events.push_back({step.after, EventKind::StepDone, made, step.index});
}

} // namespace nsscope
