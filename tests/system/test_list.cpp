// SPDX-License-Identifier: Apache-2.0
// nsscope-cli list as a program, on the real kernel.
#include "core/base/instant.h"
#include "tests/core/scan/held_namespace.h"
#include "tests/core/scan/shell_hold.h"
#include "tests/system/list_result.h"
#include "tests/system/program_run.h"

#include <array>
#include <cstdio>
#include <gmock/gmock.h>
#include <grp.h>
#include <iterator>
#include <sched.h>
#include <set>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace nsscope;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace
{

/// Type and number of all that Debian's lsns finds; empty where there is no lsns.
std::set<ListedName> lsnsNames()
{
    std::set<ListedName> names;
    std::FILE* pipe = ::popen("lsns --noheadings --raw --output TYPE,NS 2>/dev/null", "re");
    if (pipe == nullptr)
        return names;
    std::array<char, 32> type{};
    unsigned long long inode = 0;
    while (std::fscanf(pipe, "%31s %llu", type.data(), &inode) == 2)
        names.emplace(type.data(), inode);
    ::pclose(pipe);
    return names;
}

} // namespace

TEST(List, FindsAllThatLsnsFinds)
{
    if (lsnsNames().empty())
        GTEST_SKIP() << "no lsns here";
    std::set<ListedName> missing;
    for (int round = 0; round < 5; ++round) { // what came and went while one of them looked proves nothing
        const std::set<ListedName> before = ListResult::run({}).names();
        const std::set<ListedName> theirs = lsnsNames();
        const std::set<ListedName> after = ListResult::run({}).names();
        missing.clear();
        for (const ListedName& name : theirs) {
            if (!before.count(name) && !after.count(name))
                missing.insert(name);
        }
        if (missing.empty())
            return;
    }
    EXPECT_THAT(missing, IsEmpty());
}

TEST(List, SelectsByTypeTaskAndExpression)
{
    HeldNamespace thread({"thread"});
    if (!thread.refused().empty())
        GTEST_SKIP() << thread.refused();
    const ListedName made{nsTypeName(thread.ref().type), thread.ref().inode};
    const ListResult byTid = ListResult::run({"--pid", std::to_string(thread.tid())});
    EXPECT_TRUE(byTid.names().count(made)) << "a thread is found by its own id";
    const ListResult byPid = ListResult::run({"--pid", std::to_string(thread.pid())});
    EXPECT_FALSE(byPid.names().count(made)) << "its process is not in there";
    EXPECT_EQ(byPid.names().size(), byTid.names().size());
    const ListResult typed = ListResult::run({"--type", "net,uts", "--type", "pid"});
    for (const ListedName& name : typed.names())
        EXPECT_TRUE(name.first == "net" || name.first == "uts" || name.first == "pid") << name.first;
    const std::string held = "holder(thread) && tid==" + std::to_string(thread.tid());
    EXPECT_EQ(ListResult::run({"--filter", held}).names(), (std::set<ListedName>{made}));
}

TEST(List, TellsOfHoldersAsMuchAsAsked)
{
    EXPECT_TRUE(ListResult::run({}).has("/namespaces/0/holders"));
    const ListResult count = ListResult::run({"--holders", "count"});
    EXPECT_FALSE(count.has("/namespaces/0/holders"));
    EXPECT_TRUE(count.has("/namespaces/0/holder_count"));
    EXPECT_FALSE(ListResult::run({"--holders", "none"}).has("/namespaces/0/holder_count"));
}

TEST(List, IsHonestAsAnOrdinaryUser)
{
    if (const std::string why = whyNotAsUser(nobody); !why.empty())
        GTEST_SKIP() << why;
    const ListResult own = ListResult::run({"--pid", std::to_string(::getpid())});
    const ListResult all = ListResult::run({}, nobody);
    EXPECT_EQ(all.status, 0);
    for (const ListedName& name : own.names())
        EXPECT_TRUE(all.names().count(name)) << name.first << ": it shares this namespace with us, and may see itself";
    EXPECT_GT(all.gapCount("task"), 0u) << "processes of root are not its to read";
    EXPECT_EQ(ListResult::run({"--strict"}, nobody).status, 3);
    ProgramRun text({"list"}, {nobody, {}, {}});
    EXPECT_EQ(text.finish(), 0);
    EXPECT_THAT(text.errors(), HasSubstr("could not be read (EACCES); run as root or with CAP_SYS_PTRACE; example /proc/"));
    EXPECT_THAT(text.output(), Not(HasSubstr("could not be read"))) << "standard output carries the result only";
}

TEST(List, IsCompleteForItsOwnAsAnOrdinaryUser)
{
    if (const std::string why = whyNotAsUser(nobody); !why.empty())
        GTEST_SKIP() << why;
    ShellHold shell("exec setpriv --reuid 65534 --regid 65534 --clear-groups unshare -Urmnuipf --mount-proc sh -c '"
                    "mount -t tmpfs t /run && touch /run/f && unshare --net=/run/f true && cd /proc/self/ns && "
                    "echo ready $(stat -Lc %i user mnt net uts ipc pid /run/f); read x'");
    if (!shell.ready())
        GTEST_SKIP() << "an ordinary user may make no user namespaces here";
    const ListResult all = ListResult::run({}, nobody);
    const char* const types[] = {"user", "mnt", "net", "uts", "ipc", "pid", "net"};
    for (std::size_t i = 0; i < std::size(types); ++i)
        EXPECT_TRUE(all.names().count({types[i], shell.number(i)})) << types[i] << " " << i;
    const ListResult pinned = ListResult::run({"--filter", "state==pinned && owner_uid==65534 && holder(bind_mount)"}, nobody);
    EXPECT_EQ(pinned.names(), (std::set<ListedName>{{"net", shell.number(6)}}));
}

