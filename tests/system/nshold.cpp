// SPDX-License-Identifier: Apache-2.0
#include "tests/system/nshold.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace nshold
{

namespace
{

bool ownUserNamespace = false;

void writeFile(const char* path, const std::string& text)
{
    const int fd = must(open(path, O_WRONLY | O_CLOEXEC), path);
    if (write(fd, text.data(), text.size()) < 0)
        fail(path);
    close(fd);
}

void enterUserNamespace()
{
    const auto uid = std::to_string(geteuid());
    const auto gid = std::to_string(getegid());
    must(unshare(CLONE_NEWUSER), "unshare(CLONE_NEWUSER)");
    writeFile("/proc/self/setgroups", "deny");
    writeFile("/proc/self/uid_map", "0 " + uid + " 1");
    writeFile("/proc/self/gid_map", "0 " + gid + " 1");
    ownUserNamespace = true;
}

} // namespace

void fail(const std::string& what)
{
    std::fprintf(stderr, "nshold: %s: %s\n", what.c_str(), std::strerror(errno));
    _exit(errno == EPERM || errno == EACCES || errno == ENOSYS ? 77 : 1);
}

int must(int result, const char* what)
{
    if (result < 0)
        fail(what);
    return result;
}

int openOwn(const std::string& link, int flags)
{
    const std::string path = "/proc/thread-self/ns/" + link;
    return must(open(path.c_str(), O_CLOEXEC | flags), path.c_str());
}

std::string ownNamespace(const std::string& link)
{
    char text[64];
    const auto got = readlink(("/proc/thread-self/ns/" + link).c_str(), text, sizeof text);
    if (got < 0)
        fail(link);
    return {text, static_cast<std::size_t>(got)};
}

int flagOf(const std::string& type)
{
    const std::pair<const char*, int> flags[] = {
        {"cgroup", CLONE_NEWCGROUP}, {"ipc", CLONE_NEWIPC}, {"mnt", CLONE_NEWNS},    {"net", CLONE_NEWNET},
        {"pid", CLONE_NEWPID},       {"time", 0x80},        {"user", CLONE_NEWUSER}, {"uts", CLONE_NEWUTS}};
    for (const auto& [name, flag] : flags) {
        if (type == name)
            return flag;
    }
    errno = EINVAL;
    fail("namespace type " + type);
}

int leaveFor(const std::string& type)
{
    // In a user namespace of its own it may return only to a namespace that this user namespace owns.
    if (ownUserNamespace)
        must(unshare(flagOf(type)), "unshare");
    const int home = openOwn(type);
    must(unshare(flagOf(type)), "unshare");
    if (type == "mnt")
        must(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "mount private");
    return home;
}

void returnTo(int home, const std::string& type)
{
    must(setns(home, flagOf(type)), "setns");
    close(home);
}

void ready(const Made& made)
{
    std::string line = "ready " + std::to_string(getpid());
    if (made.tid != 0)
        line += ' ' + std::to_string(made.tid);
    for (const std::string& ns : made.namespaces)
        line += ' ' + ns;
    line += '\n';
    char byte = '\n';
    do {
        if (byte == '\n' && write(STDOUT_FILENO, line.data(), line.size()) < 0)
            _exit(1);
        if (read(STDIN_FILENO, &byte, 1) <= 0)
            return;
        if (byte == '\n' && made.then)
            made.then();
    } while (true);
}

} // namespace nshold

int main(int argc, char** argv)
{
    using namespace nshold;
    int at = 1;
    if (at < argc && std::strcmp(argv[at], "--userns") == 0) {
        enterUserNamespace();
        ++at;
    }
    const std::string name = at < argc ? argv[at] : "";
    const std::string argument = at + 1 < argc ? argv[at + 1] : "";
    for (const auto* kinds : {&taskKinds, &fileKinds, &mountKinds}) {
        for (const Kind& kind : *kinds) {
            if (name == kind.name) {
                ready(kind.make(argument));
                _exit(0);
            }
        }
    }
    std::fprintf(stderr, "usage: nshold [--userns] KIND [ARGUMENT]; kinds:");
    for (const auto* kinds : {&taskKinds, &fileKinds, &mountKinds}) {
        for (const Kind& kind : *kinds)
            std::fprintf(stderr, " %s", kind.name);
    }
    std::fprintf(stderr, "\n");
    return 2;
}
