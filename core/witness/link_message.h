// SPDX-License-Identifier: Apache-2.0
// Reads the rtnetlink messages about network devices as far as they tell in which network namespace the peer of a veth
// is, and writes the request for a list of them. Pure; takes any bytes. Kernel: net/core/rtnetlink.c rtnl_fill_ifinfo.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace nsscope
{

/// RTM_NEWLINK (there is one, or it changed) or RTM_DELLINK.
struct LinkEvent
{
    bool gone = false;
    std::int32_t index = 0;
    /// Of the namespace of its peer. Absent: no veth, a veth whose peer is in the same namespace, or one that the kernel is
    /// about to remove, of which it forgets the peer first (drivers/net/veth.c veth_dellink).
    std::optional<std::int32_t> peerNsid;
    bool operator==(const LinkEvent&) const = default;
};

/// Events in one datagram; what is no message of a device or is cut short is passed over. So is what a bridge tells of its
/// ports, by the same types: there RTM_DELLINK means that the device has left the bridge.
std::vector<LinkEvent> parseLinkEvents(std::span<const std::byte> datagram);

/// A request for all veths; each is answered as an RTM_NEWLINK.
std::vector<std::byte> makeVethListRequest(std::uint32_t sequence);
/// errno of the list's end, 0 where it is whole; absent where it does not end in this datagram.
std::optional<int> parseListEnd(std::span<const std::byte> datagram, std::uint32_t sequence);

} // namespace nsscope
