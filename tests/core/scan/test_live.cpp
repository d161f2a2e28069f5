// SPDX-License-Identifier: Apache-2.0
// The scan of the running kernel: complete for what it may see, undisturbed by processes that come and go.
#include "core/base/read_file.h"
#include "core/scan/proc_reader.h"
#include "core/scan/scanner.h"
#include "tests/core/scan/find_namespace.h"
#include "tests/core/scan/held_namespace.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <gmock/gmock.h>
#include <iterator>
#include <set>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>

extern char** environ;
using namespace nsscope;

namespace
{

std::vector<int> openDescriptors()
{
    std::vector<int> fds;
    const auto reader = ProcReader::open("/proc");
    if (reader)
        reader->numbersIn(reader->rootFd(), "self/fd", fds);
    return fds;
}

std::string outputOf(const char* command)
{
    std::string text;
    FILE* const pipe = ::popen(command, "r");
    if (pipe == nullptr)
        return text;
    char buffer[4096];
    for (std::size_t got = 0; (got = ::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        text.append(buffer, got);
    ::pclose(pipe);
    return text;
}

using NsNumberOf = std::pair<NsType, std::uint64_t>;

/// All that lsns(8) finds; empty where there is none.
std::set<NsNumberOf> lsnsNames()
{
    std::set<NsNumberOf> names;
    const std::string text = outputOf("lsns --json -o TYPE,NS 2>/dev/null");
    for (std::size_t at = 0; (at = text.find("\"type\":", at)) != std::string::npos; ++at) {
        char type[16];
        unsigned long inode = 0;
        if (std::sscanf(text.c_str() + at, "\"type\": \"%15[a-z]\", \"ns\": %lu", type, &inode) != 2 &&
            std::sscanf(text.c_str() + at, "\"type\":\"%15[a-z]\", \"ns\":%lu", type, &inode) != 2)
            continue;
        if (const auto known = nsTypeByName(type))
            names.emplace(*known, inode);
    }
    return names;
}

std::vector<std::string> missing(const Snapshot& snapshot, const std::set<NsNumberOf>& names)
{
    std::vector<std::string> texts;
    for (const auto& [type, inode] : names) {
        if (find(snapshot, type, inode) == nullptr)
            texts.push_back(linkText({type, 0, inode, 0}));
    }
    return texts;
}

/// A shell loop in a process group of its own, ended with it.
class Storm
{
public:
    explicit Storm(const char* loop)
    {
        const std::string text = std::string("while :; do ") + loop + "; done 2>/dev/null";
        const char* const argv[] = {"sh", "-c", text.c_str(), nullptr};
        posix_spawnattr_t attributes;
        ::posix_spawnattr_init(&attributes);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        if (::posix_spawn(&m_pid, "/bin/sh", nullptr, &attributes, const_cast<char**>(argv), environ) != 0)
            m_pid = 0;
        ::posix_spawnattr_destroy(&attributes);
    }
    ~Storm()
    {
        if (m_pid == 0)
            return;
        ::kill(-m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    Storm(const Storm&) = delete;
    Storm& operator=(const Storm&) = delete;

private:
    pid_t m_pid = 0;
};

} // namespace

TEST(LiveScan, FindsTheEightNamespacesOfItself)
{
    const auto snapshot = Scanner().scan();
    ASSERT_TRUE(snapshot);
    const auto reader = ProcReader::open("/proc");
    ASSERT_TRUE(reader);
    for (const NsTypeRow& row : nsTypeTable()) {
        int error = 0;
        const auto own =
            reader->nsLinkIn(reader->rootFd(), ("self/ns/" + std::string(row.name)).c_str(), error);
        ASSERT_TRUE(own);
        const NamespaceInfo* const info = find(*snapshot, row.type, own->inode);
        ASSERT_NE(info, nullptr) << row.name;
        EXPECT_EQ(info->ref.dev, reader->nsfsDev());
        EXPECT_TRUE(isHeld(*info));
        const auto self = std::find_if(info->holders.begin(), info->holders.end(), [](const Holder& h) {
            return h.kind == HolderKind::Process && h.pid == ::getpid();
        });
        ASSERT_NE(self, info->holders.end()) << row.name;
        EXPECT_EQ(self->uid, ::geteuid());
        EXPECT_TRUE(self->nsPids.empty());
        EXPECT_EQ(self->comm, "test_scan");
    }
    EXPECT_EQ(snapshot->host.uid, ::geteuid());
    EXPECT_FALSE(snapshot->host.kernel.empty());
    EXPECT_GT(snapshot->tasks.threads, 0u);
    EXPECT_GE(snapshot->tasks.threads, snapshot->tasks.processes);
}

TEST(LiveScan, OwnersAndIdsAreConsistent)
{
    const auto snapshot = Scanner().scan();
    ASSERT_TRUE(snapshot);
    EXPECT_TRUE(std::is_sorted(snapshot->namespaces.begin(), snapshot->namespaces.end(),
                               [](const auto& a, const auto& b) { return a.ref < b.ref; }));
    for (const NamespaceInfo& info : snapshot->namespaces) {
        EXPECT_FALSE(info.holders.empty()) << linkText(info.ref);
        EXPECT_TRUE(std::is_sorted(info.holders.begin(), info.holders.end(), holderBefore));
        for (const NsLink* link : {&info.owner, &info.parent}) {
            if (link->kind == NsLink::Kind::Ref) {
                const NamespaceInfo* const other = find(*snapshot, link->ref.type, link->ref.inode);
                ASSERT_NE(other, nullptr) << linkText(link->ref);
                EXPECT_EQ(other->ref, link->ref);
            }
        }
        if (info.initial && info.ref.type == NsType::User) {
            EXPECT_EQ(info.owner.kind, NsLink::Kind::None);
        }
    }
}

TEST(LiveScan, FindsAllThatLsnsFinds)
{
    HeldNamespace held({"bind", "/tmp"});
    const std::set<NsNumberOf> names = lsnsNames();
    if (names.empty())
        GTEST_SKIP() << "no lsns here";
    const auto snapshot = Scanner().scan();
    ASSERT_TRUE(snapshot);
    EXPECT_THAT(missing(*snapshot, names), testing::IsEmpty());
    EXPECT_GE(names.size(), 8u);
}

TEST(LiveScan, FindsAllThatLsnsFindsInAStorm)
{
    const std::set<NsNumberOf> before = lsnsNames();
    if (before.empty())
        GTEST_SKIP() << "no lsns here";
    std::vector<Snapshot> snapshots;
    {
        const Storm forks("/bin/true & /bin/true & exec /bin/sh -c : & wait");
        const Storm namespaces("unshare -Urun true; unshare -Urpf true; unshare -Urm true");
        Scanner again;
        // 500 of them, every other one by a scanner that has seen nothing yet; fewer only on a very busy machine.
        const Instant deadline = bootNow() + 60'000'000'000;
        for (int i = 0; i < 500 && (i < 20 || bootNow() < deadline); ++i) {
            auto snapshot = i % 2 == 0 ? again.scan() : Scanner().scan();
            ASSERT_TRUE(snapshot) << i;
            for (NamespaceInfo& info : snapshot->namespaces)
                info.holders.clear();
            snapshots.push_back(std::move(*snapshot));
        }
    }
    // What came or went meanwhile proves nothing.
    std::set<NsNumberOf> stayed;
    const std::set<NsNumberOf> after = lsnsNames();
    std::set_intersection(before.begin(), before.end(), after.begin(), after.end(), std::inserter(stayed, stayed.end()));
    EXPECT_GE(stayed.size(), 8u);
    for (const Snapshot& snapshot : snapshots)
        EXPECT_THAT(missing(snapshot, stayed), testing::IsEmpty());
}

TEST(LiveScan, NeverFailsAmongProcessesThatComeAndGo)
{
    HeldNamespace held({"fd"});
    if (!held.refused().empty())
        GTEST_SKIP() << held.refused();
    const Storm forks("/bin/true & /bin/true & wait");
    const Storm namespaces("unshare -Urun true; unshare -Urpf true");
    Scanner scanner;
    // 200 of them; fewer only where the machine is so busy that they would take a minute.
    const Instant deadline = bootNow() + 60'000'000'000;
    for (int i = 0; i < 200 && (i < 20 || bootNow() < deadline); ++i) {
        const auto snapshot = scanner.scan();
        ASSERT_TRUE(snapshot) << i;
        EXPECT_NE(find(*snapshot, held.ref().type, held.ref().inode), nullptr) << i;
        EXPECT_NE(find(*snapshot, NsType::Uts, snapshot->namespaces.empty() ? 0 : 0xEFFFFFFE), nullptr) << i;
        for (const Gap& gap : snapshot->gaps)
            EXPECT_NE(gap.reason, "ENOENT") << gap.what;
    }
}

TEST(LiveScan, CountsWhatItMayNotRead)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "root may read all";
    const auto snapshot = Scanner().scan();
    ASSERT_TRUE(snapshot);
    const auto gap = std::find_if(snapshot->gaps.begin(), snapshot->gaps.end(),
                                  [](const Gap& g) { return g.what == "task"; });
    ASSERT_NE(gap, snapshot->gaps.end());
    EXPECT_GT(gap->count, 0u);
    EXPECT_EQ(gap->needs, "CAP_SYS_PTRACE");
    EXPECT_THAT(gap->example, testing::StartsWith("/proc/"));
}

TEST(LiveScan, SaysWhereProcIsNotMounted)
{
    const std::string empty = testing::TempDir() + "nsscope-no-proc";
    std::filesystem::create_directory(empty);
    ScanOptions options;
    options.procRoot = empty;
    const auto snapshot = Scanner(options).scan();
    std::filesystem::remove(empty);
    ASSERT_FALSE(snapshot);
    EXPECT_THAT(snapshot.error().hint, testing::HasSubstr("no procfs"));
}

TEST(LiveScan, LeavesNoDescriptor)
{
    Scanner scanner;
    ASSERT_TRUE(scanner.scan());
    const std::vector<int> before = openDescriptors();
    const auto snapshot = scanner.scan();
    ASSERT_TRUE(snapshot);
    scanner.rescanProcess(*snapshot, ::getpid());
    EXPECT_EQ(openDescriptors(), before);
}

TEST(LiveScan, HoldsNothingBetweenScans)
{
    Scanner scanner;
    NsRef left;
    {
        HeldNamespace held({"thread"});
        if (!held.refused().empty())
            GTEST_SKIP() << held.refused();
        left = held.ref();
        const auto snapshot = scanner.scan();
        ASSERT_TRUE(snapshot);
        ASSERT_NE(find(*snapshot, left.type, left.inode), nullptr);
        left = find(*snapshot, left.type, left.inode)->ref;
    }
    const auto snapshot = scanner.scan();
    ASSERT_TRUE(snapshot);
    const NamespaceInfo* const again = find(*snapshot, left.type, left.inode);
    EXPECT_TRUE(again == nullptr || again->ref.id != left.id) << "still there";
}
