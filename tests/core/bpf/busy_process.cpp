// SPDX-License-Identifier: Apache-2.0
#include "tests/core/bpf/busy_process.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sched.h>
#include <string>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace nsscope
{

namespace
{

using Act = BusyProcess::Act;

constexpr int heldFd = 40;
constexpr int movedFd = 41;
constexpr int otherFd = 42;
constexpr int socketFd = 43;
constexpr int homeFd = 44; ///< the uts namespace that it began in
constexpr int fileFd = 45;

std::ptrdiff_t threads()
{
    const std::filesystem::directory_iterator all("/proc/self/task");
    return std::distance(begin(all), end(all));
}

bool put(int fd, int at) { return fd >= 0 && ::dup3(fd, at, O_CLOEXEC) == at && ::close(fd) == 0; }

/// In the child. What a thread is to do, the thread does.
class Actor
{
public:
    Actor() { put(::open("/proc/self/ns/uts", O_RDONLY | O_CLOEXEC), homeFd); }

    bool perform(Act act)
    {
        switch (act) {
        case Act::Nothing:
            return ::getppid() != 0;
        case Act::OpenNamespace:
            return put(::open("/proc/self/ns/ipc", O_RDONLY | O_CLOEXEC), heldFd);
        case Act::OpenOther:
            return ::unshare(CLONE_NEWIPC) == 0 && perform(Act::OpenNamespace);
        case Act::OpenAsPath:
            return put(::open("/proc/self/ns/ipc", O_PATH | O_CLOEXEC), heldFd);
        case Act::CloseNamespace:
            return ::close(heldFd) == 0;
        case Act::MoveDescriptor:
            return ::dup3(heldFd, movedFd, O_CLOEXEC) == movedFd && ::close(heldFd) == 0;
        case Act::Unshare:
            return ::unshare(CLONE_NEWUTS) == 0;
        case Act::SetBack:
            return ::setns(homeFd, CLONE_NEWUTS) == 0;
        case Act::MakeSocket:
            return put(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), socketFd);
        case Act::Rename:
            return ::prctl(PR_SET_NAME, "renamed") == 0;
        case Act::ChangeUser:
            return ::syscall(SYS_setresuid, -1, 65534, 0) == 0;
        case Act::ChangeUserBack:
            return ::syscall(SYS_setresuid, -1, 0, 0) == 0;
        case Act::StartThread:
            m_end = false;
            m_thread = std::thread([this] { serve(); });
            return true;
        case Act::ThreadUnshares:
        case Act::ThreadTable:
            m_order = act;
            while (m_order.load() != Act::Nothing)
                std::this_thread::sleep_for(std::chrono::microseconds(100));
            return m_done;
        case Act::EndThread:
            m_end = true;
            m_thread.join(); // returns before the thread has given back what it shares (kernel/exit.c: exit_mm)
            while (threads() != 1)
                std::this_thread::sleep_for(std::chrono::microseconds(100));
            return true;
        case Act::ShareTable:
            return shareTable();
        case Act::Spin:
            return true;
        case Act::AttachMemory:
            return attach();
        case Act::OpenFile:
            return put(::open("/bin/sh", O_RDONLY | O_CLOEXEC), fileFd);
        }
        return false;
    }

    /// Never returns.
    void anything(unsigned seed)
    {
        std::mt19937 random(seed);
        static const Act acts[] = {Act::OpenNamespace, Act::OpenNamespace, Act::CloseNamespace, Act::CloseNamespace,
                                   Act::OpenOther,     Act::OpenAsPath,    Act::MoveDescriptor, Act::Unshare,
                                   Act::SetBack,       Act::MakeSocket,    Act::ChangeUser,     Act::ChangeUserBack,
                                   Act::OpenFile,      Act::Nothing};
        for (;;) {
            const unsigned what = random() % 24;
            if (what < std::size(acts)) {
                perform(acts[what]);
            } else if (what < 16) {
                ::close(movedFd);
                ::close(socketFd);
            } else if (what < 18) {
                ::prctl(PR_SET_NAME, what == 16 ? "busy" : "busier");
            } else if (what == 18) {
                toggle(random());
            } else if (what == 19) {
                threadForAMoment();
            } else if (what == 20) {
                startProgram();
            } else {
                ::usleep(random() % 3000);
            }
        }
    }

private:
    void serve()
    {
        while (!m_end) {
            const Act act = m_order.load();
            if (act == Act::ThreadUnshares)
                m_done = ::unshare(CLONE_NEWUTS) == 0;
            else if (act == Act::ThreadTable)
                m_done = ::unshare(CLONE_FILES) == 0 && put(::open("/proc/self/ns/ipc", O_RDONLY | O_CLOEXEC), otherFd);
            if (act != Act::Nothing)
                m_order = Act::Nothing;
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
    }

    /// There and away again, faster than anybody can look twice.
    static void toggle(unsigned times)
    {
        for (unsigned i = 0; i < 20 + times % 50; ++i) {
            put(::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), otherFd);
            ::sched_yield();
            ::close(otherFd);
        }
    }

    static void threadForAMoment()
    {
        std::thread([] {
            if (::unshare(CLONE_NEWUTS | CLONE_FILES) == 0)
                put(::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), otherFd);
            ::usleep(2000);
        }).join();
    }

    static void startProgram()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            (void)!::unshare(CLONE_NEWIPC);
            ::execl("/bin/true", "true", nullptr);
            ::_exit(1);
        }
        if (child > 0)
            ::waitpid(child, nullptr, 0);
    }

    static bool attach()
    {
        const int id = ::shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
        const bool attached = id >= 0 && ::shmat(id, nullptr, 0) != reinterpret_cast<void*>(-1);
        return ::shmctl(id, IPC_RMID, nullptr) == 0 && attached;
    }

    /// The other process opens a namespace when it gets SIGUSR1, while this one sleeps.
    bool shareTable()
    {
        static char stack[64 * 1024];
        sigset_t order;
        ::sigemptyset(&order);
        ::sigaddset(&order, SIGUSR1);
        ::sigprocmask(SIG_BLOCK, &order, nullptr);
        const auto work = [](void*) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            sigset_t awaited;
            ::sigemptyset(&awaited);
            ::sigaddset(&awaited, SIGUSR1);
            int got = 0;
            ::sigwait(&awaited, &got);
            put(::open("/proc/self/ns/ipc", O_RDONLY | O_CLOEXEC), otherFd);
            for (;;)
                ::pause();
            return 0;
        };
        return ::clone(work, stack + sizeof stack, CLONE_FILES | SIGCHLD, nullptr) > 0;
    }

    std::thread m_thread;
    std::atomic<bool> m_end = false;
    std::atomic<bool> m_done = false;
    std::atomic<Act> m_order = Act::Nothing;
};

