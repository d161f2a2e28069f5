// SPDX-License-Identifier: Apache-2.0
#include "core/scan/nsid_query.h"

#include <cstring>
#include <linux/net_namespace.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace nsscope
{

namespace
{

struct Question
{
    nlmsghdr header;
    rtgenmsg family;
    char pad[NLMSG_ALIGN(sizeof(rtgenmsg)) - sizeof(rtgenmsg)];
    nlattr attribute;
    std::int32_t fd;
};
static_assert(sizeof(Question) == 28);

std::optional<std::int32_t> idIn(const char* text, std::size_t size)
{
    nlmsghdr header;
    if (size < NLMSG_LENGTH(sizeof(rtgenmsg)))
        return std::nullopt;
    std::memcpy(&header, text, sizeof header);
    if (header.nlmsg_type != RTM_NEWNSID)
        return std::nullopt;
    for (std::size_t at = NLMSG_SPACE(sizeof(rtgenmsg)); at + sizeof(nlattr) <= size;) {
        nlattr attribute;
        std::memcpy(&attribute, text + at, sizeof attribute);
        if (attribute.nla_len < sizeof attribute || at + attribute.nla_len > size)
            return std::nullopt;
        std::int32_t id = -1;
        if (attribute.nla_type == NETNSA_NSID && attribute.nla_len >= sizeof attribute + sizeof id) {
            std::memcpy(&id, text + at + sizeof attribute, sizeof id);
            return id >= 0 ? std::optional(id) : std::nullopt;
        }
        at += NLA_ALIGN(attribute.nla_len);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::int32_t> NsidQuery::ask(int fd)
{
    if (!m_socket)
        m_socket.reset(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
    if (!m_socket)
        return std::nullopt;
    Question question = {};
    question.header.nlmsg_len = sizeof question;
    question.header.nlmsg_type = RTM_GETNSID;
    question.header.nlmsg_flags = NLM_F_REQUEST;
    question.header.nlmsg_seq = ++m_sequence;
    question.attribute.nla_len = sizeof question.attribute + sizeof question.fd;
    question.attribute.nla_type = NETNSA_FD;
    question.fd = fd;
    if (::send(m_socket.get(), &question, sizeof question, 0) < 0)
        return std::nullopt;
    // The kernel answers within the send; one answer or one error, so this never waits.
    char answer[512];
    const ssize_t got = ::recv(m_socket.get(), answer, sizeof answer, MSG_DONTWAIT);
    return got > 0 ? idIn(answer, static_cast<std::size_t>(got)) : std::nullopt;
}

} // namespace nsscope
