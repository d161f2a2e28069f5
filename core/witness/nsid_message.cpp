// SPDX-License-Identifier: Apache-2.0
#include "core/witness/nsid_message.h"

#include "core/witness/netlink_message.h"

#include <array>
#include <cerrno>
#include <linux/net_namespace.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace nsscope
{

namespace
{

std::optional<std::int32_t> nsidOf(const nlmsghdr* message)
{
    if (::mnl_nlmsg_get_payload_len(message) < sizeof(rtgenmsg))
        return std::nullopt;
    std::optional<std::int32_t> nsid;
    eachAttributeAfter(message, sizeof(rtgenmsg), [&](const nlattr* attribute) {
        if (::mnl_attr_get_type(attribute) == NETNSA_NSID && ::mnl_attr_validate(attribute, MNL_TYPE_U32) == 0)
            nsid = static_cast<std::int32_t>(::mnl_attr_get_u32(attribute));
    });
    return nsid;
}

} // namespace

std::vector<NsidEvent> parseNsidEvents(std::span<const std::byte> datagram)
{
    std::vector<NsidEvent> events;
    eachMessage(datagram, [&](const nlmsghdr* message) {
        if (message->nlmsg_type != RTM_NEWNSID && message->nlmsg_type != RTM_DELNSID)
            return;
        if (const auto nsid = nsidOf(message))
            events.push_back({message->nlmsg_type == RTM_DELNSID, *nsid});
    });
    return events;
}

std::vector<std::byte> makeNsidRequest(NsidRequest request, int fd, std::uint32_t sequence)
{
    alignas(nlmsghdr) std::array<char, 256> room{};
    nlmsghdr* const message = ::mnl_nlmsg_put_header(room.data());
    message->nlmsg_type = request == NsidRequest::Get ? RTM_GETNSID : RTM_NEWNSID;
    message->nlmsg_flags = NLM_F_REQUEST | (request == NsidRequest::Get ? 0 : NLM_F_ACK);
    message->nlmsg_seq = sequence;
    auto* const general = static_cast<rtgenmsg*>(::mnl_nlmsg_put_extra_header(message, sizeof(rtgenmsg)));
    general->rtgen_family = AF_UNSPEC;
    if (request == NsidRequest::Assign)
        ::mnl_attr_put_u32(message, NETNSA_NSID, static_cast<std::uint32_t>(-1));
    ::mnl_attr_put_u32(message, NETNSA_FD, static_cast<std::uint32_t>(fd));
    const auto* const bytes = reinterpret_cast<const std::byte*>(message);
    return {bytes, bytes + message->nlmsg_len};
}

std::optional<NsidReply> parseNsidReply(std::span<const std::byte> datagram, std::uint32_t sequence)
{
    std::optional<NsidReply> reply;
    eachMessage(datagram, [&](const nlmsghdr* message) {
        if (message->nlmsg_seq != sequence || reply)
            return;
        if (message->nlmsg_type == NLMSG_ERROR && ::mnl_nlmsg_get_payload_len(message) >= sizeof(nlmsgerr)) {
            const auto* const error = static_cast<const nlmsgerr*>(::mnl_nlmsg_get_payload(message));
            // No errno where it is no negative one (include/linux/err.h MAX_ERRNO), and none is 0.
            const bool known = error->error <= 0 && error->error > -4096;
            reply = NsidReply{known ? -error->error : EPROTO, std::nullopt};
        } else if (message->nlmsg_type == RTM_NEWNSID) {
            // NETNSA_NSID_NOT_ASSIGNED is -1.
            auto nsid = nsidOf(message);
            reply = NsidReply{0, nsid && *nsid >= 0 ? nsid : std::nullopt};
        }
    });
    return reply;
}

} // namespace nsscope
