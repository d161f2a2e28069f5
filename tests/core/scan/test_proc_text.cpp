// SPDX-License-Identifier: Apache-2.0
#include "core/scan/cgroup_text.h"
#include "core/scan/gap_tally.h"
#include "core/scan/ns_table.h"
#include "core/scan/hidden_tasks.h"
#include "core/scan/proc_text.h"

#include <cerrno>
#include <gmock/gmock.h>
#include <sys/sysmacros.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::IsEmpty;

namespace
{

std::string statOf(std::string_view comm)
{
    return "42 (" + std::string(comm) +
           ") S 7 42 42 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 5678 0 0 18446744073709551615\n";
}

} // namespace

TEST(HiddenTasks, AreTheMountOptionsToTell)
{
    const auto line = [](const char* options) {
        return std::string("20 1 8:1 / / rw - ext4 /dev/sda1 rw\n25 20 0:23 / /proc rw,nosuid shared:5 - proc proc rw") + options +
               "\n26 25 0:24 / /proc/sys rw - proc proc rw,hidepid=2\n";
    };
    const std::uint64_t device = makedev(0, 23);
    EXPECT_FALSE(hidesProcesses(line(""), device));
    EXPECT_FALSE(hidesProcesses(line(",hidepid=noaccess"), device)) << "those are listed";
    EXPECT_FALSE(hidesProcesses(line(",gid=1"), device));
    for (const char* options : {",hidepid=2", ",hidepid=4", ",hidepid=invisible", ",gid=7,hidepid=ptraceable"})
        EXPECT_TRUE(hidesProcesses(line(options), device)) << options;
    EXPECT_FALSE(hidesProcesses("", device));
    EXPECT_FALSE(hidesProcesses("25 20 0:23 / /proc rw - proc", device));
}

TEST(ParseStat, TakesAnyNameBetweenFirstAndLastParenthesis)
{
    for (const std::string_view comm : {"bash", "a b", "a) b (c", ")) R 9 9 (", "", "x\ny", "\xff\xfe"}) {
        const std::string text = statOf(comm);
        const auto stat = parseStat(text);
        ASSERT_TRUE(stat) << comm;
        EXPECT_EQ(stat->comm, comm);
        EXPECT_EQ(stat->pid, 42);
        EXPECT_EQ(stat->state, 'S');
        EXPECT_EQ(stat->parent, 7);
        EXPECT_EQ(stat->startTicks, 5678u);
        EXPECT_TRUE(stat->kernelThread());
    }
}

TEST(ParseStat, RefusesWhatDoesNotFit)
{
    const std::string whole = statOf("bash");
    EXPECT_FALSE(parseStat(""));
    EXPECT_FALSE(parseStat("42 bash S 7"));
    EXPECT_FALSE(parseStat(")("));
    EXPECT_FALSE(parseStat("x (bash) S 7 42"));
    EXPECT_FALSE(parseStat(whole.substr(0, 30)));
}

TEST(ParseStatus, TakesEffectiveUidAndAllPids)
{
    const auto status =
        parseStatus("Name:\tUid: 9\nPid:\t42\nUid:\t1000\t1001\t1000\t1000\nNSpid:\t42\t7\t1\n");
    ASSERT_TRUE(status);
    EXPECT_EQ(status->uid, 1001u);
    EXPECT_THAT(status->nsPids, ElementsAre(42, 7, 1));
    EXPECT_FALSE(parseStatus("Name:\tbash\n"));
}

TEST(ParseNsLink, KnowsTheEightTypesOnly)
{
    EXPECT_EQ(parseNsLink("net:[4026531833]"), (NsNumber{NsType::Net, 4026531833u}));
    EXPECT_EQ(parseNsLink("cgroup:[1]"), (NsNumber{NsType::Cgroup, 1}));
    for (const char* text : {"", "net:", "net:[", "net:[]", "net:[12", "net:[12] ", "net:[1x]", "pipe:[12]",
                             "socket:[3]", "Net:[3]", ":[3]", "net:[99999999999999999999]"})
        EXPECT_FALSE(parseNsLink(text)) << text;
}

TEST(ParseAttached, FindsSegmentsByTheirId)
{
    EXPECT_THAT(parseAttached("7f00-7f10 rw-s 00000000 00:01 98305      /SYSV00000000 (deleted)\n"
                              "7f10-7f20 r--p 00000000 00:01 7      /usr/lib/x.so\n"
                              "7f20-7f30 rw-s 00000000 00:01 4      /SYSVffffffff (deleted)\n"
                              "7f30-7f40 rw-s 00000000 fe:01 9      /home/SYSV00000000\n"),
                ElementsAre(98305, 4));
    EXPECT_THAT(parseAttached(""), IsEmpty());
    EXPECT_THAT(parseAttached(" /SYSV"), IsEmpty());
}

TEST(ParseSegments, ReadsTheSecondColumnSorted)
{
    EXPECT_THAT(parseSegments("       key      shmid perms\n"
                              "         0      98305   600\n"
                              "-123456789          4   600\n"),
                ElementsAre(4, 98305));
    EXPECT_THAT(parseSegments("       key      shmid perms\n"), IsEmpty());
    EXPECT_THAT(parseSegments(""), IsEmpty());
}

