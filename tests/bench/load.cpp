// SPDX-License-Identifier: Apache-2.0
// Load for the benchmarks: many processes, threads, descriptors, sockets and mounts in groups with namespaces of their
// own. Prints "ready PID" when all stand and holds them until its standard input ends; everything dies with it.
//   load -n PROCESSES [-k GROUPS] [-y TYPE,TYPE] [-t THREADS] [-f FDS] [-s SOCKETS] [-m MOUNTS]
// Needs root for -y and -m. More than about 25 000 processes need a higher kernel.pid_max.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <string>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace
{

struct Options
{
    int processes = 100;
    int groups = 1;
    int flags = 0; ///< CLONE_NEW* of each group
    int threads = 0;
    int fds = 0;
    int sockets = 0;
    int mounts = 0;
};

int readyPipe = -1;

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "load: %s: %s\n", what, std::strerror(errno));
    _exit(1);
}

int flagOf(const std::string& name)
{
    static const struct
    {
        const char* name;
        int flag;
    } table[] = {{"cgroup", CLONE_NEWCGROUP}, {"ipc", CLONE_NEWIPC}, {"mnt", CLONE_NEWNS}, {"net", CLONE_NEWNET},
                 {"uts", CLONE_NEWUTS}};
    for (const auto& row : table) {
        if (name == row.name)
            return row.flag;
    }
    std::fprintf(stderr, "load: no type '%s'; known: cgroup ipc mnt net uts\n", name.c_str());
    std::exit(2);
}

void dieWith(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
}

void* idle(void*)
{
    for (;;)
        pause();
}

/// One process of the load: opens what it holds, reports, waits.
[[noreturn]] void member(const Options& o)
{
    for (int i = 0; i < o.fds; ++i) {
        if (open("/dev/null", O_RDONLY | O_CLOEXEC) < 0)
            fail("open");
    }
    for (int i = 0; i < o.sockets; ++i) {
        if (socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0) < 0)
            fail("socket");
    }
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 16384);
    for (int i = 0; i < o.threads; ++i) {
        pthread_t thread;
        if (pthread_create(&thread, &attributes, idle, nullptr))
            fail("pthread_create");
    }
    if (write(readyPipe, "x", 1) != 1)
        _exit(1);
    for (;;)
        pause();
}

/// First process of a group: makes the namespaces and mounts, then the other members.
[[noreturn]] void leader(const Options& o, int members)
{
    if (o.flags && unshare(o.flags))
        fail("unshare");
    if (o.flags & CLONE_NEWNS) {
        if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr))
            fail("mount private");
        if (o.mounts && mount("load", "/mnt", "tmpfs", 0, nullptr))
            fail("mount tmpfs");
        for (int i = 1; i < o.mounts; ++i) {
            const std::string dir = "/mnt/" + std::to_string(i);
            if (mkdir(dir.c_str(), 0755) || mount("load", dir.c_str(), "tmpfs", 0, "size=4k"))
                fail("mount");
        }
    }
    const pid_t self = getpid();
    for (int i = 1; i < members; ++i) {
        const pid_t child = fork();
        if (child < 0)
            fail("fork");
        if (child == 0) {
            dieWith(self);
            member(o);
        }
    }
    member(o);
}

} // namespace

int main(int argc, char** argv)
{
    Options o;
    for (int c; (c = getopt(argc, argv, "n:k:y:t:f:s:m:")) != -1;) {
        const int number = optarg && c != 'y' ? std::atoi(optarg) : 0;
        switch (c) {
        case 'n': o.processes = number; break;
        case 'k': o.groups = number; break;
        case 't': o.threads = number; break;
        case 'f': o.fds = number; break;
        case 's': o.sockets = number; break;
        case 'm': o.mounts = number; break;
        case 'y': {
            std::string names = optarg;
            for (char* name = std::strtok(names.data(), ","); name; name = std::strtok(nullptr, ","))
                o.flags |= flagOf(name);
            break;
        }
        default: return 2;
        }
    }
    if (o.processes < 1 || o.processes > 100'000 || o.groups < 1 || o.groups > o.processes)
        return std::fprintf(stderr, "load: 1 to 100000 processes in 1 to that many groups\n"), 2;
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC))
        fail("pipe");
    readyPipe = ends[1];
    const pid_t self = getpid();
    for (int group = 0; group < o.groups; ++group) {
        const int members = o.processes / o.groups + (group < o.processes % o.groups ? 1 : 0);
        const pid_t child = fork();
        if (child < 0)
            fail("fork");
        if (child == 0) {
            dieWith(self);
            leader(o, members);
        }
    }
    close(ends[1]);
    char buffer[4096];
    for (long seen = 0; seen < o.processes;) {
        const ssize_t got = read(ends[0], buffer, sizeof buffer);
        if (got <= 0)
            fail("a process of the load ended early");
        seen += got;
    }
    std::printf("ready %d\n", self);
    std::fflush(stdout);
    while (read(STDIN_FILENO, buffer, sizeof buffer) > 0) {
    }
    signal(SIGTERM, SIG_IGN);
    return 0;
}
