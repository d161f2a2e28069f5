// SPDX-License-Identifier: Apache-2.0
// The result of `nsscope-cli list --json` and `show --json` as one JSON object. Selecting what to list is the
// caller's (core/track/filter.h).
#pragma once
#include "core/export/json_parts.h"
#include "core/model/snapshot.h"

#include <string>
#include <string_view>

namespace nsscope
{

struct ListOptions
{
    HolderDetail holders = HolderDetail::All;
    bool pretty = true;
};

/// Into a writer that need not keep the whole text: ten thousand processes are many megabytes.
void writeListJson(JsonWriter& json, const Snapshot& snapshot, HolderDetail holders,
                   std::string_view schema = "nsscope.list/1");
/// `schema` is "nsscope.list/1" or "nsscope.show/1". Ends without a line break.
std::string listJson(const Snapshot& snapshot, const ListOptions& options = {},
                     std::string_view schema = "nsscope.list/1");

} // namespace nsscope