TEST(ParseCgroupNames, KnowsEnginesPodsMachinesAndUnits)
{
    const std::string id(64, 'a');
    const std::string shown(12, 'a');
    EXPECT_THAT(parseCgroupNames("0::/system.slice/docker-" + id + ".scope\n"),
                ElementsAre("docker:" + shown));
    EXPECT_THAT(parseCgroupNames("4:memory:/docker/" + id + "\n"), ElementsAre("docker:" + shown));
    EXPECT_THAT(parseCgroupNames("4:memory:/libpod_parent/" + id + "\n"), ElementsAre("podman:" + shown));
    EXPECT_THAT(parseCgroupNames("4:memory:/system.slice/a.service\n0::/system.slice/b.service\n"), ElementsAre("b.service"))
        << "the unified hierarchy tells";
    EXPECT_THAT(parseCgroupNames("0::/machine.slice/libpod-" + id + ".scope/container\n"),
                ElementsAre("podman:" + shown));
    EXPECT_THAT(
        parseCgroupNames("0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1_2.slice/"
                         "cri-containerd-" +
                         id + ".scope\n"),
        ElementsAre("pod:1_2", "containerd:" + shown));
    EXPECT_THAT(parseCgroupNames("0::/kubepods/besteffort/podabc/" + id + "\n"),
                ElementsAre("pod:abc", "container:" + shown));
    EXPECT_THAT(parseCgroupNames("0::/lxc.payload.web/init.scope\n"), ElementsAre("lxc:web"));
    EXPECT_THAT(parseCgroupNames("0::/machine.slice/machine-my\\x2dbox.scope\n"),
                ElementsAre("machine:my-box"));
    EXPECT_THAT(parseCgroupNames("0::/machine.slice/systemd-nspawn@box.service/payload\n"),
                ElementsAre("machine:box"));
    EXPECT_THAT(parseCgroupNames("1:name=systemd:/system.slice/ssh.service\n0::/\n"),
                ElementsAre("ssh.service"));
    EXPECT_THAT(parseCgroupNames("0::/\n"), IsEmpty());
    EXPECT_THAT(parseCgroupNames("0::/user.slice/docker-short.slice\n"), IsEmpty());
    EXPECT_THAT(parseCgroupNames("nonsense"), IsEmpty());
}

TEST(GapTally, CountsByWhatAndReasonAndKeepsTheFirstExample)
{
    GapTally tally;
    tally.add("fd", EACCES, "CAP_SYS_PTRACE", [] { return std::string("/proc/1/fd"); });
    tally.add("task", EACCES, "CAP_SYS_PTRACE", [] { return std::string("/proc/1/ns"); });
    tally.add("fd", EACCES, "CAP_SYS_PTRACE", []() -> std::string { throw 1; });
    tally.add("fd", EMFILE, "", [] { return std::string("/proc/2/fd"); });
    EXPECT_THAT(tally.take(), ElementsAre(Gap{"fd", 2, "EACCES", "CAP_SYS_PTRACE", "/proc/1/fd"},
                                          Gap{"fd", 1, "EMFILE", "", "/proc/2/fd"},
                                          Gap{"task", 1, "EACCES", "CAP_SYS_PTRACE", "/proc/1/ns"}));
}

TEST(GapTally, JoinsWhatSeveralReadersCounted)
{
    GapTally all;
    GapTally first;
    GapTally second;
    first.add("fd", EACCES, "CAP_SYS_PTRACE", [] { return std::string("/proc/1/fd"); });
    first.add({"task", 5, "hidepid", "CAP_SYS_PTRACE", "/proc"});
    second.add("fd", EACCES, "CAP_SYS_PTRACE", [] { return std::string("/proc/2/fd"); });
    second.add({"task", 7, "hidepid", "CAP_SYS_PTRACE", "/p"});
    all.merge(first);
    all.merge(second);
    EXPECT_THAT(all.take(), ElementsAre(Gap{"fd", 2, "EACCES", "CAP_SYS_PTRACE", "/proc/1/fd"},
                                        Gap{"task", 5, "hidepid", "CAP_SYS_PTRACE", "/proc"},
                                        Gap{"task", 7, "hidepid", "CAP_SYS_PTRACE", "/p"}));
}

TEST(NsTable, FindsByTypeAndInodeWhileItGrows)
{
    NsTable table(4);
    for (std::uint64_t inode = 0; inode < 2000; ++inode) {
        EXPECT_EQ(table.at({NsType::Net, inode}), 2 * inode);
        EXPECT_EQ(table.at({NsType::Uts, inode}), 2 * inode + 1);
    }
    for (std::uint64_t inode = 0; inode < 2000; ++inode)
        EXPECT_EQ(table.find({NsType::Uts, inode}), 2 * inode + 1);
    EXPECT_EQ(table.find({NsType::Pid, 5}), NsTable::none);
    EXPECT_EQ(NsTable(4).find({NsType::Pid, 5}), NsTable::none);
    EXPECT_EQ(table[0].info.ref, (NsRef{NsType::Net, 4, 0, 0}));
}
