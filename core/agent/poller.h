// SPDX-License-Identifier: Apache-2.0
// Waits for descriptors and for one moment (CLOCK_BOOTTIME, so that time asleep counts): epoll with a timerfd.
#pragma once
#include "core/base/error.h"
#include "core/base/instant.h"
#include "core/base/unique_fd.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace nsscope
{

class Poller
{
public:
    static Result<Poller> make();

    enum class For : std::uint8_t {
        All,    ///< whatever is readable ends the wait
        Urgent, ///< only what was added as Urgent does; nothing else wakes this task, which costs whoever wakes it
    };

    /// `tag` comes back from wait(); the largest value is taken. A descriptor that cannot be waited for (a regular
    /// file, /dev/null) counts as always readable.
    Status add(int fd, std::uint64_t tag, For when = For::Urgent);
    void remove(int fd);
    /// Tags of readable descriptors, none when `until` came first.
    Result<std::vector<std::uint64_t>> wait(std::optional<Instant> until, For what = For::All);

private:
    Poller(UniqueFd all, UniqueFd urgent, UniqueFd timer)
        : m_all(std::move(all)), m_urgent(std::move(urgent)), m_timer(std::move(timer))
    {
    }

    UniqueFd m_all;
    UniqueFd m_urgent;
    UniqueFd m_timer;
    struct AlwaysReady
    {
        int fd;
        std::uint64_t tag;
    };
    std::vector<AlwaysReady> m_alwaysReady;
};

} // namespace nsscope
