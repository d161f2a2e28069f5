// SPDX-License-Identifier: Apache-2.0
// What a namespace is about, in sentences for people: maps of ids, clocks, host name, the user's label. Says nothing of
// what is not known.
#pragma once
#include "core/model/ns_traits.h"

#include <string>
#include <vector>

namespace nsscope
{

/// "uid 0 inside is 1000 outside.", "Its boot clock is 1 day ahead." Bytes of names are made safe to show.
std::vector<std::string> traitSentences(const NsTraits& traits);
/// "+1d 02:00:05", "-0.5s": an offset for people.
std::string clockOffsetText(std::int64_t ns);

} // namespace nsscope
