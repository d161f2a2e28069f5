// SPDX-License-Identifier: Apache-2.0
#include "core/witness/route_socket.h"

#include "core/witness/netlink_message.h"

#include <array>
#include <cerrno>
#include <linux/netlink.h>
#include <string>
#include <sys/socket.h>
#include <sys/time.h>
#include <utility>

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

Result<RouteSockets> openRoutes(std::initializer_list<RouteGroup> groups)
{
    auto listener = openBound(SOCK_NONBLOCK);
    if (!listener)
        return tl::make_unexpected(listener.error());
    for (const RouteGroup& group : groups) {
        if (::setsockopt(listener->get(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group.number, sizeof group.number) != 0)
            return errnoFailure(std::string("join ") + group.name);
    }
    auto asker = openRoute();
    if (!asker)
        return tl::make_unexpected(asker.error());
    return RouteSockets{std::move(*listener), std::move(*asker)};
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
