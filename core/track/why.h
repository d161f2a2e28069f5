// SPDX-License-Identifier: Apache-2.0
// Why a namespace is alive: every chain of holders down to tasks, descriptors and mounts, a sentence for each, the
// command that shows it without nsscope and the one that would release it. Pure; never runs a command.
#pragma once
#include "core/model/snapshot.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

/// holders[i] holds held[i]; held[0] is the namespace asked about, held[i + 1] is holders[i].related.
struct Chain
{
    std::vector<Holder> holders;
    std::vector<NsRef> held;
    bool cut = false;        ///< goes on, but was followed no further (too deep, or a circle)
    std::string sentence;    ///< "It owns net:[4026532178], and sleep (PID 41) runs in that."
    std::string show;        ///< command that shows the last link; empty where nothing would
    std::string release;     ///< command that would release it; empty where no single one would
};

struct WhyOptions
{
    std::size_t maxDepth = 40;     ///< above the kernel's limits of nesting (33 user, 32 pid levels)
    std::size_t maxChains = 10000; ///< shortest chains first
    std::optional<NsRef> observerMount; ///< mounts elsewhere get an nsenter before the command; absent: the initial one
};

/// All chains, shortest first. A mount is followed into its mount namespace only where no task uses that one.
std::vector<Chain> chainsOf(const Snapshot& snapshot, const NsRef& ns, const WhyOptions& options = {});

/// The namespace in the snapshot; null where it was not found. An unknown id (0) matches any.
const NamespaceInfo* findNamespace(const Snapshot& snapshot, const NsRef& ns);

/// "sleep (PID 41) runs in it." Names and paths are made safe to show.
std::string holderSentence(const Holder& holder);
/// Without capital and full stop, and with another word for "it": "sleep (PID 41) runs in that".
std::string holderClause(const Holder& holder, std::string_view it);

/// Command that shows this holder of `held` without nsscope: "readlink /proc/41/ns/net". Paths are quoted for a shell.
/// `enter` is put before commands on mounts: "nsenter -t 41 -m ".
std::string showCommand(const Holder& holder, const NsRef& held, const std::string& enter = {});
/// Command that would release it: "kill 41", "umount /mnt/n", "ip netns del a". Never run by nsscope.
std::string releaseCommand(const Holder& holder, const NsRef& held, const std::string& enter = {});
/// How to reach a mount namespace: "nsenter -t 41 -m "; empty where the snapshot knows no way.
std::string mountEntry(const Snapshot& snapshot, const NsRef& mountNs);
/// One word for a POSIX shell (control characters as $'\x0a', which bash and zsh know).
std::string shellWord(std::string_view bytes);

} // namespace nsscope
