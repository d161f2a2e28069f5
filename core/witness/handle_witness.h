// SPDX-License-Identifier: Apache-2.0
// Tells when a namespace became obsolete: its nsfs file handle opens while a reference is left and is stale from then
// on (kernel 6.18). Looks every 0.1 ms right after a holder went, then ever more slowly; never keeps a descriptor.
#pragma once
#include "core/witness/ns_handle.h"
#include "core/witness/obsolete_log.h"
#include "core/witness/witness.h"

#include <functional>
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
                  std::shared_ptr<ObsoleteLog> log = nullptr);

    WitnessInfo availability() override;
    void watch(const NsRef& ns, Instant seen) override;
    void expect(const NsRef& ns, Instant at) override;
    std::optional<Instant> nextLook() const override;
    std::vector<Fact> collect(Instant now) override;

private:
    struct Watched
    {
        NsRef ns;
        Instant lastAlive; ///< taken right before the last open that succeeded
        Instant due;
        std::optional<Instant> leftAt;
    };
    /// Looks once; false where it is gone and the fact is told, or where nothing can be said.
    bool look(Watched& watched);
    std::int64_t pause(const Watched& watched, Instant now) const;

    Clock m_clock;
    HandleSupport m_support;
    Touch m_touch;
    std::shared_ptr<ObsoleteLog> m_log;
    std::vector<Watched> m_watched;
    std::vector<Fact> m_facts;
};

} // namespace nsscope
