// SPDX-License-Identifier: Apache-2.0
// What changed between two snapshots, as a fact for the stream, and the way back.
#pragma once
#include "core/model/fact.h"

namespace nsscope
{

/// `before` null: the first scan of a stream, everything whole. Namespaces are the same where number and id are; one
/// whose id was unknown and is known now counts as one gone and one new, and the ledger knows better.
ScanFact deltaBetween(const Snapshot* before, const Snapshot& now);
/// Applies a change to `snapshot` (empty at first). Facts in a wrong order do no harm: what cannot be found is ignored.
void applyScan(Snapshot& snapshot, const ScanFact& fact);

} // namespace nsscope
