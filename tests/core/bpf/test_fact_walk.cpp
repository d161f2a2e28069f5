// SPDX-License-Identifier: Apache-2.0
// A scan that takes processes from the kernel's walk says of each what one that reads /proc says, whatever kind it is and
// while others come and go.
#include "core/bpf/fact_walk.h"
#include "tests/core/bpf/churn.h"
#include "tests/core/bpf/kernel_tasks_test.h"
#include "tests/core/scan/find_namespace.h"

#include <csignal>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>

using namespace nsscope;
using testing::IsEmpty;

namespace
{

constexpr int rounds = 8; ///< of churn

/// Counts how often it is asked.
class Counted final : public TaskSource
{
public:
    explicit Counted(std::unique_ptr<TaskSource> source) : m_source(std::move(source)) {}
    Result<std::vector<TaskStamp>> tasks() override { return m_source->tasks(); }
    Status eachFact(const std::function<void(const TaskFacts&)>& use) override
    {
        ++calls;
        const std::size_t last = told + tellsOnly;
        const Status read = m_source->eachFact([&](const TaskFacts& facts) {
            if (told < last)
                use(facts);
            told += facts.whole && told < last;
        });
        return tellsOnly == everything ? read : failure("read BPF iterator task", {}, EIO);
    }
    Status eachFile(const std::function<void(const FileFacts&)>& use) override
    {
        ++fileCalls;
        std::size_t files = 0;
        const Status read = m_source->eachFile([&](FileFacts file) {
            if (change)
                change(file);
            worthALook += file.net == 0;
            if (files++ < tellsFiles)
                use(file);
        });
        return tellsFiles == everything ? read : failure("read BPF iterator task_file", {}, EIO);
    }
    static constexpr std::size_t everything = 1 << 30;
    std::function<void(FileFacts&)> change;
    int fileCalls = 0;
    std::size_t worthALook = 0;
    std::size_t tellsFiles = everything; ///< and fails then
    int calls = 0;
    std::size_t told = 0;
    std::size_t tellsOnly = everything; ///< and fails then

private:
    std::unique_ptr<TaskSource> m_source;
};

/// Children that do something and wait, in a process group of their own that ends with this.
class Sleepers
{
public:
    ~Sleepers()
    {
        for (const pid_t pid : m_all) {
            ::kill(pid, SIGKILL);
            ::waitpid(pid, nullptr, 0);
        }
    }
    template <class Do> pid_t add(Do first)
    {
        int ends[2];
        if (::pipe(ends) != 0)
            return -1;
        const pid_t pid = ::fork();
        if (pid == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            first();
            (void)!::write(ends[1], "r", 1);
            for (;;)
                ::pause();
        }
        if (pid > 0)
            m_all.push_back(pid);
        char byte = 0;
        (void)!::read(ends[0], &byte, 1);
        ::close(ends[0]);
        ::close(ends[1]);
        return pid;
    }
    std::set<int> pids() const { return {m_all.begin(), m_all.end()}; }

private:
    std::vector<pid_t> m_all;
};

/// In a pid namespace deeper by one for each level, first process of each but the outermost.
void nest(int levels)
{
    if (levels == 0 || ::unshare(CLONE_NEWPID) != 0)
        return;
    if (::fork() == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::prctl(PR_SET_NAME, "fact nested");
        nest(levels - 1);
        for (;;)
            ::pause();
    }
}

std::set<int> namedIn(const Snapshot& snapshot, const std::string& comm)
{
    std::set<int> pids;
    for (const NamespaceInfo& info : snapshot.namespaces) {
        for (const Holder& holder : info.holders) {
            if (holder.comm == comm)
                pids.insert(holder.pid);
        }
    }
    return pids;
}

class FactWalkTest : public testing::Test
{
protected:
    void SetUp() override
    {
        auto walk = FactWalk::load();
        if (!walk)
            GTEST_SKIP() << walk.error().message();
        m_source = std::make_shared<Counted>(std::move(*walk));
        for (int i = 0; i < 80; ++i) // so that a walk is worth it
            m_sleepers.add([] {});
    }
    Result<Snapshot> scanByFacts()
    {
        ScanOptions options = full();
        options.tasks = m_source;
        return Scanner(options).scan();
    }
    static Result<Snapshot> scanOfProc() { return Scanner(full()).scan(); }

