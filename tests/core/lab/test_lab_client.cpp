// SPDX-License-Identifier: Apache-2.0
#include "core/base/instant.h"
#include "core/lab/userns_check.h"
#include "tests/core/lab/lab_fixture.h"

#include <csignal>

using namespace nsscope;

class LabClientTest : public LabTest
{
protected:
    void SetUp() override
    {
        LabTest::SetUp();
        auto started = LabClient::start(program());
        ASSERT_TRUE(started) << started.error().message();
        lab.emplace(std::move(*started));
        const LabReply reply = newUserNs(*lab);
        if (reply.error != 0)
            GTEST_SKIP() << "user namespaces are forbidden here: " << errnoName(reply.error);
        userNs = reply.made;
    }
    void TearDown() override
    {
        lab.reset();
        LabTest::TearDown();
    }

    std::optional<LabClient> lab;
    LabNamespace userNs;
};

TEST_F(LabClientTest, TellsTheIdentityThatProcShows)
{
    EXPECT_EQ(userNs.inode, inodeOf(lab->pid(), "user"));
    for (const NsTypeRow& row : nsTypeTable()) {
        if (row.type == NsType::Pid || row.type == NsType::User)
            continue;
        SCOPED_TRACE(row.name);
        const LabReply reply = ask(*lab, LabOp::Unshare, row.type);
        ASSERT_EQ(reply.error, 0) << errnoName(reply.error);
        EXPECT_EQ(reply.holder, lab->pid());
        EXPECT_EQ(reply.left.inode, 0u) << "what it came from was not its own";
        const auto link = row.type == NsType::Time ? row.forChildrenLink : row.name;
        EXPECT_EQ(reply.made.inode, inodeOf(lab->pid(), link));
        EXPECT_NE(reply.made.inode, inodeOf(::getpid(), row.name));
    }
}

TEST_F(LabClientTest, LeavesWhatItMadeBefore)
{
    const LabReply first = ask(*lab, LabOp::Unshare, NsType::Net);
    const LabReply second = ask(*lab, LabOp::Unshare, NsType::Net);
    EXPECT_EQ(second.left.inode, first.made.inode);
    EXPECT_EQ(second.left.id, first.made.id);
    EXPECT_NE(second.made.inode, first.made.inode) << "the new one is made before the old one is given up";
}

TEST_F(LabClientTest, TimesEncloseTheCall)
{
    const Instant before = bootNow();
    const LabReply reply = ask(*lab, LabOp::Unshare, NsType::Uts);
    EXPECT_LE(before.ns, reply.beforeNs);
    EXPECT_LT(reply.beforeNs, reply.afterNs);
    EXPECT_LE(reply.afterNs, bootNow().ns);
}

TEST_F(LabClientTest, ChildrenAreMadeAndEndedOldestFirst)
{
    for (const NsType type : {NsType::Pid, NsType::User}) {
        SCOPED_TRACE(nsTypeName(type));
        const LabReply first = ask(*lab, LabOp::CloneChild, type);
        const LabReply second = ask(*lab, LabOp::CloneChild, type);
        ASSERT_EQ(first.error, 0) << errnoName(first.error);
        EXPECT_EQ(first.result, first.holder);
        EXPECT_EQ(first.made.inode, inodeOf(first.holder, nsTypeName(type)));
        EXPECT_NE(first.made.inode, second.made.inode);
        const LabReply ended = ask(*lab, LabOp::EndChild, type);
        EXPECT_EQ(ended.holder, first.holder);
        EXPECT_EQ(ended.left.inode, first.made.inode);
        EXPECT_TRUE(endsWithin(first.holder, 0)) << "reaped when the answer comes";
        ask(*lab, LabOp::EndChild, type);
    }
    EXPECT_EQ(ask(*lab, LabOp::EndChild, NsType::Pid).error, ECHILD);
}

TEST_F(LabClientTest, RefusesMoreChildrenThanItsCap)
{
    for (std::uint32_t i = 0; i < labMaxChildren; ++i)
        ASSERT_EQ(ask(*lab, LabOp::CloneChild, NsType::Pid).error, 0);
    EXPECT_EQ(ask(*lab, LabOp::CloneChild, NsType::Pid).error, ENOBUFS);
}

TEST_F(LabClientTest, ExitIsToldOnceTheHelperIsReaped)
{
    const LabReply made = ask(*lab, LabOp::Unshare, NsType::Net);
    const int pid = lab->pid();
    const LabReply reply = ask(*lab, LabOp::Exit, NsType::Net);
    EXPECT_EQ(reply.left.inode, made.made.inode);
    EXPECT_EQ(::kill(pid, 0), -1);
    EXPECT_LE(reply.beforeNs, reply.afterNs);
    EXPECT_EQ(lab->end(), "has ended");
}

TEST_F(LabClientTest, SaysHowAHelperWasLost)
{
    ::kill(lab->pid(), SIGKILL);
    ASSERT_TRUE(waitFor(lab->descriptor()));
    const auto reply = lab->receive();
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().message(), "nsscope-lab was killed by SIGKILL");
    EXPECT_FALSE(lab->ask(LabOp::Unshare, NsType::Net)) << "asking a lost helper fails";
}

TEST_F(LabClientTest, DestructionTakesChildrenAlong)
{
    const LabReply child = ask(*lab, LabOp::CloneChild, NsType::Pid);
    ASSERT_EQ(child.error, 0);
    lab.reset();
    EXPECT_TRUE(endsWithin(child.holder, 1000));
}

TEST_F(LabTest, MissingProgramIsAnErrorWithAHint)
{
    const auto lab = LabClient::start("/nonexistent/nsscope-lab");
    ASSERT_FALSE(lab);
    EXPECT_EQ(lab.error().code, ENOENT);
    EXPECT_FALSE(lab.error().hint.empty());
}

TEST_F(LabTest, AnotherProgramIsNotTakenForTheHelper)
{
    auto lab = LabClient::start("/bin/true");
    ASSERT_TRUE(lab);
    ASSERT_TRUE(waitFor(lab->descriptor()));
    EXPECT_EQ(lab->receive().error().message(), "nsscope-lab exited with status 0");
}

TEST_F(LabTest, UsernsCheckReallyTries)
{
    const auto verdict = checkUserns(program());
    ASSERT_TRUE(verdict) << verdict.error().message();
    EXPECT_EQ(verdict->allowed, verdict->sentence.empty());
    EXPECT_FALSE(checkUserns("/bin/true"));
}
