// SPDX-License-Identifier: Apache-2.0
// Holders that are mounts. All but `bind-here` work in a mount namespace of their own, which ends with the
// program.
#include "tests/system/nshold.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nshold
{

namespace
{

constexpr int treeClone = 1;          // OPEN_TREE_CLONE
constexpr int treeRecursive = 0x8000; // AT_RECURSIVE

/// A private mount namespace with a tmpfs on `dir` and an empty file "f" in it.
void prepare(const std::string& dir)
{
    must(unshare(CLONE_NEWNS), "unshare(CLONE_NEWNS)");
    must(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "mount private");
    must(mount("tmpfs", dir.c_str(), "tmpfs", 0, nullptr), "mount tmpfs");
    close(must(open((dir + "/f").c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600), "create"));
}

void bindOwn(const std::string& type, const std::string& at)
{
    must(mount(("/proc/thread-self/ns/" + type).c_str(), at.c_str(), nullptr, MS_BIND, nullptr),
         "mount bind");
}

Made bind(const std::string& dir)
{
    prepare(dir);
    return {0, {visitNew("net", [&] { bindOwn("net", dir + "/f"); }), ownNamespace("mnt")}};
}

/// A descriptor that was opened where the namespace is mounted: its link text is the path. The mount goes.
Made fdOfMount(const std::string& dir)
{
    prepare(dir);
    return {0, {visitNew("net", [&] {
                bindOwn("net", dir + "/f");
                must(open((dir + "/f").c_str(), O_RDONLY | O_CLOEXEC), "open");
                must(umount2((dir + "/f").c_str(), MNT_DETACH), "umount");
            })}};
}

/// Two namespaces stacked on one path: the lower one is covered.
Made bindStacked(const std::string& dir)
{
    prepare(dir);
    const std::string lower = visitNew("net", [&] { bindOwn("net", dir + "/f"); });
    const std::string upper = visitNew("uts", [&] { bindOwn("uts", dir + "/f"); });
    return {0, {lower, upper, ownNamespace("mnt")}};
}

/// The bind is in a mount namespace without a process, held by one descriptor.
Made bindLeft(const std::string& dir)
{
    const int home = openOwn("mnt");
    prepare(dir);
    const std::string net = visitNew("net", [&] { bindOwn("net", dir + "/f"); });
    const std::string mnt = ownNamespace("mnt");
    openOwn("mnt");
    returnTo(home, "mnt");
    return {0, {net, mnt}};
}

/// A file of a procfs that is mounted elsewhere; its process has left the network namespace.
Made procFileElsewhere(const std::string& dir)
{
    prepare(dir);
    must(mount("proc", dir.c_str(), "proc", 0, nullptr), "mount proc");
    const std::string file = dir + "/" + std::to_string(getpid());
    must(open((file + "/status").c_str(), O_RDONLY | O_CLOEXEC), "open");
    return {0, {visitNew("net", [&] { must(open((file + "/net/dev").c_str(), O_RDONLY | O_CLOEXEC), "open"); })}};
}

/// In the second step only a detached tree has the bind: no mount table shows it.
Made detached(const std::string& dir)
{
    prepare(dir);
    Made made{0, {visitNew("net", [&] { bindOwn("net", dir + "/f"); })}};
    const long tree = syscall(SYS_open_tree, AT_FDCWD, dir.c_str(), treeClone | treeRecursive | O_CLOEXEC);
    must(static_cast<int>(tree), "open_tree");
    made.then = [dir] { must(umount2((dir + "/f").c_str(), 0), "umount"); };
    return made;
}

/// A child in new namespaces mounts `fs` and ends; what it was in.
Made mountByChild(const std::string& dir, const char* fs, int flags, const char* type)
{
    prepare(dir);
    int ends[2];
    must(pipe2(ends, O_CLOEXEC), "pipe");
    const long child = syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
    must(static_cast<int>(child), "clone");
    if (child == 0) {
        const std::string text = ownNamespace(type);
        must(mount(fs, dir.c_str(), fs, 0, nullptr), "mount");
        _exit(write(ends[1], text.data(), text.size()) < 0 ? 1 : 0);
    }
    close(ends[1]);
    std::string text;
    for (char byte; read(ends[0], &byte, 1) == 1;)
        text += byte;
    int status = 0;
    waitpid(static_cast<pid_t>(child), &status, 0);
    if (status != 0)
        _exit(77);
    return {0, {text, ownNamespace("mnt")}};
}

Made procMount(const std::string& dir)
{
    return mountByChild(dir, "proc", CLONE_NEWPID, "pid");
}
Made mqueueMount(const std::string& dir)
{
    return mountByChild(dir, "mqueue", CLONE_NEWIPC, "ipc");
}
Made sysfsMount(const std::string& dir)
{
    return mountByChild(dir, "sysfs", CLONE_NEWNET, "net");
}

} // namespace

const std::vector<Kind> mountKinds = {
    {"bind", bind},
    {"fd-of-mount", fdOfMount},
    {"bind-stacked", bindStacked},
    {"bind-left", bindLeft},
    {"proc-file-elsewhere", procFileElsewhere},
    {"detached", detached},
    {"proc-mount", procMount},
    {"mqueue-mount", mqueueMount},
    {"sysfs-mount", sysfsMount},
};

} // namespace nshold
