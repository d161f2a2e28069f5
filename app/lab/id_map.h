// SPDX-License-Identifier: Apache-2.0
// The id maps of a fresh user namespace: its one user and group are root inside (user_namespaces(7)).
#pragma once
#include <cstdint>

namespace nsscope
{

/// Writes setgroups, uid_map and gid_map of the calling process; `uid` and `gid` are its ids outside. 0 or errno.
int writeIdMaps(std::uint32_t uid, std::uint32_t gid);

} // namespace nsscope
