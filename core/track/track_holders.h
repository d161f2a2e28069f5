// SPDX-License-Identifier: Apache-2.0
// Opens and closes the holder spans of one life as scans tell them, and forgets the oldest closed ones of a life that
// sees very many, so that memory stays bounded over hours.
#pragma once
#include "core/track/life.h"
#include "core/track/life_store.h"

#include <vector>

namespace nsscope
{

/// Closed spans kept of one life; up to twice as many before the older half is forgotten.
inline constexpr std::size_t closedSpansKept = 2000;

/// `holders` is all that holds it at `now`. Returns how many of those before are gone.
std::size_t replaceHolders(Life& life, LifeNotes& notes, const HolderList& holders, Instant now);
/// `gone` do not hold it any more at `now`, `changed` are new or have changed. Returns how many spans were closed.
std::size_t changeHolders(Life& life, LifeNotes& notes, const HolderList& changed,
                          const std::vector<Holder>& gone, Instant now);
/// Nothing is seen to hold it at `now`.
void closeHolders(Life& life, LifeNotes& notes, Instant now);
/// The process that the lab named as holder gave it up at life.left, which is known better than by a scan.
void closeLabHolder(Life& life, LifeNotes& notes);

} // namespace nsscope
