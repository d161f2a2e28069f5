// SPDX-License-Identifier: Apache-2.0
// Which of the watched network namespaces an nsid means, from RTM_NEWNSID and RTM_DELNSID and by asking. Those without
// one are asked again when somebody was given one. Tells nothing itself.
#pragma once
#include "core/base/instant.h"
#include "core/witness/nsid_asker.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace nsscope
{

class NsidBook
{
public:
    struct Watched
    {
        NsRef ns;
        Instant alive; ///< when it was last known to be
    };
    /// Reads the announcements that are there and gives those of nsids to take().
    using Drain = std::function<void()>;

    NsidBook() = default;
    explicit NsidBook(NsidAsker asker) : m_asker(std::move(asker)) {}

    void watch(const NsRef& ns, Instant alive, bool assign, const Drain& drain);
    /// The one that the nsid meant until now.
    std::optional<Watched> take(const NsidEvent& event);
    /// Announcements were lost: no nsid is known to mean what it meant.
    void lose();
    bool lost() const { return m_lost; }
    /// Asks again for those without an nsid, where one was given to somebody since or may have been.
    void askAgain(const Drain& drain);

private:
    NsidAsker m_asker;
    std::map<std::int32_t, Watched> m_watched;
    std::vector<Watched> m_without; ///< have no nsid yet
    bool m_somebodyGotOne = false;
    bool m_lost = false; ///< announcements, since those without an nsid were last asked
};

} // namespace nsscope
