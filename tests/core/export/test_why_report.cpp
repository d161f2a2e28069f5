// SPDX-License-Identifier: Apache-2.0
#include "core/export/why_report.h"
#include "tests/core/export/sample_snapshot.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

WhyAnswer answerOf(const Snapshot& snapshot, const NsRef& ref)
{
    return {findNamespace(snapshot, ref), chainsOf(snapshot, ref)};
}

} // namespace

TEST(WhyReport, ShowsChainsWithTheirCommands)
{
    const Snapshot snapshot = sampleSnapshot();
    EXPECT_EQ(whyText(answerOf(snapshot, namedNet), {}, false),
              "net:[4026532300]  +460  id 4711  a\n"
              "pinned: no process or thread is in it.\n"
              "  1  hold er (PID 50) has it open as descriptor 4.\n"
              "     see      ls -l /proc/50/fd/4\n"
              "     release  kill 50\n"
              "  2  It is mounted at /run/netns/a in mnt:[4026531832].\n"
              "     see      findmnt -t nsfs /run/netns/a\n"
              "     release  ip netns del a\n");
    const std::string net = whyText(answerOf(snapshot, initialNet), {}, false);
    EXPECT_NE(net.find("held: 2 processes are in it. It is an initial namespace"), std::string::npos);
}

TEST(WhyReport, CountsTasksInWords)
{
    Snapshot snapshot = sampleSnapshot();
    const auto headWith = [&](std::uint32_t processes, std::uint32_t threads) {
        NamespaceInfo info = sampleOf(snapshot, innerPid);
        info.processes = processes;
        info.threads = threads;
        const std::string text = whyText({&info, {}}, {}, false);
        return text.substr(text.find('\n') + 1);
    };
    EXPECT_EQ(headWith(1, 0), "held: 1 process is in it.\n");
    EXPECT_EQ(headWith(0, 1), "held: 1 thread is in it.\n");
    EXPECT_EQ(headWith(2, 3), "held: 2 processes and 3 threads are in it.\n");
}

TEST(WhyReport, SaysWhatNoNumberStandsFor)
{
    NamespaceInfo info;
    info.ref = sampleRef(NsType::Pid, 0);
    info.names = {"unidentified"};
    EXPECT_EQ(whyText({&info, {}}, {}, false),
              "pid:[0]  -  unidentified\nThis stands for every PID namespace that certainly lives and whose number nothing tells.\n");
}

TEST(WhyReport, TellsWhatAProcessMayDoWhereThatWasAsked)
{
    const Snapshot snapshot = sampleSnapshot();
    WhyAnswer answer = answerOf(snapshot, namedNet);
    answer.power = {7, {CapabilityVerdict::Own, 0x2000, {}, {}}, "sh may."};
    EXPECT_NE(whyText(answer, {}, false).find("\npinned: no process or thread is in it.\nsh may.\n  1  "), std::string::npos);
    EXPECT_NE(whyJson({answer}, {}, false).find(
                  R"(],"capabilities":{"pid":7,"verdict":"own","effective":"0000000000002000","sentence":"sh may."},"gaps":[)"),
              std::string::npos);
    answer.power->answer.verdict = CapabilityVerdict::All;
    EXPECT_NE(whyJson({answer}, {}, false).find(R"("verdict":"all","effective":null,)"), std::string::npos);
    EXPECT_EQ(whyJson({answerOf(snapshot, namedNet)}, {}, false).find("capabilities"), std::string::npos);
}

TEST(WhyReport, ShortensWhatIsAlike)
{
    Snapshot snapshot = sampleSnapshot();
    for (NamespaceInfo& info : snapshot.namespaces) {
        for (int pid = 100; info.ref == initialNet && pid < 120; ++pid)
            info.holders.push_back(sampleProcess(pid, "w"));
    }
    const WhyAnswer answer = answerOf(snapshot, initialNet);
    ASSERT_EQ(answer.chains.size(), 22u);
    const std::string text = whyText(answer, {}, false);
    EXPECT_NE(text.find("and 14 more of the same kinds; --all shows them"), std::string::npos);
    EXPECT_EQ(text.find(" 9  "), std::string::npos);
    EXPECT_NE(whyText(answer, {}, true).find(" 22  w (PID 119) runs in it."), std::string::npos);
}

TEST(WhyReport, WritesTheContractsObject)
{
    Snapshot snapshot = sampleSnapshot();
    const std::string text = whyJson({answerOf(snapshot, hiddenNet)}, snapshot.gaps, false);
    EXPECT_TRUE(text.starts_with(R"({"schema":"nsscope.why/1","namespace":{"type":"net","dev":4,"inode":4026532301,)"));
    EXPECT_NE(text.find(R"("alive":true,"chains":[{"holders":[{"kind":"bind_mount","path":"/x y")"), std::string::npos);
    EXPECT_NE(text.find(R"(,{"kind":"fd","pid":60,"comm":"keeper","fd":5,"o_path":false}],"held":[)"), std::string::npos);
    EXPECT_NE(text.find(R"("cut":false,"show":"ls -l /proc/60/fd/5","release":"kill 60"}],"gaps":[)"), std::string::npos);
}

TEST(WhyReport, DoesNotCallDeadWhatItDoesNotFind)
{
    EXPECT_EQ(whyJson({}, {}, false),
              R"({"schema":"nsscope.why/1","namespace":null,"alive":null,"chains":[],"gaps":[]})");
    Snapshot snapshot = sampleSnapshot();
    EXPECT_EQ(notFoundText("net:[1]", snapshot),
              "net:[1] was not found: nothing that could be read refers to it. It may still live, held by something that "
              "could not be read:\n  The descriptors of 12 processes or threads could not be read (EACCES); run as root or "
              "with CAP_SYS_PTRACE; example /proc/1/fd.");
    snapshot.gaps.clear();
    EXPECT_NE(notFoundText("net:[1]", snapshot).find("a descriptor in flight"), std::string::npos);
}
