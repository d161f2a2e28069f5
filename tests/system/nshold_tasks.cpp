// SPDX-License-Identifier: Apache-2.0
// Holders that are tasks, or that tasks leave behind.
#include "tests/system/nshold.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <future>
#include <pthread.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace nshold
{

namespace
{

int threadId()
{
    return static_cast<int>(syscall(SYS_gettid));
}

long rawClone(unsigned long flags, int* pidfd = nullptr)
{
    return syscall(SYS_clone, flags, 0, pidfd, 0, 0);
}

/// Runs `body` in a thread that stays for ever; what it made.
Made inThread(Made (*body)(const std::string&), const std::string& argument)
{
    std::promise<Made> made;
    auto result = made.get_future();
    std::thread([&made, body, argument] {
        Made m = body(argument);
        m.tid = threadId();
        made.set_value(std::move(m));
        for (;;)
            pause();
    }).detach();
    return result.get();
}

Made thread(const std::string& type)
{
    return inThread(
        [](const std::string& t) {
            must(unshare(flagOf(t)), "unshare");
            return Made{0, {ownNamespace(t)}};
        },
        type.empty() ? "uts" : type);
}

Made threadMnt(const std::string&)
{
    return inThread(
        [](const std::string&) {
            must(unshare(CLONE_FS | CLONE_NEWNS), "unshare");
            return Made{0, {ownNamespace("mnt")}};
        },
        "");
}

Made threads(const std::string& count)
{
    Made all;
    for (int i = 0; i < std::atoi(count.c_str()); ++i)
        all.namespaces.push_back(thread("uts").namespaces.front());
    return all;
}

/// The leader ends first: /proc/PID/ns then shows nothing but user and pid.
Made zombieLeader(const std::string&)
{
    std::thread([] {
        must(unshare(CLONE_NEWUTS), "unshare");
        const std::string stat = "/proc/" + std::to_string(getpid()) + "/ns/uts";
        while (access(stat.c_str(), F_OK) == 0)
            sched_yield();
        ready({threadId(), {ownNamespace("uts")}});
        _exit(0);
    }).detach();
    pthread_exit(nullptr);
}

Made forChildren(const std::string& type)
{
    if (type == "time") {
        must(unshare(flagOf(type)), "unshare");
        return {0, {ownNamespace("time_for_children")}};
    }
    must(unshare(CLONE_NEWPID), "unshare");
    if (type == "unborn")
        return {};
    const pid_t child = must(fork(), "fork");
    if (child == 0)
        _exit(0);
    waitpid(child, nullptr, 0);
    return {0, {ownNamespace("pid_for_children")}};
}

/// A child that has ended and is not reaped keeps its user and pid namespaces only.
Made zombie(const std::string&)
{
    int ends[2];
    must(pipe2(ends, O_CLOEXEC), "pipe");
    const long child = rawClone(CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWNS |
                                CLONE_NEWCGROUP | SIGCHLD);
    must(static_cast<int>(child), "clone");
    if (child == 0) {
        must(unshare(flagOf("time")), "unshare");
        must(setns(openOwn("time_for_children"), flagOf("time")), "setns");
        for (const char* type : {"user", "pid", "uts", "net", "ipc", "mnt", "cgroup", "time"}) {
            const std::string text = ownNamespace(type) + ' ';
            if (write(ends[1], text.data(), text.size()) < 0)
                _exit(1);
        }
        _exit(0);
    }
    close(ends[1]);
    std::string text;
    for (char byte; read(ends[0], &byte, 1) == 1;)
        text += byte;
    siginfo_t info = {};
    waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT);
    Made made;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find(' ', at);
        made.namespaces.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return made;
}

std::string linkOf(long pid, const char* type)
{
    const std::string path = "/proc/" + std::to_string(pid) + "/ns/" + type;
    char text[64];
    const auto got = readlink(path.c_str(), text, sizeof text);
    if (got < 0)
        fail(path);
    return {text, static_cast<std::size_t>(got)};
}

/// Two pid namespaces, one in the other, without processes; a descriptor of the inner one is left.
Made nestedPid(const std::string&)
{
    int ends[2];
    must(pipe2(ends, O_CLOEXEC), "pipe");
    const long outer = rawClone(CLONE_NEWPID | SIGCHLD);
    must(static_cast<int>(outer), "clone");
    if (outer == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        const long made = rawClone(CLONE_NEWPID | SIGCHLD);
        if (made < 0 || (made > 0 && write(ends[1], "x", 1) != 1))
            _exit(1);
        for (;;)
            pause();
    }
    char byte = 0;
    close(ends[1]);
    must(static_cast<int>(read(ends[0], &byte, 1)) - 1, "inner pid namespace");
    close(ends[0]);
    const std::string list = "/proc/" + std::to_string(outer) + "/task/" + std::to_string(outer) + "/children";
    std::ifstream children(list);
    long inner = 0;
    if (!(children >> inner))
        fail(list);
    const Made made{0, {linkOf(inner, "pid"), linkOf(outer, "pid")}};
    must(open(("/proc/" + std::to_string(inner) + "/ns/pid").c_str(), O_RDONLY | O_CLOEXEC), "open");
    kill(static_cast<pid_t>(outer), SIGKILL);
    waitpid(static_cast<pid_t>(outer), nullptr, 0);
    return made;
}

/// A pidfd of a process that is dead and reaped; with "later" in the second step.
Made pidfd(const std::string& when)
{
    int ends[2];
    must(pipe2(ends, O_CLOEXEC), "pipe");
    int fd = -1;
    const long child = rawClone(CLONE_NEWPID | CLONE_NEWUTS | CLONE_PIDFD | SIGCHLD, &fd);
    must(static_cast<int>(child), "clone");
    if (child == 0) {
        char byte;
        close(ends[1]);
        _exit(static_cast<int>(read(ends[0], &byte, 1)));
    }
    Made made{0, {linkOf(child, "pid"), linkOf(child, "uts")}};
    close(ends[0]);
    made.then = [child, end = ends[1]] {
        close(end);
        waitpid(static_cast<pid_t>(child), nullptr, 0);
    };
    if (when != "later")
        std::exchange(made.then, {})();
    return made;
}

} // namespace

const std::vector<Kind> taskKinds = {
    {"thread", thread},
    {"thread-mnt", threadMnt},
    {"threads", threads},
    {"zombie-leader", zombieLeader},
    {"for-children", forChildren},
    {"zombie", zombie},
    {"nested-pid", nestedPid},
    {"pidfd", pidfd},
};

} // namespace nshold
