// SPDX-License-Identifier: Apache-2.0
// Reads the veths of this process's network namespace, with the nsid of the namespace that each one's peer is in. The
// kernel gives such a namespace an nsid for that where it has none yet.
#pragma once
#include "core/base/error.h"
#include "core/witness/link_message.h"

#include <vector>

namespace nsscope
{

/// At most `cap` of them.
Result<std::vector<LinkEvent>> readVeths(std::size_t cap);

} // namespace nsscope
