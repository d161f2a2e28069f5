// SPDX-License-Identifier: Apache-2.0
// Many witnesses, one life: for each instant the interval that all who agree leave, and a sentence for what cannot all
// be true. A pure function; a bound is never tighter than some witness told it.
#pragma once
#include "core/model/fact.h"
#include "core/track/life.h"

#include <span>

namespace nsscope
{

/// Sets born (unless it was there before the stream), left, obsolete, ... and contradictions of `life` from all that was
/// told about it. `seenAlive` is the newest moment at which a scan or step found it alive, `origin` the zero of the
/// times in sentences.
void resolveEvidence(Life& life, std::span<const Evidence> told, Instant seenAlive, Instant origin);

/// The moment of this kind; null where nothing told it.
const Moment* momentOf(const Life& life, EvidenceKind kind);

} // namespace nsscope
