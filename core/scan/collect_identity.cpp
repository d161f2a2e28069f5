// SPDX-License-Identifier: Apache-2.0
// Asks every namespace once for what links do not say: the 64-bit id, owner and parent, which never change as
// long as it lives. A number can be given away within microseconds (kernel/utsname.c), so the namespace that
// is opened here need not be the one whose link was read: where the first holder has left meanwhile, all of
// them are looked at again.
#include "core/scan/scan_run.h"

#include <cerrno>
#include <fcntl.h>

namespace nsscope
{

namespace
{

enum class Outcome { Same, Other, Gone, Denied };

/// Where a holder's namespace file can be opened, relative to the proc root; empty where it cannot be named
/// so.
ProcPath pathOf(const Holder& holder, NsType type)
{
    const NsTypeRow& row = nsTypeRow(type);
    ProcPath path;
    switch (holder.kind) {
    case HolderKind::Process:
        return path.add(holder.pid).add("/ns/").add(row.name);
    case HolderKind::Thread:
        return path.add(holder.pid).add("/task/").add(holder.tid).add("/ns/").add(row.name);
    case HolderKind::ForChildren:
        return path.add(holder.pid)
            .add("/task/")
            .add(holder.tid != 0 ? holder.tid : holder.pid)
            .add("/ns/")
            .add(row.forChildrenLink);
    case HolderKind::Fd:
        return path.add(holder.pid)
            .add("/task/")
            .add(holder.tid != 0 ? holder.tid : holder.pid)
            .add("/fd/")
            .add(holder.fd);
    default:
        return path;
    }
}

/// Opens what `holder` holds now and compares it with `expected`; `found` is what it holds instead.
Outcome openHeld(const ScanRun& run, const Holder& holder, const NsRef& expected, UniqueFd& fd, NsRef& found)
{
    UniqueFd place;
    ProcPath path = pathOf(holder, expected.type);
    if (holder.kind == HolderKind::BindMount) {
        const std::uint32_t mountNs = run.namespaces.find({NsType::Mnt, holder.related->inode});
        place = run.openMounted(mountNs, holder.path.get().c_str(), run.proc.nsfsDev());
        if (place)
            path.add("self/fd/").add(place.get());
    }
    if (path.view().empty())
        return Outcome::Denied;
    fd = run.query.openAt(run.proc.rootFd(), path.c_str());
    if (!fd)
        return meansGone(errno) || errno == ENXIO ? Outcome::Gone : Outcome::Denied;
    const auto ref = run.query.identify(fd.get(), expected.type);
    if (ref)
        found = *ref;
    if (ref && ref->inode == expected.inode)
        return Outcome::Same;
    // Mounts can be stacked: another one at the same path says nothing about this one.
    if (holder.kind == HolderKind::BindMount)
        return Outcome::Denied;
    return ref ? Outcome::Other : Outcome::Gone;
}

void forget(NamespaceInfo& info, std::size_t at)
{
    const HolderKind kind = info.holders[at].kind;
    if (kind == HolderKind::Process)
        --info.processes;
    else if (kind == HolderKind::Thread)
        --info.threads;
    info.holders.erase(at);
}

/// Moves a holder to the namespace that it holds by now.
void moveHolder(ScanRun& run, std::uint32_t from, std::size_t at, NsNumber to)
{
    const auto place = run.namespaces[from].info.holders.begin() + static_cast<std::ptrdiff_t>(at);
    SharedHolder holder = place.shared();
    forget(run.namespaces[from].info, at);
    NamespaceInfo& info = run.namespaces[run.namespaces.at(to)].info;
    if (holder->kind == HolderKind::Process)
        ++info.processes;
    else if (holder->kind == HolderKind::Thread)
        ++info.threads;
    info.holders.push_back(std::move(holder));
}

/// What its holders cannot open may open by the id that an earlier scan knew for this number.
UniqueFd openAsKnown(const ScanRun& run, const NsRef& ref)
{
    for (const NsRef& known : run.before.known) {
        if (sameNumber(known, ref)) {
            if (UniqueFd fd = run.query.openByHandle(known))
                return fd;
        }
    }
    return {};
}

void identifyEntry(ScanRun& run, std::uint32_t index)
{
    UniqueFd fd;
    NsRef ref;
    bool changed = false;
    for (std::size_t at = 0; at < run.namespaces[index].info.holders.size();) {
        const Holder& holder = run.namespaces[index].info.holders[at];
        UniqueFd candidate;
        NsRef found;
        const Outcome outcome = openHeld(run, holder, run.namespaces[index].info.ref, candidate, found);
        if (outcome == Outcome::Gone) {
            forget(run.namespaces[index].info, at);
            changed = true;
        } else if (outcome == Outcome::Other) {
            moveHolder(run, index, at, {found.type, found.inode});
            changed = true;
        } else {
            ++at;
            if (outcome == Outcome::Same && !fd) {
                fd = std::move(candidate);
                ref = found;
            }
        }
        if (fd && !changed)
            break; // nobody left since the links were read: all holders mean this namespace
    }
    if (fd)
        return askNamespace(run, index, fd.get(), ref);
    if (!run.namespaces[index].info.holders.empty())
        fd = openAsKnown(run, run.namespaces[index].info.ref);
    if (fd)
        askNamespace(run, index, fd.get());
}

/// Owner or parent: the entry it stands for, asked as well where it is met for the first time.
NsLink linkTo(ScanRun& run, NsType type, const NsReached& reached)
{
    if (reached.kind != NsLink::Kind::Ref)
        return {reached.kind, {}};
    const auto ref = run.query.identify(reached.fd.get(), type);
    if (!ref)
        return {NsLink::Kind::Unknown, {}};
    const std::uint32_t index = run.namespaces.at({type, ref->inode});
    if (!run.namespaces[index].asked || run.namespaces[index].info.ref.id != ref->id)
        askNamespace(run, index, reached.fd.get(), *ref);
    return NsLink::to(run.namespaces[index].info.ref);
}

} // namespace

void askNamespace(ScanRun& run, std::uint32_t index, int fd)
{
    const NsType type = run.namespaces[index].info.ref.type;
    if (const auto ref = run.query.identify(fd, type))
        askNamespace(run, index, fd, *ref);
}

void askNamespace(ScanRun& run, std::uint32_t index, int fd, const NsRef& ref)
{
    const NsType type = ref.type;
    run.namespaces[index].asked = true;
    run.namespaces[index].info.ref = ref;
    const bool root = ref.inode == nsTypeRow(type).initialInode && nsTypeRow(type).hasParent;

    // Local first: the table may grow, and move, while owners are asked.
    NsLink parent;
    if (nsTypeRow(type).hasParent && !root)
        parent = linkTo(run, type, run.query.parent(fd));
    NsLink owner = parent;
    if (type != NsType::User)
        owner = linkTo(run, NsType::User, run.query.owner(fd));

    std::optional<std::uint32_t> uid;
    if (type == NsType::User)
        uid = run.query.ownerUid(fd);
    else if (owner.kind == NsLink::Kind::Ref)
        uid = run.namespaces[run.namespaces.find({NsType::User, owner.ref.inode})].info.ownerUid;

    std::optional<std::int32_t> nsid;
    if (type == NsType::Net && ref.inode != run.ownNet)
        nsid = run.nsids.ask(fd);

    NamespaceInfo& info = run.namespaces[index].info;
    info.nsid = nsid;
    info.parent = parent;
    info.owner = owner;
    info.ownerUid = uid;
}

void collectIdentity(ScanRun& run)
{
    if (!run.proc.live())
        return;
    int error = 0;
    if (const auto own = run.proc.nsLinkIn(run.proc.rootFd(), "self/ns/net", error))
        run.ownNet = own->inode;
    for (std::uint32_t index = 0; index < run.namespaces.size(); ++index) {
        // One without a holder by now is held by a descriptor that a later collector adds.
        if (!run.namespaces[index].asked && !run.namespaces[index].info.holders.empty())
            identifyEntry(run, index);
    }
}

} // namespace nsscope