[[noreturn]] void serve(int socket)
{
    Actor actor;
    char act = 0;
    while (::read(socket, &act, 1) == 1) {
        const char done = actor.perform(static_cast<Act>(act)) ? 'y' : 'n';
        if (::write(socket, &done, 1) != 1)
            break;
        while (act == static_cast<char>(Act::Spin))
            act = *const_cast<volatile char*>(&act);
    }
    ::_exit(0);
}

} // namespace

BusyProcess::BusyProcess()
{
    int sockets[2] = {-1, -1};
    (void)!::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets);
    m_pid = ::fork();
    if (m_pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::close(sockets[0]);
        serve(sockets[1]);
    }
    m_socket.reset(sockets[0]);
    ::close(sockets[1]);
}

BusyProcess::BusyProcess(unsigned seed)
{
    m_pid = ::fork();
    if (m_pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        Actor().anything(seed);
    }
}

BusyProcess::~BusyProcess()
{
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
}

bool BusyProcess::tell(Act act)
{
    char byte = static_cast<char>(act);
    return ::write(m_socket.get(), &byte, 1) == 1 && ::read(m_socket.get(), &byte, 1) == 1 && byte == 'y';
}

bool BusyProcess::otherOpens() const
{
    const std::string own = "/proc/" + std::to_string(m_pid);
    int other = 0;
    std::ifstream(own + "/task/" + std::to_string(m_pid) + "/children") >> other;
    if (other <= 0 || ::kill(other, SIGUSR1) != 0)
        return false;
    const std::string opened = own + "/fd/" + std::to_string(otherFd);
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (::access(opened.c_str(), F_OK) != 0) {
        if (std::chrono::steady_clock::now() > until)
            return false;
        ::sched_yield();
    }
    return true;
}

void BusyProcess::settle() const
{
    const std::string stat = "/proc/" + std::to_string(m_pid) + "/stat";
    for (std::string text; text.find(") S ") == text.npos;) {
        ::usleep(1000);
        std::ifstream file(stat);
        std::getline(file, text);
    }
}

void BusyProcess::stop()
{
    int status = 0;
    ::kill(m_pid, SIGSTOP);
    while (::waitpid(m_pid, &status, WUNTRACED) == m_pid && !WIFSTOPPED(status))
        ;
}

void BusyProcess::proceed() { ::kill(m_pid, SIGCONT); }

} // namespace nsscope
