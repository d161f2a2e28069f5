// SPDX-License-Identifier: Apache-2.0
#include "core/witness/link_message.h"

#include "core/witness/netlink_message.h"

#include <array>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <string_view>
#include <sys/socket.h>

namespace nsscope
{

namespace
{

constexpr const char* vethKind = "veth";

std::string_view textOf(const nlattr* attribute)
{
    const std::string_view whole(static_cast<const char*>(::mnl_attr_get_payload(attribute)),
                                 ::mnl_attr_get_payload_len(attribute));
    return whole.substr(0, whole.find('\0'));
}

bool saysVeth(const nlattr* linkInfo)
{
    bool veth = false;
    const auto* const begin = static_cast<const char*>(::mnl_attr_get_payload(linkInfo));
    eachAttribute(begin, begin + ::mnl_attr_get_payload_len(linkInfo), [&](const nlattr* attribute) {
        veth |= ::mnl_attr_get_type(attribute) == IFLA_INFO_KIND && textOf(attribute) == vethKind;
    });
    return veth;
}

std::optional<std::int32_t> peerNsidOf(const nlmsghdr* message)
{
    bool veth = false;
    std::optional<std::int32_t> nsid;
    eachAttributeAfter(message, sizeof(ifinfomsg), [&](const nlattr* attribute) {
        const auto type = ::mnl_attr_get_type(attribute);
        if (type == IFLA_LINKINFO)
            veth = saysVeth(attribute);
        else if (type == IFLA_LINK_NETNSID && ::mnl_attr_validate(attribute, MNL_TYPE_U32) == 0)
            nsid = static_cast<std::int32_t>(::mnl_attr_get_u32(attribute));
    });
    // NETNSA_NSID_NOT_ASSIGNED is -1.
    return veth && nsid && *nsid >= 0 ? nsid : std::nullopt;
}

} // namespace

std::vector<LinkEvent> parseLinkEvents(std::span<const std::byte> datagram)
{
    std::vector<LinkEvent> events;
    eachMessage(datagram, [&](const nlmsghdr* message) {
        if ((message->nlmsg_type != RTM_NEWLINK && message->nlmsg_type != RTM_DELLINK) ||
            ::mnl_nlmsg_get_payload_len(message) < sizeof(ifinfomsg))
            return;
        const auto* const device = static_cast<const ifinfomsg*>(::mnl_nlmsg_get_payload(message));
        if (device->ifi_family == AF_UNSPEC && device->ifi_index > 0)
            events.push_back({message->nlmsg_type == RTM_DELLINK, device->ifi_index, peerNsidOf(message)});
    });
    return events;
}

std::vector<std::byte> makeVethListRequest(std::uint32_t sequence)
{
    alignas(nlmsghdr) std::array<char, 256> room{};
    nlmsghdr* const message = ::mnl_nlmsg_put_header(room.data());
    message->nlmsg_type = RTM_GETLINK;
    message->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    message->nlmsg_seq = sequence;
    ::mnl_nlmsg_put_extra_header(message, sizeof(ifinfomsg));
    ::mnl_attr_put_u32(message, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
    nlattr* const info = ::mnl_attr_nest_start(message, IFLA_LINKINFO);
    ::mnl_attr_put_strz(message, IFLA_INFO_KIND, vethKind);
    ::mnl_attr_nest_end(message, info);
    const auto* const bytes = reinterpret_cast<const std::byte*>(message);
    return {bytes, bytes + message->nlmsg_len};
}

std::optional<int> parseListEnd(std::span<const std::byte> datagram, std::uint32_t sequence)
{
    std::optional<int> end;
    eachMessage(datagram, [&](const nlmsghdr* message) {
        if (message->nlmsg_seq != sequence || end)
            return;
        std::int32_t error = 0; // both begin with it; the end of a list may have none
        if (message->nlmsg_type == NLMSG_ERROR && ::mnl_nlmsg_get_payload_len(message) < sizeof(nlmsgerr))
            return;
        if (message->nlmsg_type != NLMSG_DONE && message->nlmsg_type != NLMSG_ERROR)
            return;
        if (::mnl_nlmsg_get_payload_len(message) >= sizeof error)
            std::memcpy(&error, ::mnl_nlmsg_get_payload(message), sizeof error);
        end = error < 0 && error > -4096 ? -error : 0;
    });
    return end;
}

} // namespace nsscope
