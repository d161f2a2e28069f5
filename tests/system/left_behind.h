// SPDX-License-Identifier: Apache-2.0
// What an experiment could leave behind: helpers and their actors, mounts, namespaces. For tests that kill our programs.
#pragma once
#include "core/model/fact.h"

#include <chrono>
#include <functional>
#include <vector>

namespace nsscope
{

/// What is left stays for ever; what ends waits for grace periods of the kernel, which a busy machine makes long.
inline constexpr auto patience = std::chrono::seconds(5);

/// Whoever loses its parent from now on comes to us, and expectNothingLeft reaps it at once. A dead process that nobody
/// has reaped keeps its credentials, and with them its user namespace, and its number, and with that its pid namespace
/// (kernel/exit.c release_task, kernel/cred.c put_cred_rcu): under an init that looks only every other second both can be
/// reached for so long after a kill, reaped at once for some tens of milliseconds.
void adoptOrphans();

/// Asks until it is so, at most so long.
bool becomes(const std::function<bool()>& question, std::chrono::seconds within = patience);

/// Processes that run this program of the build: "nsscope-lab".
std::vector<int> processesOf(const char* program);
/// The process and all below it, as the kernel lists them now.
std::vector<int> withDescendants(int pid);

struct SeenLab
{
    int helper = 0;
    std::vector<NsRef> made;
    int steps = 0;

    void take(const Fact& fact);
};
/// Within `patience` no helper runs, what was made cannot be reached any more, and no mount of ours is in sight; otherwise
/// fails the test. Reaps every child of this process.
void expectNothingLeft(const SeenLab& seen);

} // namespace nsscope
