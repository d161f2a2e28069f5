// SPDX-License-Identifier: Apache-2.0
// What kernels of which version can tell of namespaces: one table, from which remedies and sentences take their
// versions. What the running kernel really does is tried, never read off here; tests hold the table against real
// kernels (tests/core/witness/test_kernel_facts.cpp, on many of them by tests/vm).
#pragma once
#include "core/witness/mechanism.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

enum class KernelFeature : std::uint8_t {
    NsId,              ///< NS_GET_ID: a 64-bit id that never comes again
    NsHandle,          ///< a namespace opens by file handle
    ActiveOnly,        ///< ... only while it is active: a task or an nsfs inode uses it. Its other holders count no more
    ListNs,            ///< listns(2); lists active namespaces only
    MntNsId,           ///< NS_GET_MNTNS_ID: the same for mount namespaces alone; listmount(2) takes it
    MntNsWalk,         ///< NS_MNT_GET_NEXT: mount namespaces that no process is in
    PidfdNamespaces,   ///< PIDFD_GET_*_NAMESPACE
    NetnsCookie,       ///< SO_NETNS_COOKIE
    FdinfoInode,       ///< "ino:" in /proc/PID/fdinfo
    FixedNetMntNumbers,///< the initial net and mnt namespaces have fixed numbers too
    UnbornPidLink      ///< pid_for_children can be read before the first child
};

struct KernelFact
{
    KernelFeature feature;
    std::string_view name; ///< short, as the kernel spells it
    KernelVersion from;    ///< the first release with it; distributions may have it earlier
    std::string_view source;
};

const std::vector<KernelFact>& kernelFacts();
const KernelFact& kernelFact(KernelFeature feature);
bool kernelHas(KernelFeature feature, KernelVersion kernel);
/// "a kernel from 6.18 on": what would help.
std::string kernelFrom(KernelFeature feature);
/// "Linux 6.18 and later"
std::string sinceText(KernelFeature feature);

} // namespace nsscope
