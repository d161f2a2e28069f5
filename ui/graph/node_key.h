// SPDX-License-Identifier: GPL-3.0-or-later
// Keys under which places in the graph are remembered. Different things never share a key; the same thing has the same
// key in every frame of a stream.
#pragma once
#include "core/track/life.h"

#include <cstdint>

namespace nsscope::ui::nodekey
{

inline constexpr std::uint64_t kindShift = 60;

inline std::uint64_t life(LifeId id) { return (1ull << kindShift) | static_cast<std::uint32_t>(id); }
/// The `index`th number that appeared below the `user`th user namespace made by run `run`.
inline std::uint64_t number(std::int32_t run, std::size_t user, std::size_t index)
{
    return (2ull << kindShift) | (static_cast<std::uint64_t>(run & 0xfff) << 48) | ((user & 0xffff) << 32) |
           (index & 0xffffffffu);
}
inline std::uint64_t madeUser(std::int32_t run, std::size_t user)
{
    return (3ull << kindShift) | (static_cast<std::uint64_t>(run & 0xfff) << 48) | (user & 0xffffffffu);
}
inline std::uint64_t group(std::uint64_t aboveKey, NsType type)
{
    return (4ull << kindShift) | ((aboveKey >> kindShift) << 56) | ((aboveKey & 0xffffffffffull) << 4) |
           static_cast<std::uint64_t>(type);
}
inline constexpr std::uint64_t rest = 5ull << kindShift;
inline constexpr std::uint64_t outside = 6ull << kindShift;

} // namespace nsscope::ui::nodekey
