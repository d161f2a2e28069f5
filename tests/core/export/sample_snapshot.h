// SPDX-License-Identifier: Apache-2.0
// A small host by hand, for tests of filter, why and export: a user namespace of ada's that owns a network namespace
// "a" held by a descriptor and a mount, another held by a mount in a mount namespace without tasks, nested pid
// namespaces. Everything in it is fixed; no kernel is asked.
#pragma once
#include "core/model/snapshot.h"

namespace nsscope
{

NsRef sampleRef(NsType type, std::uint64_t inode, std::uint64_t id = 0);
Holder sampleProcess(std::int32_t pid, const std::string& comm);
Holder sampleFd(std::int32_t pid, const std::string& comm, std::int32_t fd);
Holder sampleMount(const std::string& path, const NsRef& mountNs);
Holder sampleLink(HolderKind kind, const NsRef& related);

inline const NsRef initialUser = sampleRef(NsType::User, 4026531837, 6);
inline const NsRef adaUser = sampleRef(NsType::User, 4026532200, 4700);
inline const NsRef initialNet = sampleRef(NsType::Net, 4026531833, 1);
inline const NsRef namedNet = sampleRef(NsType::Net, 4026532300, 4711);
inline const NsRef hiddenNet = sampleRef(NsType::Net, 4026532301, 4712);
inline const NsRef initialMnt = sampleRef(NsType::Mnt, 4026531832, 2);
inline const NsRef emptyMnt = sampleRef(NsType::Mnt, 4026532400, 4713);
inline const NsRef initialPid = sampleRef(NsType::Pid, 4026531836, 4);
inline const NsRef innerPid = sampleRef(NsType::Pid, 4026532500, 4714);

/// Sorted as a scan's result is.
Snapshot sampleSnapshot();
const NamespaceInfo& sampleOf(const Snapshot& snapshot, const NsRef& ref);

} // namespace nsscope
