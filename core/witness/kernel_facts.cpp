// SPDX-License-Identifier: Apache-2.0
#include "core/witness/kernel_facts.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace nsscope
{

const std::vector<KernelFact>& kernelFacts()
{
    using enum KernelFeature;
    static const std::vector<KernelFact> table = {
        {NetnsCookie, "SO_NETNS_COOKIE", {5, 14}, "net/core/sock.c sk_getsockopt"},
        {FdinfoInode, "fdinfo ino", {5, 14}, "fs/proc/fd.c seq_show"},
        {MntNsId, "NS_GET_MNTNS_ID", {6, 11}, "fs/nsfs.c ns_ioctl"},
        {MntNsWalk, "NS_MNT_GET_NEXT", {6, 12}, "fs/nsfs.c ns_ioctl"},
        {PidfdNamespaces, "PIDFD_GET_NET_NAMESPACE", {6, 11}, "fs/pidfs.c pidfd_ioctl"},
        {FixedNetMntNumbers, "MNT_NS_INIT_INO", {6, 18}, "include/uapi/linux/nsfs.h"},
        {NsId, "NS_GET_ID", {6, 18}, "fs/nsfs.c ns_ioctl"},
        {NsHandle, "FD_NSFS_ROOT", {6, 18}, "fs/nsfs.c nsfs_fh_to_dentry"},
        {ActiveOnly, "__ns_ref_active", {6, 19}, "include/linux/ns/ns_common_types.h, fs/nsfs.c nsfs_fh_to_dentry"},
        {ListNs, "listns", {6, 19}, "kernel/nstree.c"},
        {UnbornPidLink, "pid_for_children", {7, 1}, "kernel/pid_namespace.c pidns_for_children_get"},
    };
    return table;
}

const KernelFact& kernelFact(KernelFeature feature)
{
    const std::vector<KernelFact>& facts = kernelFacts();
    const auto found = std::find_if(facts.begin(), facts.end(), [=](const KernelFact& fact) { return fact.feature == feature; });
    assert(found != facts.end());
    return *found;
}

bool kernelHas(KernelFeature feature, KernelVersion kernel) { return kernelFact(feature).from <= kernel; }

std::string kernelFrom(KernelFeature feature)
{
    return fmt::format("a kernel from {} on", kernelVersionText(kernelFact(feature).from));
}

std::string sinceText(KernelFeature feature)
{
    return fmt::format("Linux {} and later", kernelVersionText(kernelFact(feature).from));
}

} // namespace nsscope
