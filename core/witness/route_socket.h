// SPDX-License-Identifier: Apache-2.0
// Sockets of rtnetlink: one to ask, one that hears groups of announcements. Does not know what they say.
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"

#include <cstddef>
#include <functional>
#include <span>

namespace nsscope
{

/// To ask: it waits for the answer, which the kernel gives within the send.
Result<UniqueFd> openRoute();
/// To hear: it never waits and is in no group yet.
Result<UniqueFd> openRouteListener();
/// `name` is for the error: "RTNLGRP_NSID".
Status joinRouteGroup(const UniqueFd& listener, int group, const char* name);

using TakeDatagram = std::function<void(std::span<const std::byte>)>;
/// Hands over all datagrams that are there. `lost` is called where the kernel threw some away (ENOBUFS), before those that
/// are left.
void readRoute(const UniqueFd& listener, const TakeDatagram& take, const std::function<void()>& lost);
/// Sends a request and hands over its answers until `take` says that this was the last.
Status exchangeRoute(const UniqueFd& socket, std::span<const std::byte> request,
                     const std::function<bool(std::span<const std::byte>)>& take);

} // namespace nsscope
