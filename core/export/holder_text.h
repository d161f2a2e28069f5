// SPDX-License-Identifier: Apache-2.0
// Holders and gaps in few words, for tables and closing lines. Whole sentences about holders: core/track/why.h.
#pragma once
#include "core/model/snapshot.h"

#include <string>
#include <vector>

namespace nsscope
{

/// "sleep (41)", "fd 4 of sleep (41)", "mount /run/netns/a".
std::string holderBrief(const Holder& holder);
/// The most telling holder and how many others of which kind: "sleep (41), 2 fds, 1 mount".
std::string holdersBrief(const NamespaceInfo& info);
/// "The descriptors of 12 processes could not be read (EACCES); run as root or with CAP_SYS_PTRACE; example /proc/1/fd."
std::string gapSentence(const Gap& gap, const HostInfo& host);
/// What an observer inside a child pid or user namespace cannot know of the host; empty where it sees all.
std::vector<std::string> partialViewSentences(const HostInfo& host);

} // namespace nsscope