namespace
{

/// A procfs that shows nobody but their own processes.
bool becomeNobodyUnderHidepid()
{
    return ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("proc", "/proc", "proc", 0, "hidepid=2") == 0 && ::setgroups(0, nullptr) == 0 &&
           ::setresgid(nobody, nobody, nobody) == 0 && ::setresuid(nobody, nobody, nobody) == 0;
}

/// All tasks of the kernel now (proc_loadavg(5), the fourth field).
std::uint64_t allTasks()
{
    unsigned long long tasks = 0;
    if (std::FILE* file = std::fopen("/proc/loadavg", "re")) {
        if (std::fscanf(file, "%*f %*f %*f %*u/%llu", &tasks) != 1)
            tasks = 0;
        std::fclose(file);
    }
    return tasks;
}

} // namespace

TEST(List, CountsWhatAProcfsHides)
{
    if (const std::string why = whyNotAsUser(nobody); !why.empty())
        GTEST_SKIP() << why;
    const ProgramEnd hidden = runToEnd({"list"}, {std::nullopt, becomeNobodyUnderHidepid, {}});
    EXPECT_EQ(hidden.status, 0) << hidden.errors;
    EXPECT_THAT(hidden.errors, HasSubstr("could not be read (hidepid)"));
}

TEST(List, TellsHowManyTasksAProcfsHides)
{
    if (const std::string why = whyNotAsUser(nobody); !why.empty())
        GTEST_SKIP() << why;
    if (const ListResult own = ListResult::run({"--type", "uts"}); !bool(own.root["host"]["initial_pid_ns"]))
        GTEST_SKIP() << "the kernel's count of tasks is of the initial pid namespace";
    const Instant deadline = bootNow() + 60'000'000'000;
    while (bootNow() < deadline) { // what others start or end meanwhile proves nothing
        const std::uint64_t before = allTasks();
        const ListResult list = ListResult::run({}, {std::nullopt, becomeNobodyUnderHidepid, {}});
        if (allTasks() != before)
            continue;
        EXPECT_EQ(list.gapCount("task", "hidepid") + std::uint64_t(list.root["tasks"]["threads"]), before + 1)
            << "all but those that it saw are hidden; it is one itself";
        return;
    }
    GTEST_SKIP() << "tasks come and go all the time here";
}

TEST(List, SaysThatAProcfsHidesTasksWhereNobodyCountsThem)
{
    if (const std::string why = whyNotAsUser(nobody); !why.empty())
        GTEST_SKIP() << why;
    const auto inside = [] {
        if (::unshare(CLONE_NEWPID) != 0)
            return false;
        const pid_t first = ::fork(); // the first process of the pid namespace runs the program
        if (first != 0) {
            int status = 0;
            ::waitpid(first, &status, 0);
            ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 99);
        }
        return becomeNobodyUnderHidepid();
    };
    const ListResult list = ListResult::run({}, {std::nullopt, inside, {}});
    EXPECT_EQ(list.status, 0) << list.errors;
    EXPECT_EQ(list.gapCount("task", "hidepid"), 1u) << "in a pid namespace the kernel's count says nothing of it";
}

TEST(List, IsPlainWhereItsOutputIsNoTerminal)
{
    ProgramRun tree({"list", "--tree", "owner"});
    EXPECT_EQ(tree.finish(), 0) << tree.errors();
    EXPECT_THAT(tree.output(), Not(HasSubstr("\x1b")));
    EXPECT_THAT(tree.output(), HasSubstr("TYPE "));
}

TEST(List, RefusesWhatItCannotUnderstand)
{
    ProgramRun expression({"list", "--filter", "typ==net"});
    EXPECT_EQ(expression.finish(), 2);
    EXPECT_THAT(expression.errors(), HasSubstr("column 1: unknown field 'typ'; did you mean 'type'?"));
    EXPECT_THAT(expression.output(), IsEmpty());
    ProgramRun type({"list", "--type", "nett"});
    EXPECT_EQ(type.finish(), 2);
    EXPECT_THAT(type.errors(), HasSubstr("did you mean 'net'?"));
    ProgramRun tree({"list", "--tree", "parent", "--type", "net"});
    EXPECT_EQ(tree.finish(), 2);
    EXPECT_THAT(tree.errors(), HasSubstr("only user and pid namespaces have parents"));
    ProgramRun task({"list", "--pid", "2000000000"});
    EXPECT_EQ(task.finish(), 1);
    EXPECT_THAT(task.errors(), HasSubstr("no process or thread 2000000000"));
    ProgramRun root({"list", "--proc", "/nowhere"});
    EXPECT_EQ(root.finish(), 1);
    EXPECT_THAT(root.errors(), HasSubstr("/nowhere"));
}
