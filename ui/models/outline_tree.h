// SPDX-License-Identifier: GPL-3.0-or-later
// What the outline shows at a moment, as plain values: user namespaces in their tree, below each the namespaces it
// owns, below each namespace its holders. Sorted by key within each parent, so that two outlines merge in one pass.
#pragma once
#include "core/track/frame.h"

#include <QString>
#include <array>
#include <compare>
#include <vector>

namespace nsscope::ui
{

enum class OutlineColumn { Namespace, State, Id, Holders, Owner, Names };
inline constexpr int outlineColumnCount = 6;

/// Identity and order: user namespaces first, then by type, then by discovery; holders after all namespaces.
struct OutlineKey
{
    int rank = 0; ///< 0 user namespace, 1 + type for others, 100 holder
    LifeId life = LifeId::None;
    Holder holder; ///< holders only

    bool isHolder() const { return rank == 100; }
};
bool keyBefore(const OutlineKey& a, const OutlineKey& b);
bool sameKey(const OutlineKey& a, const OutlineKey& b);

struct OutlineItem
{
    OutlineKey key;
    NsType type = NsType::Net;
    LifeState state = LifeState::Held;
    std::array<QString, outlineColumnCount> texts;
    std::vector<OutlineItem> children; ///< sorted by keyBefore
};

/// At `t`: what lives, what the newest experiment made, and what was seen until a few seconds before.
std::vector<OutlineItem> outlineAt(const Frame& frame, Instant t);
/// Leaves only lives for which `wanted` (by life index) is not 0; empty: all.
void pruneOutline(std::vector<OutlineItem>& items, const std::vector<char>& wanted);

} // namespace nsscope::ui
