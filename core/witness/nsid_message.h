// SPDX-License-Identifier: Apache-2.0
// Reads and writes the rtnetlink messages about nsids, the numbers by which one network namespace knows others.
// Pure; takes any bytes. Kernel: include/uapi/linux/net_namespace.h, net/core/net_namespace.c.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace nsscope
{

/// RTM_NEWNSID or RTM_DELNSID.
struct NsidEvent
{
    bool gone = false;
    std::int32_t nsid = -1;
    bool operator==(const NsidEvent&) const = default;
};

/// Events in one datagram; what is no nsid message or is cut short is passed over.
std::vector<NsidEvent> parseNsidEvents(std::span<const std::byte> datagram);

enum class NsidRequest : std::uint8_t {
    Get,   ///< RTM_GETNSID: which nsid has the namespace of this descriptor here
    Assign ///< RTM_NEWNSID: give it one, the lowest free; needs CAP_NET_ADMIN
};
/// A request for the namespace open as `fd` in this process.
std::vector<std::byte> makeNsidRequest(NsidRequest request, int fd, std::uint32_t sequence);

struct NsidReply
{
    int error = 0; ///< errno
    std::optional<std::int32_t> nsid; ///< answer to Get; absent: it has none
};
/// Reply to the request of this sequence; absent where the datagram is something else.
std::optional<NsidReply> parseNsidReply(std::span<const std::byte> datagram, std::uint32_t sequence);

} // namespace nsscope