    std::shared_ptr<Counted> m_source;
    Sleepers m_sleepers;
};

} // namespace

TEST_F(FactWalkTest, SaysTheSameOfEveryKindOfTask)
{
    // Before those held: what is forked later would keep their pipes open.
    m_sleepers.add([] { nest(6); });
    m_sleepers.add([] { (void)!::unshare(CLONE_NEWPID); }); // unborn
    m_sleepers.add([] {
        ::prctl(PR_SET_NAME, "a (strange) \n\x01");
        (void)!::unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWUTS);
    });
    m_sleepers.add([] { (void)!::setresuid(1234, 4321, 1234); });
    std::vector<std::unique_ptr<HeldNamespace>> held;
    std::set<int> pids = m_sleepers.pids();
    for (const std::vector<std::string>& kind : std::vector<std::vector<std::string>>{
             {"thread"}, {"thread-mnt"}, {"threads", "5"}, {"zombie-leader"}, {"for-children", "time"}, {"for-children", "pid"},
             {"zombie"}, {"nested-pid"}, {"fd-table"}, {"fd"}, {"owned"}, {"shm"}}) {
        auto holder = std::make_unique<HeldNamespace>(kind);
        if (!holder->refused().empty())
            continue;
        pids.insert(holder->pid());
        held.push_back(std::move(holder));
    }
    EXPECT_GE(held.size(), 9u);
    const auto slow = scanOfProc();
    const auto quick = scanByFacts();
    ASSERT_TRUE(slow && quick);
    const std::set<int> nested = namedIn(*slow, "fact nested");
    EXPECT_EQ(nested.size(), 6u);
    pids.insert(nested.begin(), nested.end());
    EXPECT_EQ(m_source->calls, 1);
    EXPECT_GE(m_source->told, m_sleepers.pids().size());
    EXPECT_THAT(missing(toldOf(*slow, pids), toldOf(*quick, pids)), IsEmpty()) << "/proc tells it, the walk does not";
    EXPECT_THAT(missing(toldOf(*quick, pids), toldOf(*slow, pids)), IsEmpty()) << "the walk tells it, /proc does not";
    EXPECT_GE(toldOf(*slow, pids).size(), 8 * m_sleepers.pids().size());
}

TEST_F(FactWalkTest, SaysTheSameWhileProcessesComeAndGo)
{
    const Churn churn;
    const std::set<int> pids = m_sleepers.pids();
    for (int round = 0; round < rounds; ++round) {
        const auto slow = scanOfProc();
        const auto quick = scanByFacts();
        ASSERT_TRUE(slow && quick);
        EXPECT_EQ(toldOf(*slow, pids), toldOf(*quick, pids)) << round;
    }
    EXPECT_EQ(m_source->calls, rounds);
}

TEST_F(FactWalkTest, WhereItFailsProcIsRead)
{
    for (const std::size_t told : {0, 1, 30}) {
        m_source->tellsOnly = told;
        m_source->calls = 0;
        const std::set<int> pids = m_sleepers.pids();
        const auto quick = scanByFacts();
        ASSERT_TRUE(quick);
        EXPECT_EQ(m_source->calls, 1);
        EXPECT_EQ(toldOf(*quick, pids), toldOf(*scanOfProc(), pids)) << "after " << told;
    }
}

TEST_F(FactWalkTest, IsNotAskedAboutACapturedTree)
{
    ScanOptions options = full();
    options.procRoot = NSSCOPE_FIXTURES "/proc";
    options.tasks = m_source;
    (void)Scanner(options).scan();
    EXPECT_EQ(m_source->calls, 0);
}

