// SPDX-License-Identifier: Apache-2.0
#include "app/cli/doctor_probe.h"

#include "app/cli/task_source.h"
#include "core/base/error.h"
#include "core/export/holder_text.h"
#include "core/lab/userns_check.h"
#include "core/scan/ns_query.h"
#include "core/scan/pid_handle.h"
#include "core/witness/kernel_facts.h"
#include "core/witness/ns_handle.h"
#include "core/witness/witnesses.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <utility>

namespace nsscope
{

namespace
{

/// Gaps of these kinds leave holes in what a scan can tell of this holder kind.
std::vector<std::string_view> gapsThatHide(HolderKind kind)
{
    switch (kind) {
    case HolderKind::Process:
    case HolderKind::Thread:
    case HolderKind::ForChildren:
    case HolderKind::Shm:
        return {"task"};
    case HolderKind::Fd:
    case HolderKind::ProcFile:
    case HolderKind::Mark:
    case HolderKind::IoUring:
        return {"task", "fd"};
    case HolderKind::Socket:
    case HolderKind::Tun:
        return {"task", "fd", "socket", "tun"};
    case HolderKind::Pidfd:
        return {"task", "fd", "pidfd"};
    case HolderKind::BindMount:
        return {"mounts", "mount_namespaces"};
    case HolderKind::ProcMount:
        return {"mounts", "mount_namespaces", "proc_mount"};
    case HolderKind::Child:
    case HolderKind::Owns:
        return {"owner", "parent"};
    case HolderKind::Unknown:
        break;
    }
    return {};
}

std::string remedyOf(const Gap& gap, const HostInfo& host)
{
    if (gap.needs.empty())
        return {};
    if (host.uid == 0)
        return fmt::format("start nsscope-cli with {} in the initial user namespace, outside containers", gap.needs);
    std::string right = gap.needs;
    std::transform(right.begin(), right.end(), right.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return fmt::format("sudo nsscope-cli ..., or once: sudo setcap {}+ep \"$(command -v nsscope-cli)\"", right);
}

void addGaps(DoctorItem& item, HolderKind kind, const Snapshot& scan)
{
    for (const std::string_view what : gapsThatHide(kind)) {
        for (const Gap& gap : scan.gaps) {
            if (gap.what != what)
                continue;
            item.complete = false;
            item.reason += (item.reason.empty() ? "" : " ") + gapSentence(gap, scan.host);
            if (item.remedy.empty())
                item.remedy = remedyOf(gap, scan.host);
        }
    }
}

void unavailable(DoctorItem& item, std::string reason, std::string remedy = {})
{
    item = {item.name, false, false, std::move(reason), std::move(remedy)};
}

/// Which network namespace a socket is of: duplicate one of our own as if it were foreign, and ask (ioctl SIOCGSKNS).
void probeSocket(DoctorItem& item)
{
    const UniqueFd own(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    PidHandle handle;
    const UniqueFd copy = handle.duplicate(getpid(), 0, own.get());
    if (!copy) {
        unavailable(item, fmt::format("pidfd_getfd is refused ({}).", errnoName(errno)),
                    errno == ENOSYS ? "a kernel from 5.6 on" : "allow pidfd_getfd in the seccomp filter");
        return;
    }
    const UniqueFd ns(ioctl(copy.get(), SIOCGSKNS));
    if (!ns)
        unavailable(item, fmt::format("The kernel does not tell whose a socket is (SIOCGSKNS: {}).", errnoName(errno)),
                    "run as root or with CAP_NET_ADMIN over the network namespace's owner");
}

std::string handleText(const HandleSupport& support)
{
    switch (support.meaning) {
    case HandleMeaning::Reference:
        return "A namespace opens by its handle while any reference to it is left.";
    case HandleMeaning::Activity:
        return "A namespace opens by its handle while a task or file uses it, though other references may be left.";
    case HandleMeaning::Unsupported:
        break;
    }
    if (handleRemedy(support).starts_with("a kernel"))
        return "This kernel has no handles for namespaces (" + sinceText(KernelFeature::NsHandle) + ").";
    return fmt::format("Handles for namespaces are refused here ({}: {}).", support.operation, errnoName(support.error));
}

/// Whether the kernel tells of mount namespaces that no process is in; without a right it does, too, by refusing.
bool listsMountNamespaces()
{
    const NsQuery query;
    const UniqueFd own = query.openAt(AT_FDCWD, "/proc/self/ns/mnt");
    return query.nextMountNs(own.get()) || errno != ENOTTY;
}

std::string noMountList()
{
    return "This kernel does not list mount namespaces that no process is in (" + sinceText(KernelFeature::MntNsWalk) + ").";
}

DoctorItem probeOwner()
{
    DoctorItem item{"NS_GET_USERNS", true, true, {}, {}};
    const NsQuery query;
    const UniqueFd net = query.openAt(AT_FDCWD, "/proc/self/ns/net");
    if (!net || query.owner(net.get()).kind == NsLink::Kind::Unknown)
        unavailable(item, fmt::format("Owners cannot be asked ({}).", errnoName(errno)), "a kernel from 4.9 on");
    return item;
}

/// Loads the program and walks once.
DoctorItem probeTaskWalk()
{
    DoctorItem item{"BPF iterator task", true, true,
                    "A scan that follows another asks the kernel which processes have changed, and reads only those.", {}};
    auto tasks = kernelTasks();
    Status walked = !tasks ? Status(tl::make_unexpected(tasks.error())) : (*tasks)->tasks().map([](const auto&) {});
    if (!walked) {
        const std::string remedy = std::exchange(walked.error().hint, {});
        unavailable(item, "Each process that has run is read again (" + walked.error().message() + ").", remedy);
    }
    return item;
}

} // namespace

void probeUserns(DoctorReport& report, const std::string& labProgram)
{
    const std::uint32_t uid = report.host.uid;
    report.ownUserns.name = fmt::format("as uid {}", uid);
    report.othersUserns.name = "without root";
    const auto verdict = checkUserns(labProgram);
    if (verdict)
        report.ownUserns = {report.ownUserns.name, verdict->allowed, true, verdict->sentence, verdict->remedy};
    else
        unavailable(report.ownUserns, "It could not be tried: " + verdict.error().message() + ".", verdict.error().hint);
    if (uid != 0) {
        report.othersUserns = report.ownUserns;
        report.othersUserns.name = "without root";
        return;
    }
    // Root passes rules that stop others, so these are judged by the settings (kernel/user_namespace.c, and the patches
    // of Debian and Ubuntu).
    const UsernsRules rules = readUsernsRules();
    UsernsVerdict others;
    if (rules.maxUserNamespaces == 0)
        others = explainUserns(ENOSPC, UsernsStage::Unshare, rules);
    else if (rules.unprivilegedClone == 0)
        others = explainUserns(EPERM, UsernsStage::Unshare, rules);
    else if (rules.apparmorRestrict.value_or(0) > 0)
        others = explainUserns(EPERM, UsernsStage::IdMap, rules);
    report.othersUserns = {report.othersUserns.name, others.allowed, true, others.sentence, others.remedy};
}

std::vector<WitnessInfo> probeWitnesses(const std::string& labProgram, const DoctorItem& userns)
{
    WitnessOptions options;
    options.labProgram = labProgram;
    options.allocator = true;
    options.kmem = true;
    options.bpf = true;
    std::vector<WitnessInfo> infos;
    for (const auto& witness : makeWitnesses(options)) {
        infos.push_back(witness->availability());
        if (infos.back().name == "quota" && infos.back().available)
            infos.back() = {"quota", userns.available, userns.reason, userns.remedy};
    }
    // Nobody's to start: reuse is seen by every scan.
    infos.push_back({"reuse", true, "", ""});
    return infos;
}

std::vector<DoctorItem> probeHolders(const Snapshot& scan)
{
    std::vector<DoctorItem> items;
    const HandleSupport handles = readHandleSupport();
    for (std::size_t i = 0; i < holderKindCount; ++i) {
        const HolderKind kind = static_cast<HolderKind>(i);
        DoctorItem item{std::string(holderKindName(kind)), true, true, {}, {}};
        addGaps(item, kind, scan);
        if (kind == HolderKind::Socket || kind == HolderKind::Tun)
            probeSocket(item);
        if (kind == HolderKind::Child || kind == HolderKind::Owns) {
            const DoctorItem owner = probeOwner();
            if (!owner.available)
                unavailable(item, owner.reason, owner.remedy);
        }
        if (kind == HolderKind::Unknown && handles.meaning == HandleMeaning::Unsupported)
            unavailable(item, handleText(handles), handleRemedy(handles));
        if ((kind == HolderKind::BindMount || kind == HolderKind::ProcMount) && !listsMountNamespaces()) {
            item.complete = false;
            item.reason += (item.reason.empty() ? "" : " ") + noMountList();
        }
        items.push_back(std::move(item));
    }
    return items;
}

std::vector<DoctorItem> probeInterfaces(const Snapshot& scan)
{
    DoctorItem id{"NS_GET_ID", true, true, "Every namespace has a 64-bit id that is never given again.", {}};
    if (std::none_of(scan.namespaces.begin(), scan.namespaces.end(),
                     [](const auto& info) { return info.ref.id != 0 && info.ref.type != NsType::Mnt; }))
        unavailable(id, "This kernel gives namespaces no ids (" + sinceText(KernelFeature::NsId) +
                            "): an inode number can come back meaning another namespace.",
                    kernelFrom(KernelFeature::NsId));
    const HandleSupport handles = readHandleSupport();
    DoctorItem handle{"nsfs handles", true, true, handleText(handles), {}};
    if (handles.meaning == HandleMeaning::Unsupported)
        unavailable(handle, handle.reason, handleRemedy(handles));
    DoctorItem walk{"NS_MNT_GET_NEXT", true, true, "Mount namespaces without a process are found.", {}};
    if (!listsMountNamespaces())
        unavailable(walk, noMountList(), kernelFrom(KernelFeature::MntNsWalk));
    for (const Gap& gap : scan.gaps) {
        if (gap.what == "mount_namespaces")
            unavailable(walk, gapSentence(gap, scan.host), remedyOf(gap, scan.host));
    }
    return {id, handle, walk, probeOwner(), probeTaskWalk()};
}

std::vector<DoctorItem> probeTypes(const Snapshot& scan)
{
    std::vector<DoctorItem> items;
    const auto version = parseKernelVersion(scan.host.kernel);
    for (const NsTypeRow& row : nsTypeTable()) {
        DoctorItem item{std::string(row.name), true, true, {}, {}};
        const std::string link = fmt::format("/proc/self/ns/{}", row.name);
        if (faccessat(AT_FDCWD, link.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) != 0)
            unavailable(item, fmt::format("This kernel is built without {} namespaces.", row.title));
        else if (version)
            item.reason = mechanismOf(row.type, *version).sentence();
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace nsscope
