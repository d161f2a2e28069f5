// SPDX-License-Identifier: Apache-2.0
// The floor: the bare system calls that a portable scan of /proc cannot do without, and nothing else; no names, no
// checks, no output but counts. nsscope's scan is measured against it.
//   floor [-w WHAT]   WHAT: n namespace links, t threads, s stat, x kernel threads by one link only, f descriptors,
//                     k sockets' namespaces, m mount tables, a attached shared memory, o owners and parents
//                     (default "ntsx")
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace
{

constexpr int linkCount = 10;
/// The seven links in which a thread can differ from its process come first.
const char* const links[linkCount] = {"mnt",  "net", "uts",  "ipc", "cgroup", "pid_for_children", "time_for_children",
                                      "pid", "user", "time"};
constexpr unsigned long nsGetUserns = 0xb701, nsGetParent = 0xb702;

struct Dirent
{
    std::uint64_t ino;
    std::int64_t off;
    unsigned short length;
    unsigned char type;
    char name[1];
};

struct Counts
{
    long processes = 0, tasks = 0, fds = 0, nsFds = 0, sockets = 0, mounts = 0, owners = 0, shared = 0;
};

struct Seen
{
    int pid;
    int link;
};

Counts counts;
std::unordered_map<unsigned, Seen> namespaces;
std::string what = "ntsx";
int proc = -1;

bool wants(char c) { return what.find(c) != std::string::npos; }

unsigned numberIn(const char* text, ssize_t length)
{
    unsigned value = 0, factor = 1;
    for (const char* p = text + length - 2; p > text && *p >= '0' && *p <= '9'; --p, factor *= 10)
        value += static_cast<unsigned>(*p - '0') * factor;
    return value;
}

template <class Each> void eachNumber(int dir, Each each)
{
    std::vector<char> buffer(1 << 16);
    for (;;) {
        const long got = syscall(SYS_getdents64, dir, buffer.data(), buffer.size());
        if (got <= 0)
            return;
        for (long at = 0; at < got;) {
            const auto* entry = reinterpret_cast<const Dirent*>(buffer.data() + at);
            at += entry->length;
            if (entry->name[0] >= '0' && entry->name[0] <= '9')
                each(std::atoi(entry->name), entry->name);
        }
    }
}

void readLinks(int pid, int first, int last)
{
    char path[32], text[64];
    std::snprintf(path, sizeof path, "%d/ns", pid);
    const int dir = openat(proc, path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0)
        return;
    for (int i = first; i < last; ++i) {
        const ssize_t got = readlinkat(dir, links[i], text, sizeof text);
        if (got > 0)
            namespaces.try_emplace(numberIn(text, got), Seen{pid, i});
    }
    close(dir);
    ++counts.tasks;
}

bool readStat(int pid)
{
    char path[32], text[1024];
    std::snprintf(path, sizeof path, "%d/stat", pid);
    const int fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const ssize_t got = read(fd, text, sizeof text - 1);
    close(fd);
    if (got <= 0)
        return false;
    text[got] = 0;
    const char* p = std::strrchr(text, ')');
    for (int field = 3; p && field < 10; ++field)
        p = std::strchr(p + 1, ' ');
    return p && (std::strtoul(p, nullptr, 10) & 0x200000); // PF_KTHREAD
}

void readFds(int pid)
{
    char path[32], text[64];
    std::snprintf(path, sizeof path, "%d/fd", pid);
    const int dir = openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0)
        return;
    const int pidfd = wants('k') ? static_cast<int>(syscall(SYS_pidfd_open, pid, 0)) : -1;
    eachNumber(dir, [&](int fd, const char* name) {
        ++counts.fds;
        const ssize_t got = readlinkat(dir, name, text, sizeof text);
        if (got > 8 && std::strncmp(text, "socket:[", 8) == 0) {
            ++counts.sockets;
            const int copy = pidfd < 0 ? -1 : static_cast<int>(syscall(SYS_pidfd_getfd, pidfd, fd, 0));
            if (copy >= 0) {
                std::uint64_t cookie = 0;
                socklen_t size = sizeof cookie;
                getsockopt(copy, SOL_SOCKET, 71 /* SO_NETNS_COOKIE */, &cookie, &size);
                close(copy);
            }
        } else if (got > 3 && text[0] != '/' && text[got - 1] == ']' && std::strncmp(text, "pipe", 4) != 0) {
            ++counts.nsFds;
        }
    });
    if (pidfd >= 0)
        close(pidfd);
    close(dir);
}

/// Shared memory of System V is told by the mappings only; one question finds the first shared mapping of a file.
void readShared(int pid)
{
    struct Question // struct procmap_query of include/uapi/linux/fs.h
    {
        std::uint64_t size = 104, flags = 0x38, rest[11] = {};
    } question;
    static_assert(sizeof question == 104);
    char path[32];
    std::snprintf(path, sizeof path, "%d/maps", pid);
    const int fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    counts.shared += ioctl(fd, _IOWR('f', 17, Question), &question) == 0;
    close(fd);
}

void readMounts(int pid)
{
    char path[32];
    std::snprintf(path, sizeof path, "%d/mountinfo", pid);
    const int fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    static char buffer[1 << 16];
    for (ssize_t got; (got = read(fd, buffer, sizeof buffer)) > 0;) {
        for (const char *p = buffer, *end = buffer + got; (p = static_cast<const char*>(std::memchr(p, '\n', static_cast<std::size_t>(end - p)))); ++p)
            ++counts.mounts;
    }
    close(fd);
}

void readOwner(const Seen& seen)
{
    char path[48];
    std::snprintf(path, sizeof path, "%d/ns/%s", seen.pid, links[seen.link]);
    const int fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    for (const unsigned long request : {nsGetUserns, nsGetParent}) {
        const int related = ioctl(fd, request);
        if (related < 0)
            continue;
        struct stat info;
        fstat(related, &info);
        close(related);
        ++counts.owners;
    }
    close(fd);
}

} // namespace

int main(int argc, char** argv)
{
    for (int c; (c = getopt(argc, argv, "w:")) != -1;) {
        if (c != 'w')
            return 2;
        what = optarg;
    }
    proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    eachNumber(proc, [](int pid, const char*) {
        ++counts.processes;
        const bool kernelThread = wants('s') && readStat(pid) && wants('x');
        if (wants('n'))
            readLinks(pid, 0, kernelThread ? 1 : linkCount);
        char path[32];
        struct stat info;
        std::snprintf(path, sizeof path, "%d/task", pid);
        if (wants('t') && fstatat(proc, path, &info, 0) == 0 && info.st_nlink > 3) {
            const int dir = openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            if (dir >= 0) {
                eachNumber(dir, [pid](int tid, const char*) {
                    if (tid != pid)
                        readLinks(tid, 0, 7);
                });
                close(dir);
            }
        }
        if (wants('f') && !kernelThread)
            readFds(pid);
        if (wants('a') && !kernelThread)
            readShared(pid);
    });
    for (const auto& [inode, seen] : namespaces) {
        if (wants('m') && seen.link == 0)
            readMounts(seen.pid);
        if (wants('o'))
            readOwner(seen);
    }
    std::printf("processes %ld tasks %ld namespaces %zu fds %ld ns-fds %ld sockets %ld mounts %ld owners %ld shared %ld\n",
                counts.processes, counts.tasks, namespaces.size(), counts.fds, counts.nsFds, counts.sockets,
                counts.mounts, counts.owners, counts.shared);
    return 0;
}
