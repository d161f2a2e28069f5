// SPDX-License-Identifier: Apache-2.0
#include "tests/core/export/sample_snapshot.h"

#include <algorithm>
#include <stdexcept>

namespace nsscope
{

NsRef sampleRef(NsType type, std::uint64_t inode, std::uint64_t id) { return {type, 4, inode, id}; }

Holder sampleProcess(std::int32_t pid, const std::string& comm)
{
    Holder h;
    h.kind = HolderKind::Process;
    h.pid = pid;
    h.startTicks = 100;
    h.comm = comm;
    return h;
}

Holder sampleFd(std::int32_t pid, const std::string& comm, std::int32_t fd)
{
    Holder h = sampleProcess(pid, comm);
    h.kind = HolderKind::Fd;
    h.nsPids.clear();
    h.fd = fd;
    return h;
}

Holder sampleMount(const std::string& path, const NsRef& mountNs)
{
    Holder h;
    h.kind = HolderKind::BindMount;
    h.path = path;
    h.related = mountNs;
    h.mountId = 77;
    return h;
}

Holder sampleLink(HolderKind kind, const NsRef& related)
{
    Holder h;
    h.kind = kind;
    h.related = related;
    return h;
}

namespace
{

NamespaceInfo made(const NsRef& ref, NsLink owner, const std::vector<Holder>& holders)
{
    NamespaceInfo info;
    info.ref = ref;
    info.initial = ref.inode == nsTypeRow(ref.type).initialInode;
    info.owner = std::move(owner);
    info.ownerUid = 0;
    info.ownerUser = "root";
    info.holders = holders;
    info.holders.sort();
    for (const Holder& h : info.holders) {
        info.processes += h.kind == HolderKind::Process;
        info.threads += h.kind == HolderKind::Thread;
    }
    return info;
}

} // namespace

Snapshot sampleSnapshot()
{
    const NsLink root = NsLink::to(initialUser);
    Snapshot s;
    s.host = {"6.18.44", "2c5d1c4e-6f3a-4b8e-9d27-0a1b2c3d4e5f", true, true, 1000};
    s.start = {5'000'000'000};
    s.startUtcNs = 1'764'000'000'123'000'000;
    s.durationNs = 1'234'567;
    s.tasks = {3, 4};
    s.gaps = {{"fd", 12, "EACCES", "CAP_SYS_PTRACE", "/proc/1/fd"}};

    NamespaceInfo user = made(initialUser, {},
                              {sampleProcess(1, "init"), sampleLink(HolderKind::Child, adaUser)});
    user.ownerUid.reset();
    user.ownerUser.clear();
    NamespaceInfo ada = made(adaUser, root,
                             {sampleProcess(41, "sh"), sampleLink(HolderKind::Owns, namedNet)});
    ada.parent = root;
    ada.ownerUid = 1000;
    ada.ownerUser = "ada";
    NamespaceInfo named = made(namedNet, NsLink::to(adaUser),
                               {sampleFd(50, "hold er", 4), sampleMount("/run/netns/a", initialMnt)});
    named.names = {"a"};
    named.nsid = 3;
    named.ownerUid = 1000;
    named.ownerUser = "ada";
    NamespaceInfo inner = made(innerPid, root, {sampleProcess(41, "sh")});
    inner.holders.edit(0).nsPids = {41, 1};
    inner.parent = NsLink::to(initialPid);

    s.namespaces = {made(initialMnt, root, {sampleProcess(1, "init")}),
                    made(emptyMnt, root, {sampleFd(60, "keeper", 5)}),
                    made(initialNet, root, {sampleProcess(1, "init"), sampleProcess(41, "sh")}),
                    named,
                    made(hiddenNet, root, {sampleMount("/x y", emptyMnt)}),
                    made(initialPid, root, {sampleProcess(1, "init"), sampleLink(HolderKind::Child, innerPid)}),
                    inner,
                    user,
                    ada};
    std::sort(s.namespaces.begin(), s.namespaces.end(),
              [](const NamespaceInfo& a, const NamespaceInfo& b) { return a.ref < b.ref; });
    return s;
}

const NamespaceInfo& sampleOf(const Snapshot& snapshot, const NsRef& ref)
{
    for (const NamespaceInfo& info : snapshot.namespaces) {
        if (info.ref == ref)
            return info;
    }
    throw std::logic_error("not in the sample: " + linkText(ref));
}

} // namespace nsscope
