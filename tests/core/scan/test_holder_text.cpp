// SPDX-License-Identifier: Apache-2.0
#include "core/scan/fd_table.h"
#include "core/scan/fdinfo_text.h"
#include "core/scan/mount_table.h"
#include "core/scan/proc_places.h"

#include <gmock/gmock.h>
#include <sys/sysmacros.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::IsEmpty;

namespace
{

/// Rows with a root by which the test knows them.
std::vector<std::string> coveredIn(std::string_view text)
{
    auto rows = parseMountInfo(text);
    markCovered(rows);
    std::vector<std::string> covered;
    for (const MountRow& row : rows) {
        if (row.covered)
            covered.push_back(row.root);
    }
    return covered;
}

} // namespace

TEST(ParseFdText, TellsTheKind)
{
    EXPECT_EQ(parseFdText("net:[4026531833]").kind, FdKind::Namespace);
    EXPECT_EQ(parseFdText("net:[4026531833]").number, 4026531833u);
    EXPECT_EQ(parseFdText("socket:[123]").kind, FdKind::Socket);
    EXPECT_EQ(parseFdText("socket:[123]").number, 123u);
    EXPECT_EQ(parseFdText("/dev/net/tun").kind, FdKind::Tun);
    EXPECT_EQ(parseFdText("/dev/tap7").kind, FdKind::Tun); // macvtap (drivers/net/tap.c)
    EXPECT_EQ(parseFdText("/proc/12/mountstats").kind, FdKind::ProcFile);
    EXPECT_EQ(parseFdText("/proc/12/net/dev").kind, FdKind::ProcFile);
    EXPECT_EQ(parseFdText("/proc/12/task/13/net/tcp").kind, FdKind::ProcFile);
    EXPECT_EQ(parseFdText("/proc/12/mounts").kind, FdKind::ProcFile);
    EXPECT_EQ(parseFdText("/proc/12/mountinfo").kind, FdKind::ProcFile);
    EXPECT_EQ(parseFdText("/proc/sysvipc/shm").kind, FdKind::ProcFile);
    EXPECT_EQ(parseFdText("/sys/fs/cgroup/a/cgroup.procs").kind, FdKind::CgroupFile);
    EXPECT_EQ(parseFdText("anon_inode:inotify").kind, FdKind::Notify);
    EXPECT_EQ(parseFdText("anon_inode:[fanotify]").kind, FdKind::Notify);
    EXPECT_EQ(parseFdText("anon_inode:[io_uring]").kind, FdKind::IoUring);
    EXPECT_EQ(parseFdText("anon_inode:[pidfd]").kind, FdKind::Pidfd);
    EXPECT_EQ(parseFdText("pidfd:[12]").kind, FdKind::Pidfd);
    // What holds nothing: the link itself, directories of these names are told apart later, settings, other
    // files.
    for (const char* text : {"", "/proc/12/ns/net", "/proc/sys/net/ipv4/ip_forward", "/home/a/net/b",
                             "pipe:[1]", "anon_inode:[eventpoll]", "net:[12", "/tmp/net:[12]", "/tmp/mounts"})
        EXPECT_EQ(parseFdText(text).kind, FdKind::Other) << text;
}

TEST(ParseMarks, ReadsInodeDeviceAndHandle)
{
    const auto marks =
        parseMarks("pos:\t0\nflags:\t02000000\n"
                   "inotify wd:2 ino:f0000151 sdev:4 mask:20 ignored_mask:0 fhandle-bytes:10 "
                   "fhandle-type:f1 f_handle:8e1000000000000000000004510100f0\n"
                   "inotify wd:1 ino:2 sdev:fe00000 mask:20 ignored_mask:0 fhandle-bytes:8 fhandle-type:1 "
                   "f_handle:0200000000000000\n"
                   "fanotify flags:10 event-flags:0\n"
                   "fanotify ino:f0000152 sdev:4 mflags:0 mask:20 ignored_mask:0\n"
                   "inotify wd:3 ino:5 sdev:4 mask:20 fhandle-bytes:10 fhandle-type:81 f_handle:8e1000000000000000000004510100f0\n");
    EXPECT_THAT(marks, ElementsAre(MarkText{0xf0000151, 4, 0x108e, 0x04000000}, MarkText{2, 0xfe00000, 0, 0},
                                   MarkText{0xf0000152, 4, 0, 0}, MarkText{5, 4, 0, 0}))
        << "a handle of another file system is as long";
    EXPECT_THAT(parseMarks("pos:\t0\n"), IsEmpty());
}

TEST(ParseRegisteredFiles, TakesNamespacesOfTheFileTableOnly)
{
    const RegisteredFiles files = parseRegisteredFiles(
        "SqThread:\t-1\nUserFiles:\t4\n    0: uts:[12]\n    1: <none>\n    2: /tmp/net:[9]\n    3: /\n"
        "UserBufs:\t1\n    0: net:[13]\n    1: /\nPollList:\n");
    EXPECT_THAT(files.namespaces, ElementsAre(NsNumber{NsType::Uts, 12}));
    EXPECT_EQ(files.unnamed, 1u);
    EXPECT_THAT(parseRegisteredFiles("").namespaces, IsEmpty());
}

