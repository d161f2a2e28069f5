// SPDX-License-Identifier: Apache-2.0
#include "core/witness/veth_list.h"

#include "core/witness/route_socket.h"

#include <optional>

namespace nsscope
{

Result<std::vector<LinkEvent>> readVeths(std::size_t cap)
{
    const auto socket = openRoute();
    if (!socket)
        return tl::make_unexpected(socket.error());
    constexpr std::uint32_t sequence = 1; // the socket's only request
    std::vector<LinkEvent> veths;
    std::optional<int> end;
    const auto done = exchangeRoute(*socket, makeVethListRequest(sequence), [&](std::span<const std::byte> datagram) {
        for (const LinkEvent& link : parseLinkEvents(datagram)) {
            if (!link.gone && link.peerNsid && veths.size() < cap)
                veths.push_back(link);
        }
        end = parseListEnd(datagram, sequence);
        return end || veths.size() >= cap;
    });
    if (!done)
        return tl::make_unexpected(done.error());
    if (end && *end != 0)
        return failure("list network devices", {}, *end);
    return veths;
}

} // namespace nsscope
