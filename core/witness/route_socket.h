// SPDX-License-Identifier: Apache-2.0
// Sockets of rtnetlink: one to ask, one that hears groups of announcements. Does not know what they say.
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <span>

namespace nsscope
{

/// To ask: it waits for the answer, which the kernel gives within the send.
Result<UniqueFd> openRoute();

struct RouteGroup
{
    int number;
    const char* name; ///< for the error: "RTNLGRP_NSID"
};
struct RouteSockets
{
    UniqueFd listener; ///< never waits
    UniqueFd asker;
};
/// One that hears these groups, and one to ask.
Result<RouteSockets> openRoutes(std::initializer_list<RouteGroup> groups);

using TakeDatagram = std::function<void(std::span<const std::byte>)>;
/// Hands over all datagrams that are there. `lost` is called where the kernel threw some away (ENOBUFS), before those that
/// are left.
void readRoute(const UniqueFd& listener, const TakeDatagram& take, const std::function<void()>& lost);
/// Sends a request and hands over its answers until `take` says that this was the last.
Status exchangeRoute(const UniqueFd& socket, std::span<const std::byte> request,
                     const std::function<bool(std::span<const std::byte>)>& take);

} // namespace nsscope