TEST_F(FactWalkTest, TellsOfEveryDescriptorThatHolds)
{
    std::vector<std::unique_ptr<HeldNamespace>> held;
    std::set<int> pids;
    for (const std::vector<std::string>& kind : std::vector<std::vector<std::string>>{
             {"fd"}, {"opath"}, {"fds", "50"}, {"fd-table"}, {"sock", "inet"}, {"sock", "unix"}, {"sock", "packet"},
             {"sock", "netlink"}, {"tun"}, {"mark"}, {"io-uring"}, {"pidfd"}, {"proc-file"}, {"dir-fd"}, {"fd-of-mount", "/tmp"},
             {"proc-file-elsewhere", "/tmp"}}) {
        auto holder = std::make_unique<HeldNamespace>(kind);
        if (!holder->refused().empty())
            continue;
        pids.insert(holder->pid());
        held.push_back(std::move(holder));
    }
    EXPECT_GE(held.size(), 11u);
    const auto slow = scanOfProc();
    const auto quick = scanByFacts();
    ASSERT_TRUE(slow && quick);
    EXPECT_EQ(m_source->fileCalls, 1);
    EXPECT_GE(m_source->worthALook, held.size());
    EXPECT_THAT(missing(toldOf(*slow, pids), toldOf(*quick, pids)), IsEmpty()) << "/proc tells it, the walk does not";
    EXPECT_THAT(missing(toldOf(*quick, pids), toldOf(*slow, pids)), IsEmpty()) << "the walk tells it, /proc does not";
    EXPECT_GE(toldOf(*slow, pids).size(), 9 * held.size());
}

TEST_F(FactWalkTest, OfADescriptorThatHoldsNothingNothingIsAsked)
{
    const int own = ::getpid();
    const int sockets[] = {::socket(AF_INET, SOCK_DGRAM, 0), ::socket(AF_UNIX, SOCK_DGRAM, 0)};
    const int plain[] = {::open("/", O_RDONLY | O_DIRECTORY), ::open("/dev/null", O_RDONLY), ::eventfd(0, 0), ::epoll_create1(0),
                         ::memfd_create("plain", 0)};
    std::vector<FileFacts> told;
    m_source->change = [&](const FileFacts& file) {
        if (file.pid == own)
            told.push_back(file);
    };
    ASSERT_TRUE(scanByFacts());
    for (const int fd : sockets) {
        const auto row = std::find_if(told.begin(), told.end(), [fd](const FileFacts& file) { return file.fd == fd; });
        ASSERT_NE(row, told.end());
        EXPECT_NE(row->net, 0u);
        ::close(fd);
    }
    for (const int fd : plain) {
        EXPECT_TRUE(std::none_of(told.begin(), told.end(), [fd](const FileFacts& file) { return file.fd == fd; })) << fd;
        ::close(fd);
    }
}

TEST_F(FactWalkTest, OfAProcessThatHasMovedMeanwhileAllDescriptorsAreRead)
{
    const HeldNamespace held({"sock", "inet"});
    if (!held.refused().empty())
        GTEST_SKIP() << held.refused();
    // As if it had still been where its socket is.
    m_source->change = [&](FileFacts& file) {
        if (file.pid == held.pid() && file.net == 0)
            file.net = static_cast<std::uint32_t>(held.ref().inode);
    };
    const std::set<int> pids{held.pid()};
    const auto quick = scanByFacts();
    const auto slow = scanOfProc();
    ASSERT_TRUE(slow && quick);
    EXPECT_EQ(toldOf(*quick, pids), toldOf(*slow, pids));
    EXPECT_NE(find(*quick, held.ref().type, held.ref().inode), nullptr);
}

TEST_F(FactWalkTest, WhereTheWalkOfFilesFailsAllDescriptorsAreRead)
{
    const HeldNamespace held({"fd"});
    if (!held.refused().empty())
        GTEST_SKIP() << held.refused();
    const std::set<int> pids{held.pid()};
    for (const std::size_t files : {0, 1, 20}) {
        m_source->tellsFiles = files;
        const auto quick = scanByFacts();
        ASSERT_TRUE(quick);
        EXPECT_EQ(toldOf(*quick, pids), toldOf(*scanOfProc(), pids)) << "after " << files;
        EXPECT_NE(find(*quick, held.ref().type, held.ref().inode), nullptr);
    }
    EXPECT_EQ(m_source->fileCalls, 3);
}
