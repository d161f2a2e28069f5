// SPDX-License-Identifier: Apache-2.0
// Who is there in a free experiment after some of its steps: processes and threads, in which namespaces they are, which
// descriptors and mounts they have. From the script and the results of its calls alone, so it says what was done, not
// what a scan saw. Pure.
#pragma once
#include "core/track/frame.h"

#include <array>
#include <string>
#include <vector>

namespace nsscope
{

struct FreeStand
{
    /// Name of a namespace that the experiment made; empty: one of the host's.
    using Names = std::array<std::string, nsTypeCount>;

    struct Descriptor
    {
        std::string name;
        NsType type = NsType::Net; ///< of `of`; of a socket net
        std::string of;            ///< namespace that it holds; empty: one of the host's
        bool socket = false;
        bool oPath = false;
    };
    struct Mount
    {
        std::string name;
        NsType type = NsType::Net;
        std::string of;
    };
    struct Actor
    {
        std::string name;
        std::string process; ///< name of its process's first actor
        Names in;            ///< by type
        Names forChildren;   ///< pid and time only: where its next child will be
        std::size_t room = 0; ///< index of its pid namespace; 0: that of the host
        std::vector<Descriptor> descriptors;
        std::vector<Mount> mounts;
        bool thread() const { return process != name; }
        bool ownMounts() const { return !in[static_cast<std::size_t>(NsType::Mnt)].empty(); }
    };

    std::vector<Actor> actors; ///< those that are there, in order of their start
    const Actor* find(std::string_view name) const;

    std::vector<std::string> made; ///< names of namespaces, in order
    /// The next free name of a kind: "A" to "Z", then "A2"; "p1" where `letter` is 'p', and so on.
    std::string freshNamespace() const;
    std::string fresh(char letter) const;

    std::vector<std::string> taken; ///< every name that the script gave, of whatever
};

/// After the first `steps` of its steps; all that were done where it has fewer.
FreeStand standAfter(const LabRun& run, std::size_t steps);

} // namespace nsscope
