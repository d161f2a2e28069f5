// SPDX-License-Identifier: Apache-2.0
// What a namespace is about, by its type: the ids that a user namespace maps, the name that a uts namespace gives its
// host, the clocks that a time namespace moves; and the word that the user keeps for it. Says nothing of holders.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

/// One line of uid_map or gid_map (user_namespaces(7)).
struct IdRange
{
    std::uint32_t inside = 0;  ///< first id in the namespace
    std::uint32_t outside = 0; ///< first id that it stands for, as the observer's user namespace counts
    std::uint32_t count = 0;
    bool operator==(const IdRange&) const = default;
};

/// Nanoseconds that members see added to the host's clocks (time_namespaces(7)).
struct ClockOffsets
{
    std::int64_t monotonicNs = 0;
    std::int64_t boottimeNs = 0;
    bool operator==(const ClockOffsets&) const = default;
};

struct NsTraits
{
    std::vector<IdRange> uidMap; ///< user; empty: not written yet, or no member whose map can be read
    std::vector<IdRange> gidMap;
    std::string hostName;                ///< uts, the observer's own only: nothing tells another's; raw bytes
    std::optional<ClockOffsets> offsets; ///< time; never of the initial one
    std::string label;                   ///< the user's word for it; raw bytes

    bool empty() const { return *this == NsTraits{}; }
    bool operator==(const NsTraits&) const = default;
};

} // namespace nsscope
