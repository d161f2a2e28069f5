// SPDX-License-Identifier: Apache-2.0
// Bind mounts of namespace files for lessons: only in a mount namespace of the experiment, on a small tmpfs of its own
// over /tmp. Nothing outside that namespace sees them or is touched.
#pragma once
#include "core/lab/protocol.h"

#include <string>

namespace nsscope
{

/// Nothing that is mounted from now on shows elsewhere. 0 or errno.
int makeMountsPrivate();
/// The caller still has the mounts of the host.
bool isHostMounts(const LabNamespace& host);
/// Where a mount of this name goes.
std::string mountPath(const std::string& name);
/// Makes the tmpfs where it is not there yet, and an empty file to mount on. 0, EPERM in the host's mount namespace,
/// or errno.
int prepareTarget(const LabNamespace& host, const std::string& target);
/// -1 and errno where it fails.
int bindMount(const std::string& from, const std::string& target);
int unmountTarget(const std::string& target);

} // namespace nsscope
