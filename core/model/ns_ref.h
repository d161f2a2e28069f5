// SPDX-License-Identifier: Apache-2.0
// What the kernel shows of a namespace at one moment. The number (type, device, inode) can come back meaning
// another namespace; the 64-bit id cannot, but exists from Linux 6.18 on only (NS_GET_ID, ioctl_nsfs(2)).
#pragma once
#include "core/model/ns_type.h"

#include <cstdint>
#include <string>

namespace nsscope {

struct NsRef
{
    NsType type = NsType::Net;
    std::uint64_t dev = 0;
    std::uint64_t inode = 0;
    std::uint64_t id = 0; ///< NsId; 0 where the kernel has none or did not say

    auto operator<=>(const NsRef&) const = default;
    bool operator==(const NsRef&) const = default;
};

/// Same type, device and inode: the same number, which proves nothing about being the same namespace.
bool sameNumber(const NsRef& a, const NsRef& b);
/// False where both ids are known and differ, or the numbers differ; true otherwise ("as far as the kernel
/// tells").
bool maybeSame(const NsRef& a, const NsRef& b);
/// "net:[4026532178]", the kernel's own spelling.
std::string linkText(const NsRef& ref);
/// Offset from 4026531840 for people: "+338"; initial namespaces come out negative: "-7".
std::string offsetOf(std::uint64_t inode);

/// Owner or parent of a namespace as far as it could be asked (NS_GET_USERNS, NS_GET_PARENT).
struct NsLink
{
    enum class Kind : std::uint8_t {
        None,    ///< has none: the initial user namespace, types without parents
        Ref,     ///< `ref` is it
        Outside, ///< exists, beyond what the observer may see (EPERM)
        Unknown  ///< could not be asked
    };
    Kind kind = Kind::None;
    NsRef ref;

    static NsLink to(const NsRef& r) { return {Kind::Ref, r}; }
    bool operator==(const NsLink&) const = default;
};

} // namespace nsscope
