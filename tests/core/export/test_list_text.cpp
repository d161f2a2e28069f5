// SPDX-License-Identifier: Apache-2.0
#include "core/export/holder_text.h"
#include "core/export/list_text.h"
#include "core/export/table.h"
#include "tests/core/export/sample_snapshot.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

Chosen onlyTypes(const Snapshot& snapshot, std::initializer_list<NsType> types)
{
    Chosen chosen;
    for (const NamespaceInfo& info : snapshot.namespaces)
        chosen.push_back(std::find(types.begin(), types.end(), info.ref.type) != types.end());
    return chosen;
}

/// Type and number of each line, with the lines of the tree before.
std::string firstCells(const std::string& text)
{
    std::string out;
    std::size_t line = text.find('\n') + 1;
    while (line < text.size()) {
        const std::size_t end = text.find('\n', line);
        std::string row = text.substr(line, end - line);
        const std::size_t number = row.find("40265");
        row = row.substr(0, number + 10);
        while (row.find("  4") != std::string::npos)
            row.erase(row.find("  4"), 1);
        out += row + "\n";
        line = end + 1;
    }
    return out;
}

} // namespace

TEST(ListText, AlignsColumns)
{
    const Snapshot snapshot = sampleSnapshot();
    EXPECT_EQ(listTable(snapshot, onlyTypes(snapshot, {NsType::Net}), {}),
              "TYPE       INODE  OFFSET    ID  STATE   OWNER            USER  PROCS  THREADS  NAMES      HELD BY\n"
              "net   4026531833      -7     1  held    4026531837 -3    root      2        -  (initial)  init (1), 1 more process\n"
              "net   4026532300    +460  4711  pinned  4026532200 +360  ada       -        -  a          fd 4 of hold er (50), 1 mount\n"
              "net   4026532301    +461  4712  pinned  4026531837 -3    root      -        -             mount /x y\n");
}

TEST(ListText, DrawsOwnersAsATreeAndKeepsThemAsContext)
{
    const Snapshot snapshot = sampleSnapshot();
    EXPECT_EQ(firstCells(listTree(snapshot, onlyTypes(snapshot, {NsType::Net}), TreeKind::Owner, {})),
              "user 4026531837\n"
              "|-net 4026531833\n"
              "|-net 4026532301\n"
              "`-user 4026532200\n"
              "  `-net 4026532300\n");
    const std::string coloured = listTree(snapshot, onlyTypes(snapshot, {NsType::Net}), TreeKind::Owner, {true, true});
    EXPECT_NE(coloured.find("└─\x1b[2muser\x1b[0m"), std::string::npos) << "context is dimmed";
    EXPECT_NE(coloured.find("├─\x1b[34mnet\x1b[0m"), std::string::npos);
}

TEST(ListText, DrawsParentsOfUserAndPidNamespaces)
{
    const Snapshot snapshot = sampleSnapshot();
    EXPECT_EQ(firstCells(listTree(snapshot, Chosen(snapshot.namespaces.size(), true), TreeKind::Parent, {})),
              "pid 4026531836\n"
              "`-pid 4026532500\n"
              "user 4026531837\n"
              "`-user 4026532200\n");
}

TEST(ListText, SurvivesACircleOfOwners)
{
    Snapshot snapshot = sampleSnapshot();
    for (NamespaceInfo& info : snapshot.namespaces) {
        if (info.ref == initialUser)
            info.parent = NsLink::to(adaUser);
    }
    const std::string text = listTree(snapshot, Chosen(snapshot.namespaces.size(), true), TreeKind::Owner, {});
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 10) << "a title and each namespace once";
}

TEST(ListText, CutsToTheTerminal)
{
    const Snapshot snapshot = sampleSnapshot();
    const std::string text = listTable(snapshot, onlyTypes(snapshot, {NsType::Net}), {}, 40);
    EXPECT_TRUE(text.starts_with("TYPE       INODE  OFFSET    ID  STATE\n")) << "what begins beyond is left out";
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t end = text.find('\n', line);
        EXPECT_LE(end - line, 40u);
        line = end + 1;
    }
}

TEST(ListText, WhatAUserNamespaceOwnsComesBeforeThoseBelowIt)
{
    Snapshot snapshot = sampleSnapshot();
    NamespaceInfo uts;
    uts.ref = sampleRef(NsType::Uts, 4026532900);
    uts.owner = NsLink::to(initialUser);
    snapshot.namespaces.push_back(uts); // its type sorts behind user
    const std::string text = listTree(snapshot, Chosen(snapshot.namespaces.size(), true), TreeKind::Owner, {}, 0);
    EXPECT_LT(text.find("4026532900"), text.find("4026532200")) << text;
}

TEST(TextTable, CutsBetweenCharactersAndSaysSo)
{
    TextTable table({{"N"}});
    table.addRow({{"größe", Paint::Plain, {}}});
    EXPECT_EQ(table.text({false, true}, 4), "N\ngrö…\n");
    EXPECT_EQ(table.text({false, false}, 4), "N\ngrö~\n");
    EXPECT_EQ(table.text({false, true}, 5), "N\ngröße\n");
}

TEST(HolderText, SaysWhatHoldsInFewWords)
{
    NamespaceInfo info;
    EXPECT_EQ(holdersBrief(info), "");
    Holder kernel = sampleProcess(2, "kthreadd");
    kernel.kernelThread = true;
    info.holders = {kernel, sampleProcess(41, "sh")};
    EXPECT_EQ(holdersBrief(info), "sh (41), 1 more process") << "a kernel thread says least";
    info.holders = {kernel};
    EXPECT_EQ(holdersBrief(info), "kthreadd (2)");
    info.holders = {sampleFd(5, "a", 3), sampleFd(5, "a", 4), sampleFd(6, "b", 3), sampleMount("/m", initialMnt)};
    EXPECT_EQ(holdersBrief(info), "fd 3 of a (5), 2 more fds, 1 mount");
    EXPECT_EQ(holderBrief(sampleLink(HolderKind::Owns, namedNet)), "owns net:[4026532300]");
    Holder zombie = sampleProcess(41, "sh");
    zombie.ended = true;
    EXPECT_EQ(holderBrief(zombie), "sh (41), a zombie");
    EXPECT_EQ(holderBrief(sampleFd(5, "a\nb", 3)), "fd 3 of a\\x0ab (5)");
}

TEST(HolderText, TellsGapsAsSentences)
{
    HostInfo user;
    user.uid = 1000;
    EXPECT_EQ(gapSentence({"fd", 12, "EACCES", "CAP_SYS_PTRACE", "/proc/1/fd"}, user),
              "The descriptors of 12 processes or threads could not be read (EACCES); run as root or with CAP_SYS_PTRACE; "
              "example /proc/1/fd.");
    EXPECT_EQ(gapSentence({"task", 1, "EACCES", "CAP_SYS_PTRACE", ""}, HostInfo{}),
              "The namespaces of 1 process could not be read (EACCES); CAP_SYS_PTRACE is missing, or a security module "
              "forbids it.");
    EXPECT_EQ(gapSentence({"odd\x1b", 3, "", "", ""}, user), "3 of kind 'odd\\x1b' could not be read.");
}

TEST(HolderText, SaysWhenTheViewIsFromInside)
{
    EXPECT_TRUE(partialViewSentences(HostInfo{}).empty());
    HostInfo inside;
    inside.initialPidNs = false;
    inside.initialUserNs = false;
    ASSERT_EQ(partialViewSentences(inside).size(), 2u);
    EXPECT_TRUE(partialViewSentences(inside)[0].starts_with("This is the view from inside a pid namespace"));
}
