// SPDX-License-Identifier: Apache-2.0
#include "core/agent/poller.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/timerfd.h>

namespace nsscope
{

namespace
{

constexpr std::uint64_t timerTag = UINT64_MAX;

Status watchReadable(int epoll, int fd, std::uint64_t tag)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = tag;
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0)
        return errnoFailure("epoll_ctl");
    return {};
}

} // namespace

Result<Poller> Poller::make()
{
    UniqueFd all(::epoll_create1(EPOLL_CLOEXEC));
    UniqueFd urgent(::epoll_create1(EPOLL_CLOEXEC));
    if (!all || !urgent)
        return errnoFailure("epoll_create1");
    UniqueFd timer(::timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK));
    if (!timer)
        return errnoFailure("timerfd_create");
    for (const int epoll : {all.get(), urgent.get()}) {
        if (const Status added = watchReadable(epoll, timer.get(), timerTag); !added)
            return tl::make_unexpected(added.error());
    }
    return Poller(std::move(all), std::move(urgent), std::move(timer));
}

Status Poller::add(int fd, std::uint64_t tag, For when)
{
    Status added = watchReadable(m_all.get(), fd, tag);
    if (!added && added.error().code == EPERM) { // epoll_ctl(2): the file does not support epoll
        m_alwaysReady.push_back({fd, tag});
        return {};
    }
    return added && when == For::Urgent ? watchReadable(m_urgent.get(), fd, tag) : added;
}

void Poller::remove(int fd)
{
    for (const int epoll : {m_all.get(), m_urgent.get()})
        ::epoll_ctl(epoll, EPOLL_CTL_DEL, fd, nullptr);
    std::erase_if(m_alwaysReady, [fd](const AlwaysReady& ready) { return ready.fd == fd; });
}

Result<std::vector<std::uint64_t>> Poller::wait(std::optional<Instant> until, For what)
{
    itimerspec moment{};
    if (until) {
        const std::int64_t ns = std::max<std::int64_t>(until->ns, 1); // 0 would disarm the timer
        moment.it_value.tv_sec = ns / 1'000'000'000;
        moment.it_value.tv_nsec = ns % 1'000'000'000;
    }
    ::timerfd_settime(m_timer.get(), TFD_TIMER_ABSTIME, &moment, nullptr);

    std::array<epoll_event, 16> events;
    const int epoll = what == For::All ? m_all.get() : m_urgent.get();
    int count = 0;
    do {
        count = ::epoll_wait(epoll, events.data(), events.size(), m_alwaysReady.empty() ? -1 : 0);
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        return errnoFailure("epoll_wait");

    std::vector<std::uint64_t> tags;
    for (int i = 0; i < count; ++i) {
        if (events[static_cast<std::size_t>(i)].data.u64 != timerTag)
            tags.push_back(events[static_cast<std::size_t>(i)].data.u64);
    }
    for (const AlwaysReady& ready : m_alwaysReady)
        tags.push_back(ready.tag);
    return tags;
}

} // namespace nsscope
