// SPDX-License-Identifier: Apache-2.0
// Any bytes as a netlink datagram about nsids or network devices: read within bounds or passed over.
#include "core/witness/link_message.h"
#include "core/witness/nsid_message.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace nsscope;
    const std::span<const std::byte> datagram(reinterpret_cast<const std::byte*>(data), size);
    (void)parseNsidEvents(datagram);
    const std::uint32_t sequence = size >= 9 ? data[8] : 0;
    (void)parseNsidReply(datagram, sequence);
    (void)parseListEnd(datagram, sequence);
    for (const LinkEvent& event : parseLinkEvents(datagram)) {
        if (event.index <= 0 || (event.peerNsid && *event.peerNsid < 0))
            __builtin_trap();
    }
    return 0;
}
