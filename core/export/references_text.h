// SPDX-License-Identifier: Apache-2.0
// The kernel's count of references in words.
#pragma once
#include "core/model/ns_references.h"

#include <string>

namespace nsscope
{

/// "7 references, 7 explained", "7 references, 2 unexplained".
std::string referencesBrief(const NsReferences& references);
/// With what they are: "7 references, 2 unexplained: 1 of tasks that share their namespaces, 4 of sockets."
std::string referencesSentence(const NsReferences& references);

} // namespace nsscope
