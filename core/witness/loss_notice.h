// SPDX-License-Identifier: Apache-2.0
// Says that the kernel threw announcements away, and does not say it again while that goes on.
#pragma once
#include "core/model/fact.h"

#include <optional>
#include <string>

namespace nsscope
{

class LossNotice
{
public:
    /// `what`: "netlink announcements"; `missed`: "that a teardown began".
    std::optional<Notice> tell(Instant now, const std::string& what, const std::string& missed)
    {
        if (m_told && now - *m_told < pause)
            return std::nullopt;
        m_told = now;
        return Notice{now, Notice::Level::Warning,
                      "The kernel threw " + what + " away because they came faster than they could be read: " + missed +
                          " before this may have been missed.",
                      ""};
    }

private:
    static constexpr std::int64_t pause = 10'000'000'000; // ns
    std::optional<Instant> m_told;
};

} // namespace nsscope
