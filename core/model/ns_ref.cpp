// SPDX-License-Identifier: Apache-2.0
#include "core/model/ns_ref.h"

#include <fmt/format.h>

namespace nsscope {

bool sameNumber(const NsRef& a, const NsRef& b)
{
    return a.type == b.type && a.dev == b.dev && a.inode == b.inode;
}

bool maybeSame(const NsRef& a, const NsRef& b)
{
    return sameNumber(a, b) && (a.id == b.id || a.id == 0 || b.id == 0);
}

std::string linkText(const NsRef& ref)
{
    return fmt::format("{}:[{}]", nsTypeName(ref.type), ref.inode);
}

std::string offsetOf(std::uint64_t inode)
{
    if (inode == 0)
        return "-"; // its number is not known
    return fmt::format("{:+}", static_cast<std::int64_t>(inode - procDynamicFirst));
}

} // namespace nsscope
