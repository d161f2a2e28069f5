// SPDX-License-Identifier: Apache-2.0
// The id that the observer's network namespace gives to another one (rtnetlink RTM_GETNSID, ip-netns(8)).
// Asks only; it never assigns an id.
#pragma once
#include "core/base/unique_fd.h"

#include <cstdint>
#include <optional>

namespace nsscope
{

class NsidQuery
{
public:
    /// Id of the network namespace that `fd` is of; nullopt where it has none here.
    std::optional<std::int32_t> ask(int fd);

private:
    UniqueFd m_socket; ///< opened at the first question
    std::uint32_t m_sequence = 0;
};

} // namespace nsscope
