// SPDX-License-Identifier: Apache-2.0
// Walks the messages of a netlink datagram and the attributes of a message, over libmnl, within the bounds that are
// there whatever the lengths in them say. Says nothing of what a message means.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <libmnl/libmnl.h>
#include <span>

namespace nsscope
{

/// A datagram of more bytes is passed over; what is received into room of this size is none.
inline constexpr std::size_t netlinkDatagramCap = 16384;

/// Calls `use` for each whole message; libmnl checks the lengths.
template <class Use> void eachMessage(std::span<const std::byte> datagram, Use use)
{
    // libmnl wants the alignment of a message header, and lengths as int.
    alignas(nlmsghdr) std::array<std::byte, netlinkDatagramCap> room;
    if (datagram.empty() || datagram.size() > room.size())
        return;
    std::memcpy(room.data(), datagram.data(), datagram.size());
    int rest = static_cast<int>(datagram.size());
    // mnl_nlmsg_ok compares the length as int: one from 2 GiB on would pass.
    const auto whole = [&](const nlmsghdr* message) {
        return ::mnl_nlmsg_ok(message, rest) && message->nlmsg_len <= static_cast<std::uint32_t>(rest);
    };
    for (const auto* message = reinterpret_cast<const nlmsghdr*>(room.data()); whole(message);
         message = ::mnl_nlmsg_next(message, &rest))
        use(message);
}

/// Calls `use` for each whole attribute from `begin` up to `end`. libmnl's own loop macro is not C++.
template <class Use> void eachAttribute(const void* begin, const void* end, Use use)
{
    const auto* attribute = static_cast<const nlattr*>(begin);
    const auto rest = [&] { return static_cast<const char*>(end) - reinterpret_cast<const char*>(attribute); };
    for (; ::mnl_attr_ok(attribute, static_cast<int>(rest())); attribute = ::mnl_attr_next(attribute))
        use(attribute);
}

/// The same for those of a message that begins with a header of `size` bytes, which it has whole.
template <class Use> void eachAttributeAfter(const nlmsghdr* message, std::size_t size, Use use)
{
    eachAttribute(::mnl_nlmsg_get_payload_offset(message, size), ::mnl_nlmsg_get_payload_tail(message), use);
}

} // namespace nsscope
