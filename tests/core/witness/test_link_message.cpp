// SPDX-License-Identifier: Apache-2.0
#include "core/witness/link_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <string>
#include <sys/socket.h>

using namespace nsscope;
using namespace testing;

namespace
{

std::string bytesOf(const auto& value) { return {reinterpret_cast<const char*>(&value), sizeof value}; }

std::string attributeText(std::uint16_t type, const std::string& payload)
{
    std::string text = bytesOf(nlattr{static_cast<std::uint16_t>(NLA_HDRLEN + payload.size()), type}) + payload;
    text.resize(NLA_ALIGN(text.size()));
    return text;
}

std::string kindText(const std::string& kind)
{
    return attributeText(IFLA_LINKINFO | NLA_F_NESTED, attributeText(IFLA_INFO_KIND, kind + '\0'));
}

std::string nsidText(std::int32_t nsid) { return attributeText(IFLA_LINK_NETNSID, bytesOf(nsid)); }

std::string messageText(std::uint16_t type, std::uint32_t sequence, const std::string& payload)
{
    return bytesOf(nlmsghdr{static_cast<std::uint32_t>(sizeof(nlmsghdr) + payload.size()), type, 0, sequence, 0}) + payload;
}

/// As the kernel sends it of a device: name, what is given, hardware address.
std::string linkText(std::uint16_t type, int index, const std::string& attributes, unsigned char family = AF_UNSPEC)
{
    ifinfomsg device{};
    device.ifi_family = family;
    device.ifi_index = index;
    return messageText(type, 0, bytesOf(device) + attributeText(IFLA_IFNAME, "veth0") + attributes +
                                    attributeText(IFLA_ADDRESS, "\1\2\3\4\5\6"));
}

std::span<const std::byte> asBytes(const std::string& text) { return std::as_bytes(std::span(text)); }

std::vector<LinkEvent> eventsIn(const std::string& text) { return parseLinkEvents(asBytes(text)); }

} // namespace

TEST(LinkMessage, ReadsWhereThePeerOfAVethIs)
{
    EXPECT_THAT(eventsIn(linkText(RTM_NEWLINK, 7, kindText("veth") + nsidText(3)) +
                         linkText(RTM_NEWLINK, 8, nsidText(0) + kindText("veth")) + linkText(RTM_DELLINK, 7, kindText("veth"))),
                ElementsAre(LinkEvent{false, 7, 3}, LinkEvent{false, 8, 0}, LinkEvent{true, 7, std::nullopt}));
}

TEST(LinkMessage, OfOtherDevicesItReadsThatTheyAre)
{
    for (const char* kind : {"macvlan", "vet", "veth2", ""})
        EXPECT_THAT(eventsIn(linkText(RTM_NEWLINK, 7, kindText(kind) + nsidText(3))),
                    ElementsAre(LinkEvent{false, 7, std::nullopt}))
            << kind;
    EXPECT_THAT(eventsIn(linkText(RTM_NEWLINK, 7, nsidText(3))), ElementsAre(LinkEvent{false, 7, std::nullopt}));
    EXPECT_THAT(eventsIn(linkText(RTM_NEWLINK, 7, kindText("veth") + nsidText(-1))),
                ElementsAre(LinkEvent{false, 7, std::nullopt}))
        << "its namespace has no nsid";
}

TEST(LinkMessage, ABridgeThatLosesAPortIsNoDeviceThatGoes)
{
    EXPECT_THAT(eventsIn(linkText(RTM_DELLINK, 7, "", AF_BRIDGE)), IsEmpty());
    EXPECT_THAT(eventsIn(linkText(RTM_NEWLINK, 7, "", AF_BRIDGE)), IsEmpty());
}

TEST(LinkMessage, PassesOverWhatIsCutOrForeign)
{
    const std::string whole = linkText(RTM_NEWLINK, 7, kindText("veth") + nsidText(3));
    EXPECT_THAT(eventsIn(""), IsEmpty());
    EXPECT_THAT(eventsIn(linkText(RTM_NEWADDR, 7, nsidText(3))), IsEmpty());
    EXPECT_THAT(eventsIn(linkText(RTM_NEWLINK, 0, kindText("veth") + nsidText(3))), IsEmpty());
    ifinfomsg device{};
    device.ifi_index = 7;
    EXPECT_THAT(eventsIn(messageText(RTM_NEWLINK, 0, bytesOf(device).substr(0, 12))), IsEmpty());
    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_THAT(eventsIn(whole.substr(0, length)), IsEmpty()) << length;
    EXPECT_THAT(eventsIn(std::string(100000, '\0')), IsEmpty());
}

TEST(LinkMessage, LengthsThatLieLeadNowhere)
{
    const std::string whole = linkText(RTM_NEWLINK, 7, kindText("veth") + nsidText(3));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const char value : {'\0', '\1', '\3', '\x7f', '\xff'}) {
            std::string lying = whole;
            lying[at] = value;
            for (const LinkEvent& event : eventsIn(lying))
                EXPECT_TRUE(event.index > 0 && event.peerNsid.value_or(0) >= 0) << at;
            (void)parseListEnd(asBytes(lying), 0);
        }
    }
    // An nsid of another size, and a kind that claims to be longer than what it stands in.
    EXPECT_THAT(eventsIn(linkText(RTM_NEWLINK, 7, kindText("veth") + attributeText(IFLA_LINK_NETNSID, "\3"))),
                ElementsAre(LinkEvent{false, 7, std::nullopt}));
    std::string nested = attributeText(IFLA_INFO_KIND, std::string("veth\0", 5));
    nested[0] = 64;
    EXPECT_THAT(eventsIn(linkText(RTM_NEWLINK, 7, attributeText(IFLA_LINKINFO, nested) + nsidText(3))),
                ElementsAre(LinkEvent{false, 7, std::nullopt}));
}

TEST(LinkMessage, AListHasAnEnd)
{
    EXPECT_EQ(parseListEnd(asBytes(messageText(NLMSG_DONE, 5, bytesOf(std::int32_t{0}))), 5), 0);
    EXPECT_EQ(parseListEnd(asBytes(messageText(NLMSG_DONE, 5, "")), 5), 0);
    EXPECT_EQ(parseListEnd(asBytes(messageText(NLMSG_ERROR, 5, bytesOf(nlmsgerr{-EPERM, {}}))), 5), EPERM);
    EXPECT_EQ(parseListEnd(asBytes(messageText(NLMSG_DONE, 4, "")), 5), std::nullopt) << "of another request";
    EXPECT_EQ(parseListEnd(asBytes(messageText(NLMSG_ERROR, 5, "cut")), 5), std::nullopt);
    EXPECT_EQ(parseListEnd(asBytes(linkText(RTM_NEWLINK, 7, "")), 0), std::nullopt);
}

TEST(LinkMessage, TheRequestAsksForVethsOnly)
{
    const auto request = makeVethListRequest(9);
    const std::string text(reinterpret_cast<const char*>(request.data()), request.size());
    EXPECT_THAT(text, HasSubstr("veth"));
    nlmsghdr header;
    ASSERT_GE(request.size(), sizeof header);
    text.copy(reinterpret_cast<char*>(&header), sizeof header);
    EXPECT_EQ(header.nlmsg_len, request.size());
    EXPECT_EQ(header.nlmsg_type, RTM_GETLINK);
    EXPECT_EQ(header.nlmsg_flags, NLM_F_REQUEST | NLM_F_DUMP);
    EXPECT_EQ(header.nlmsg_seq, 9u);
}
