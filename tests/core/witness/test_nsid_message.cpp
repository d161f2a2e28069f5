// SPDX-License-Identifier: Apache-2.0
#include "core/witness/nsid_message.h"

#include <cerrno>
#include <cstring>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>
#include <linux/net_namespace.h>
#include <linux/rtnetlink.h>

using namespace nsscope;
using namespace testing;

namespace
{

/// A message as the kernel sends it: header, rtgenmsg padded to 4, one attribute of 32 bits.
std::vector<std::byte> message(std::uint16_t type, std::uint32_t sequence, std::int32_t nsid)
{
    struct
    {
        nlmsghdr header;
        rtgenmsg general;
        nlattr attribute;
        std::int32_t value;
    } parts{{sizeof(nlmsghdr) + 4 + 8, type, 0, sequence, 0}, {}, {8, NETNSA_NSID}, nsid};
    std::vector<std::byte> bytes(parts.header.nlmsg_len);
    std::memcpy(bytes.data(), &parts.header, sizeof parts.header);
    std::memcpy(bytes.data() + sizeof parts.header + 4, &parts.attribute, 4);
    std::memcpy(bytes.data() + sizeof parts.header + 8, &parts.value, 4);
    return bytes;
}

} // namespace

TEST(NsidMessage, ReadsEventsOneAfterTheOther)
{
    std::vector<std::byte> datagram = message(RTM_NEWNSID, 0, 3);
    const auto second = message(RTM_DELNSID, 0, 4);
    datagram.insert(datagram.end(), second.begin(), second.end());
    EXPECT_THAT(parseNsidEvents(datagram), ElementsAre(NsidEvent{false, 3}, NsidEvent{true, 4}));
}

TEST(NsidMessage, PassesOverWhatIsCutOrForeign)
{
    EXPECT_THAT(parseNsidEvents({}), IsEmpty());
    EXPECT_THAT(parseNsidEvents(message(RTM_NEWLINK, 0, 3)), IsEmpty());
    const auto whole = message(RTM_DELNSID, 0, 4);
    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_THAT(parseNsidEvents(std::span(whole).first(length)), IsEmpty()) << length;
    // Lengths that lie.
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto lying = whole;
        for (const unsigned char value : {0, 1, 3, 0x7f, 0xff}) {
            lying[at] = static_cast<std::byte>(value);
            (void)parseNsidEvents(lying);
            (void)parseNsidReply(lying, 0);
        }
    }
    EXPECT_THAT(parseNsidEvents(std::vector<std::byte>(100000)), IsEmpty());
}

TEST(NsidMessage, ReadsTheReplyToItsOwnRequestOnly)
{
    EXPECT_EQ(parseNsidReply(message(RTM_NEWNSID, 7, 5), 7)->nsid, 5);
    EXPECT_FALSE(parseNsidReply(message(RTM_NEWNSID, 6, 5), 7));
    const auto none = parseNsidReply(message(RTM_NEWNSID, 7, NETNSA_NSID_NOT_ASSIGNED), 7);
    ASSERT_TRUE(none);
    EXPECT_EQ(none->nsid, std::nullopt);
    EXPECT_EQ(none->error, 0);
}

TEST(NsidMessage, AnErrorIsANegativeErrnoOrNone)
{
    const auto told = [](int error) {
        struct
        {
            nlmsghdr header;
            nlmsgerr content;
        } reply{};
        reply.header = {sizeof reply, NLMSG_ERROR, 0, 7, 0};
        reply.content.error = error;
        return parseNsidReply(std::as_bytes(std::span(&reply, 1)), 7).value().error;
    };
    EXPECT_EQ(told(-EPERM), EPERM);
    EXPECT_EQ(told(0), 0);
    for (const int lie : {1, -4096, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()})
        EXPECT_EQ(told(lie), EPROTO) << lie;
}

TEST(NsidMessage, RequestsNameTheDescriptor)
{
    const auto get = makeNsidRequest(NsidRequest::Get, 9, 1);
    const auto assign = makeNsidRequest(NsidRequest::Assign, 9, 2);
    EXPECT_EQ(get.size(), sizeof(nlmsghdr) + 4 + 8);
    EXPECT_EQ(assign.size(), sizeof(nlmsghdr) + 4 + 16);
}
