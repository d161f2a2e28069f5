// SPDX-License-Identifier: Apache-2.0
// Tells when a namespace became obsolete: its nsfs file handle opens while a reference is left and is stale from then
// on (kernel 6.18). Looks every 0.1 ms right after a holder went, then ever more slowly; those that nothing is expected
// of are looked at in turn, some thousand looks a second in all, fewer while an experiment goes on. Never keeps a
// descriptor.
#pragma once
#include "core/witness/ns_handle.h"
#include "core/witness/death_log.h"
#include "core/witness/witness.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace nsscope
{

class HandleWitness : public Witness
{
public:
    using Touch = std::function<int(const NsRef&)>;

    /// Every death told is added to `log` too, where there is one.
    HandleWitness(Clock clock, HandleSupport support, Touch touch = touchByHandle,
                  std::shared_ptr<DeathLog> log = nullptr);

    WitnessInfo availability() override;
    void watch(const NsRef& ns, Instant seen) override;
    void watchMade(const NsRef& ns, std::int32_t pid, Interval birth) override;
    void held(const NsRef& ns, Instant at) override;
    void expect(const NsRef& ns, Instant at) override;
    std::optional<Instant> nextLook() const override;
    std::vector<Fact> collect(Instant now) override;

private:
    struct Watched
    {
        NsRef ns;
        Instant lastAlive; ///< taken right before the last open that succeeded
    };
    struct Urgent
    {
        std::uint64_t id = 0;
        Instant leftAt;
        Instant due;
    };
    using Entry = std::map<std::uint64_t, Watched>::iterator;

    void add(const NsRef& ns, Instant alive);
    Entry find(const NsRef& ns);
    /// Looks once; false where it is gone, the fact is told and the entry erased.
    bool look(Entry entry);
    void lookAtUrgent(Instant now);
    void lookInTurn();

    Clock m_clock;
    HandleSupport m_support;
    Touch m_touch;
    std::shared_ptr<DeathLog> m_log;
    std::map<std::uint64_t, Watched> m_watched; ///< by id
    std::vector<Urgent> m_urgent;               ///< may die any moment
    std::vector<std::uint64_t> m_turn;          ///< ids of all, some of them forgotten meanwhile
    std::size_t m_nextInTurn = 0;
    std::int32_t m_mayOpenOf = 0; ///< what this process makes can be opened: one was
    Instant m_turnLast;
    Instant m_turnDue;
    Instant m_experimentTill; ///< looks in turn are few until then
    std::vector<Fact> m_facts;
};

} // namespace nsscope
