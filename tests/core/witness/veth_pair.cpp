// SPDX-License-Identifier: Apache-2.0
#include "tests/core/witness/veth_pair.h"

#include "core/witness/netlink_message.h"
#include "core/witness/route_socket.h"

#include <gtest/gtest.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

class DeviceRequest
{
public:
    DeviceRequest(std::uint16_t type, std::uint16_t flags) : m_message(::mnl_nlmsg_put_header(m_room.data()))
    {
        m_message->nlmsg_type = type;
        m_message->nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | NLM_F_ACK | flags);
        m_device = static_cast<ifinfomsg*>(::mnl_nlmsg_put_extra_header(m_message, sizeof(ifinfomsg)));
    }
    nlmsghdr* message() { return m_message; }
    ifinfomsg* device() { return m_device; }
    /// 0 or errno.
    int send()
    {
        const auto socket = openRoute();
        int error = EPROTO;
        const std::span<const std::byte> request(reinterpret_cast<std::byte*>(m_message), m_message->nlmsg_len);
        const auto answered = exchangeRoute(*socket, request, [&](std::span<const std::byte> datagram) {
            eachMessage(datagram, [&](const nlmsghdr* answer) {
                if (answer->nlmsg_type == NLMSG_ERROR)
                    error = -static_cast<const nlmsgerr*>(::mnl_nlmsg_get_payload(answer))->error;
            });
            return true;
        });
        return answered ? error : answered.error().code;
    }

private:
    alignas(nlmsghdr) std::array<char, 1024> m_room{};
    nlmsghdr* m_message;
    ifinfomsg* m_device = nullptr;
};

} // namespace

VethPair::VethPair(std::string name, pid_t task) : m_name(std::move(name))
{
    DeviceRequest request(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
    nlmsghdr* const message = request.message();
    ::mnl_attr_put_strz(message, IFLA_IFNAME, m_name.c_str());
    nlattr* const info = ::mnl_attr_nest_start(message, IFLA_LINKINFO);
    ::mnl_attr_put_strz(message, IFLA_INFO_KIND, "veth");
    nlattr* const data = ::mnl_attr_nest_start(message, IFLA_INFO_DATA);
    nlattr* const peer = ::mnl_attr_nest_start(message, VETH_INFO_PEER);
    ::mnl_nlmsg_put_extra_header(message, sizeof(ifinfomsg));
    ::mnl_attr_put_strz(message, IFLA_IFNAME, (m_name + "p").c_str());
    ::mnl_attr_put_u32(message, IFLA_NET_NS_PID, static_cast<std::uint32_t>(task));
    ::mnl_attr_nest_end(message, peer);
    ::mnl_attr_nest_end(message, data);
    ::mnl_attr_nest_end(message, info);
    m_error = request.send();
}

VethPair::~VethPair()
{
    if (exists())
        remove();
}

int VethPair::setUp(bool up)
{
    DeviceRequest request(RTM_NEWLINK, 0);
    request.device()->ifi_index = static_cast<int>(::if_nametoindex(m_name.c_str()));
    request.device()->ifi_flags = up ? IFF_UP : 0;
    request.device()->ifi_change = IFF_UP;
    return request.send();
}

int VethPair::remove()
{
    DeviceRequest request(RTM_DELLINK, 0);
    ::mnl_attr_put_strz(request.message(), IFLA_IFNAME, m_name.c_str());
    return request.send();
}

bool VethPair::exists() const { return ::if_nametoindex(m_name.c_str()) != 0; }

bool passesInOwnNetwork(const std::function<void()>& body)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const int made = ::unshare(CLONE_NEWNET);
        EXPECT_EQ(made, 0);
        if (made == 0)
            body();
        ::fflush(nullptr);
        ::_exit(::testing::Test::HasFailure() ? 1 : 0);
    }
    int status = -1;
    return child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace nsscope
