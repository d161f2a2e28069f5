// SPDX-License-Identifier: Apache-2.0
// Turns what scans, witnesses and the lab tell about numbers into lives: which mention means which incarnation, when
// each was born and ended by the best evidence, and which took a number over from which. Never claims more than the
// evidence; where ids are unknown a number in unbroken sight counts as the same life. One thread, no clock.
#pragma once
#include "core/model/fact.h"
#include "core/track/frame.h"
#include "core/track/life_store.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace nsscope
{

/// Where a lab step stands; run -1 where the stream never told of its start.
struct StepPlace
{
    std::int32_t run = -1;
    std::int32_t phase = -1;
    std::int32_t number = 0; ///< 1-based among the lives of its phase
};

class Ledger
{
public:
    /// Zero of the times in sentences.
    void setOrigin(Instant origin) { m_origin = origin; }

    void addScan(const ScanFact& scan);
    void addStep(const LabStep& step, const StepPlace& place);
    /// Of one namespace; that of one which nothing else told of is left out.
    void addReferences(const ReferenceCount& counted);
    /// The run that the life belongs to, -1 for none: the evidence is a sign of life of that run.
    std::int32_t addEvidence(const Evidence& evidence);

    std::vector<std::shared_ptr<const Life>> shareLives() { return m_lives.share(); }
    std::vector<Event> takeEvents() { return std::exchange(m_events, {}); }

private:
    LifeId lifeSeen(const ScanFact& scan, const NsRef& ref);
    LifeId lifeMade(const NsRef& ref, const Interval& birth);
    LifeId addMade(const NsRef& ref, const LabStep& step, const StepPlace& place);
    LifeId lifeLeft(const NsRef& ref) const;
    LifeId lifeTold(const Evidence& evidence) const;
    LifeId lifeInSight(const NsRef& ref) const;
    LifeId lifeCounted(const NsRef& ref) const;
    bool couldMean(LifeId id, const Evidence& evidence) const;

    LifeId create(const NsRef& ref, const Moment& born, bool beforeStream);
    void learnId(LifeId id, const NsRef& ref);
    void applyChange(LifeId id, const NamespaceChange& change, const ScanFact& scan);
    void rememberProcess(const HolderList& holders, std::int32_t pid);
    /// Not found any more by looks that ended at `by`; its holders are gone at `gone`.
    void vanish(LifeId id, Instant by, Instant gone);
    LifeId succeed(LifeId before, const ScanFact& scan, const NsRef& ref);
    void vanishUnlisted(const ScanFact& scan);
    Interval birthBetweenScans(const ScanFact& scan, const NsRef& ref) const;

    void resolveLinks();
    void tell(LifeId id, Evidence evidence);
    void settle(LifeId id);
    void noteReuse(LifeId id);
    void tellOwned(LifeId owner);
    Instant earliestEnd(LifeId id) const;
    void tellPending(LifeId id);
    void checkDying();
    Instant aliveAt(LifeId id) const;
    void event(Instant at, EventKind kind, LifeId life) { m_events.push_back({at, kind, life, -1}); }

    LifeStore m_lives;
    std::vector<Event> m_events;
    Instant m_origin;
    std::uint64_t m_fact = 0;
    std::optional<Instant> m_lastScan;              ///< start of the last full one
    std::map<std::int32_t, Instant> m_processLooks; ///< starts of looks at one process since then
    std::map<std::int32_t, Holder> m_processes; ///< that the lab uses, as they were last looked at
    std::vector<Evidence> m_pending;                ///< about namespaces that nothing else told of yet
    std::vector<LifeId> m_unlinked;                 ///< owner or parent named, but not known as a life yet
    std::vector<LifeId> m_dying;                    ///< in sight although a witness has told their end
};

} // namespace nsscope
