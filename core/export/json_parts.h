// SPDX-License-Identifier: Apache-2.0
// The objects that several JSON results share, with the field names of the command line's contract. Each writes one
// value; keys and arrays around it are the caller's.
#pragma once
#include "core/base/json_writer.h"
#include "core/model/fact.h"
#include "core/model/snapshot.h"

#include <optional>
#include <vector>

namespace nsscope
{

enum class HolderDetail : std::uint8_t { None, Count, All };

/// {"type","dev","inode","id"}; id is null where the kernel has none.
void writeNsRef(JsonWriter& json, const NsRef& ref);
/// A reference, "outside", or null (none, or it could not be asked).
void writeNsLink(JsonWriter& json, const NsLink& link);
/// "kind" and the fields of that kind.
void writeHolder(JsonWriter& json, const Holder& holder);
void writeNamespace(JsonWriter& json, const NamespaceInfo& info, HolderDetail detail = HolderDetail::All);
void writeGaps(JsonWriter& json, const std::vector<Gap>& gaps);
void writeHost(JsonWriter& json, const HostInfo& host);
/// {"from_ns","to_ns"} and, where not empty, "witness"; null where absent.
void writeInterval(JsonWriter& json, const std::optional<Interval>& when, std::string_view witness = {});
void writeWitness(JsonWriter& json, const WitnessInfo& witness);

} // namespace nsscope
