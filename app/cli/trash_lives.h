// SPDX-License-Identifier: Apache-2.0
// The namespaces of one trashing run, sorted by phase, and what their numbers say. Pure; the JSON of the same run is
// core/export's.
#pragma once
#include "core/track/frame.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

struct TrashPhase
{
    std::string name;
    std::int64_t delayNs = 0;
    std::vector<const Life*> lives; ///< in the order of birth; they live in the frame
    std::size_t distinct = 0;       ///< different inode numbers
};

/// Of one run of the frame, in the order of the script.
std::vector<TrashPhase> trashPhases(const Frame& frame, std::size_t run);

/// From one birth to the next as it really was, on average; nothing where there are not two.
std::optional<std::int64_t> paceOf(const TrashPhase& phase);

/// True where somebody else must have taken numbers meanwhile: a life's number was free for certain before the next
/// but one was born, and that one did not get it, although numbers are handed out lowest free first (fs/proc/generic.c
/// proc_alloc_inum).
bool numbersTakenByOthers(const TrashPhase& phase);

} // namespace nsscope
