// SPDX-License-Identifier: Apache-2.0
// The objects that several records of the stream share, read back. Faults go to the fields' shared sentence. What a
// later version may add (a namespace type, a holder kind) is left out or becomes Unknown instead of a fault.
#pragma once
#include "core/model/fact.h"
#include "core/stream/json_fields.h"

#include <optional>

namespace nsscope::stream
{

/// nullopt: a fault, or a namespace type that this version does not know.
std::optional<NsRef> decodeRef(const JsonFields& fields);
/// The reference in this field; nullopt where it is absent, too.
std::optional<NsRef> decodeRefAt(const JsonFields& fields, std::string_view key);
HostInfo decodeHost(const JsonFields& fields);
Holder decodeHolder(const JsonFields& fields);
NsTraits decodeTraits(const JsonFields& fields); ///< of field "traits"
Gap decodeGap(const JsonFields& fields);
/// nullopt: of a namespace type that this version does not know, or a fault.
std::optional<NamespaceChange> decodeChange(const JsonFields& fields);
/// Fields "from_ns" and "to_ns"; a fault where they are reversed.
Interval decodeInterval(const JsonFields& fields);

} // namespace nsscope::stream
