// SPDX-License-Identifier: Apache-2.0
// Any bytes as a netlink datagram about nsids: read within bounds or passed over.
#include "core/witness/nsid_message.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace nsscope;
    const std::span<const std::byte> datagram(reinterpret_cast<const std::byte*>(data), size);
    (void)parseNsidEvents(datagram);
    (void)parseNsidReply(datagram, size >= 9 ? data[8] : 0);
    return 0;
}
