// SPDX-License-Identifier: Apache-2.0
#include "core/witness/nsid_asker.h"

#include "core/witness/ns_handle.h"

#include <cerrno>

namespace nsscope
{

std::optional<std::int32_t> NsidAsker::ask(const NsRef& ns, bool assign)
{
    const UniqueFd fd = openByHandle(ns);
    if (!fd)
        return std::nullopt;
    auto reply = exchange(NsidRequest::Get, fd.get());
    if (reply && !reply->error && !reply->nsid && assign && m_mayAssign) {
        reply = exchange(NsidRequest::Assign, fd.get());
        m_mayAssign = reply && reply->error != EPERM;
        if (reply && !reply->error)
            reply = exchange(NsidRequest::Get, fd.get());
    }
    return reply && !reply->error ? reply->nsid : std::nullopt;
}

Result<NsidReply> NsidAsker::exchange(NsidRequest request, int fd)
{
    std::optional<NsidReply> reply;
    const auto done = exchangeRoute(m_socket, makeNsidRequest(request, fd, ++m_sequence), [&](auto datagram) {
        reply = parseNsidReply(datagram, m_sequence);
        return reply.has_value();
    });
    if (!done)
        return tl::make_unexpected(done.error());
    return *reply;
}

} // namespace nsscope