TEST(ParsePidfdTarget, TellsGoneFromThere)
{
    EXPECT_EQ(parsePidfdTarget("pos:\t0\nPid:\t123\nNSpid:\t123\t1\n"), 123);
    EXPECT_EQ(parsePidfdTarget("pos:\t0\nPid:\t-1\nNSpid:\t-1\n"), -1);
    EXPECT_EQ(parsePidfdTarget("pos:\t0\n"), -1);
}

TEST(KindWhereMounted, NeedsAProcessBeforeItsTables)
{
    for (const char* path : {"/srv/p/12/net/dev", "/srv/p/12/task/13/net/dev_snmp6/lo", "/srv/p/12/mounts",
                             "/srv/p/12/task/13/mountinfo", "/srv/p/12/mountstats", "/srv/p/sysvipc/shm"})
        EXPECT_EQ(kindWhereMounted(path), FdKind::ProcFile) << path;
    for (const char* path : {"/srv/p/sys/net/core/somaxconn", "/srv/p/12/status", "/srv/mounts", "/srv/p/net/x", ""})
        EXPECT_EQ(kindWhereMounted(path), FdKind::Other) << path;
    EXPECT_EQ(kindWhereMounted("/srv/cg/a/cgroup.procs"), FdKind::CgroupFile);
}

TEST(ProcPlaces, AreOfTheMountsOfAnyProcess)
{
    const auto reader = ProcReader::open(testing::TempDir());
    ASSERT_TRUE(reader);
    ProcPlaces places;
    places.learn("31 30 0:40 / /a rw shared:3 master:1 - proc none rw\n"
                 "torn\n - \n"
                 "32 30 0:41 / /b\\040c rw - tmpfs t rw\n"
                 "33 30 0:42 /x /d rw - cgroup2 none rw\n"
                 "34 30 0:43 / /e rw - pidfs none rw");
    EXPECT_EQ(places.kindOf(*reader, 1, makedev(0, 40)), FdKind::ProcFile);
    EXPECT_EQ(places.kindOf(*reader, 1, makedev(0, 42)), FdKind::CgroupFile);
    EXPECT_TRUE(places.isOther(makedev(0, 41)));
    EXPECT_FALSE(places.isOther(makedev(0, 43))) << "other pidfds are on the same device";
    EXPECT_FALSE(places.isOther(makedev(0, 44)));
    EXPECT_EQ(places.kindOf(*reader, 1, makedev(0, 44)), FdKind::Other);
    EXPECT_TRUE(places.isOther(makedev(0, 44)));
}

TEST(ParseMountInfo, ReadsFieldsAndUndoesEscapes)
{
    const auto rows =
        parseMountInfo("31 30 0:4 net:[12] /run/a\\040b\\134 rw shared:3 master:1 - nsfs nsfs rw\n"
                       "torn\n"
                       "22 21 0:21 / /proc rw - proc proc rw\n"
                       "23 21 254:1 / /x rw - ext4 /dev/vda rw");
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].kind, MountKind::Nsfs);
    EXPECT_EQ(rows[0].id, 31u);
    EXPECT_EQ(rows[0].parent, 30u);
    EXPECT_EQ(rows[0].device, 4u);
    EXPECT_EQ(rows[0].root, "net:[12]");
    EXPECT_EQ(rows[0].point, "/run/a b\\");
    EXPECT_EQ(rows[1].kind, MountKind::Proc);
    EXPECT_EQ(rows[2].kind, MountKind::Other);
}

TEST(MarkCovered, SeesAMountOnTopOfIt)
{
    EXPECT_THAT(coveredIn("1 1 0:1 / / rw - ext4 x rw\n"
                          "2 1 0:4 net:[1] /f rw - nsfs nsfs rw\n"
                          "3 2 0:4 net:[2] /f rw - nsfs nsfs rw\n"),
                ElementsAre("net:[1]"));
}

TEST(MarkCovered, SeesAMountOverADirectoryAbove)
{
    EXPECT_THAT(coveredIn("1 1 0:1 / / rw - ext4 x rw\n"
                          "2 1 0:4 net:[1] /dir/sub/f rw - nsfs nsfs rw\n"
                          "3 1 0:4 net:[2] /directory/f rw - nsfs nsfs rw\n"
                          "4 1 0:9 / /dir rw - tmpfs t rw\n"
                          "5 4 0:4 net:[3] /dir/f rw - nsfs nsfs rw\n"),
                ElementsAre("net:[1]"));
}

TEST(MarkCovered, SeesAMountOverTheRootOfTheMountBelowIt)
{
    EXPECT_THAT(coveredIn("1 1 0:1 / / rw - ext4 x rw\n"
                          "2 1 0:8 / /run rw - tmpfs t rw\n"
                          "3 2 0:4 net:[1] /run/f rw - nsfs nsfs rw\n"
                          "4 2 0:9 / /run rw - tmpfs t rw\n"
                          "5 4 0:4 net:[2] /run/f rw - nsfs nsfs rw\n"),
                ElementsAre("net:[1]"));
}
