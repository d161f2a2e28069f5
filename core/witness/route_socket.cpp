// SPDX-License-Identifier: Apache-2.0
#include "core/witness/route_socket.h"

#include "core/witness/netlink_message.h"

#include <array>
#include <cerrno>
#include <linux/netlink.h>
#include <string>
#include <sys/socket.h>
#include <sys/time.h>

namespace nsscope
{

namespace
{

Result<UniqueFd> openBound(int flags)
{
    UniqueFd socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | flags, NETLINK_ROUTE));
    if (!socket)
        return errnoFailure("socket(NETLINK_ROUTE)");
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return errnoFailure("bind(NETLINK_ROUTE)");
    return socket;
}

} // namespace

Result<UniqueFd> openRoute()
{
    auto socket = openBound(0);
    // A limit in case it does not answer within the send.
    const timeval patience{1, 0};
    if (socket)
        ::setsockopt(socket->get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return socket;
}

Result<UniqueFd> openRouteListener() { return openBound(SOCK_NONBLOCK); }

Status joinRouteGroup(const UniqueFd& listener, int group, const char* name)
{
    if (::setsockopt(listener.get(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) != 0)
        return errnoFailure(std::string("join ") + name);
    return {};
}

void readRoute(const UniqueFd& listener, const TakeDatagram& take, const std::function<void()>& lost)
{
    std::array<std::byte, netlinkDatagramCap> room;
    for (;;) {
        const ssize_t got = ::recv(listener.get(), room.data(), room.size(), 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == ENOBUFS) {
            lost();
            continue;
        }
        if (got < 0)
            return;
        take({room.data(), static_cast<std::size_t>(got)});
    }
}

Status exchangeRoute(const UniqueFd& socket, std::span<const std::byte> request,
                     const std::function<bool(std::span<const std::byte>)>& take)
{
    if (::send(socket.get(), request.data(), request.size(), 0) < 0)
        return errnoFailure("send(NETLINK_ROUTE)");
    std::array<std::byte, netlinkDatagramCap> room;
    for (;;) {
        const ssize_t got = ::recv(socket.get(), room.data(), room.size(), 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errnoFailure("recv(NETLINK_ROUTE)");
        if (take({room.data(), static_cast<std::size_t>(got)}))
            return {};
    }
}

} // namespace nsscope
