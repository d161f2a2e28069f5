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

    /// `tag` comes back from wait(); the largest value is taken. A descriptor that cannot be waited for (a regular
    /// file, /dev/null) counts as always readable.
    Status add(int fd, std::uint64_t tag);
    void remove(int fd);
    /// Tags of readable descriptors, none when `until` came first.
    Result<std::vector<std::uint64_t>> wait(std::optional<Instant> until);

private:
    Poller(UniqueFd epoll, UniqueFd timer) : m_epoll(std::move(epoll)), m_timer(std::move(timer)) {}

    UniqueFd m_epoll;
    UniqueFd m_timer;
    struct AlwaysReady
    {
        int fd;
        std::uint64_t tag;
    };
    std::vector<AlwaysReady> m_alwaysReady;
};

} // namespace nsscope
