// SPDX-License-Identifier: Apache-2.0
// Asks the kernel by which nsid the network namespace of this process knows another one, and has one given to it where
// that is wanted. Names the namespace by its file handle; keeps no descriptor of it.
#pragma once
#include "core/model/ns_ref.h"
#include "core/witness/nsid_message.h"
#include "core/witness/route_socket.h"

#include <optional>
#include <utility>

namespace nsscope
{

class NsidAsker
{
public:
    NsidAsker() = default;
    /// `socket` is one to ask.
    explicit NsidAsker(UniqueFd socket) : m_socket(std::move(socket)) {}

    /// Absent: it has none, or cannot be opened. With `assign` it is given one, where CAP_NET_ADMIN allows it.
    std::optional<std::int32_t> ask(const NsRef& ns, bool assign);

private:
    Result<NsidReply> exchange(NsidRequest request, int fd);

    UniqueFd m_socket;
    std::uint32_t m_sequence = 0;
    bool m_mayAssign = true;
};

} // namespace nsscope
