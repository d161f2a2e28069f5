// SPDX-License-Identifier: Apache-2.0
// nsfs file handles (kernel 6.18 and later, include/uapi/linux/nsfs.h): ask whether a namespace can still be reached
// without holding it longer than one open and close. Needs the 64-bit id of NS_GET_ID.
#pragma once
#include "core/base/unique_fd.h"
#include "core/model/ns_ref.h"

#include <cstdint>
#include <string>

namespace nsscope
{

/// Opens the namespace by handle and closes it at once. 0 where it is alive, else errno: ESTALE where no reference is
/// left, and also where the caller may not see it, so ESTALE means something only after a 0 (kernel 6.18
/// fs/nsfs.c nsfs_fh_to_dentry; from 6.19 on ESTALE already where it is inactive).
int touchByHandle(const NsRef& ns);
/// The same, kept open: pins the namespace until the descriptor is closed. Errno in errno where it is empty.
UniqueFd openByHandle(const NsRef& ns);

/// What an open by handle proves on this kernel, found by trying it on the caller's own uts namespace.
enum class HandleMeaning : std::uint8_t {
    Unsupported, ///< no ids or no handles: before 6.18
    Reference,   ///< opens while any reference is left: 6.18
    Activity     ///< opens while a task or file uses it, though other references may be left: 6.19 and later
};

struct HandleSupport
{
    HandleMeaning meaning = HandleMeaning::Unsupported;
    int error = 0;         ///< errno of the first try that failed where unsupported
    std::string operation; ///< what failed
};
HandleSupport readHandleSupport(const std::string& procRoot = "/proc");
/// What would help where it is unsupported.
std::string handleRemedy(const HandleSupport& support);

} // namespace nsscope
