// SPDX-License-Identifier: Apache-2.0
// Actors of the real helper: what they do, and the limits that hold whatever is asked.
#include "tests/core/lab/lab_fixture.h"

#include <cerrno>
#include <concepts>
#include <csignal>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>

using namespace nsscope;
using testing::Contains;
using testing::StartsWith;

namespace
{

std::uint32_t flag(NsType type) { return nsTypeRow(type).cloneFlag; }

class LabActorsTest : public LabTest
{
protected:
    void SetUp() override
    {
        LabTest::SetUp();
        auto started = LabClient::start(program());
        ASSERT_TRUE(started) << started.error().message();
        lab.emplace(std::move(*started));
        const LabReply reply = act(LabOp::Begin, [](LabOperands& o) { o.name[0] = 'm'; });
        if (reply.error != 0)
            GTEST_SKIP() << "user namespaces are forbidden here: " << errnoName(reply.error);
        main = reply.touched[1];
    }
    void TearDown() override
    {
        lab.reset();
        LabTest::TearDown();
    }

    template <std::invocable<LabOperands&> Fill> LabReply act(LabOp op, Fill fill)
    {
        LabAction action{op, NsType::Net, 0};
        fill(action.operands);
        return ask(*lab, action);
    }
    LabReply act(LabOp op, std::uint16_t actor = 0)
    {
        return act(op, [actor](LabOperands& o) { o.actor = actor; });
    }
    LabReply unshare(NsType type)
    {
        return act(LabOp::ActorUnshare, [type](LabOperands& o) { o.cloneFlags = flag(type); });
    }
    LabReply fork(std::uint16_t child)
    {
        return act(LabOp::ActorFork, [child](LabOperands& o) { o.child = child; });
    }

    std::optional<LabClient> lab;
    std::int32_t main = 0;
};

} // namespace

TEST_F(LabActorsTest, TellTheirCallAndWhatItMade)
{
    const LabReply reply = unshare(NsType::Uts);
    EXPECT_EQ(reply.error, 0);
    EXPECT_STREQ(reply.call.data(), "unshare(CLONE_NEWUTS)");
    EXPECT_EQ(reply.all[static_cast<std::size_t>(NsType::Uts)].inode, inodeOf(main, "uts"));
    EXPECT_EQ(reply.holder, main);
    EXPECT_NE(inodeOf(main, "uts"), inodeOf(lab->pid(), "uts")) << "the helper itself stays where it is";
}

TEST_F(LabActorsTest, AreThereAndGoOneByOne)
{
    const LabReply child = fork(1);
    ASSERT_EQ(child.error, 0);
    EXPECT_EQ(::kill(child.holder, 0), 0);
    EXPECT_EQ(fork(1).error, EEXIST);
    EXPECT_EQ(act(LabOp::ActorExit, 1).error, 0);
    EXPECT_EQ(::kill(child.holder, 0), -1) << "reaped when the answer comes";
    EXPECT_EQ(act(LabOp::ActorExit, 1).error, ESRCH);
    EXPECT_EQ(fork(1).error, 0) << "its number is free again";
    EXPECT_EQ(act(LabOp::ActorKill, 0).error, 0);
    EXPECT_EQ(act(LabOp::ActorExit, 1).error, 0) << "a child outlives its parent";
}

TEST_F(LabActorsTest, OfAPidNamespaceGoWithItsFirst)
{
    const auto first = act(LabOp::ActorClone, [](LabOperands& o) {
        o.child = 1;
        o.cloneFlags = flag(NsType::Pid);
    });
    ASSERT_EQ(first.error, 0);
    const LabReply second = act(LabOp::ActorFork, [](LabOperands& o) {
        o.actor = 1;
        o.child = 2;
    });
    ASSERT_EQ(second.error, 0);
    EXPECT_GT(second.holder, 2) << "numbered as we number it";
    const LabReply killed = act(LabOp::ActorKill, 1);
    EXPECT_THAT(killed.touched, Contains(second.holder));
    EXPECT_EQ(act(LabOp::ActorExit, 2).error, ESRCH);
}

TEST_F(LabActorsTest, TouchNoMountOfTheHost)
{
    const auto bind = [this] {
        return act(LabOp::ActorBind, [](LabOperands& o) {
            o.cloneFlags = flag(NsType::Uts);
            o.name[0] = 'm';
        });
    };
    EXPECT_EQ(bind().error, EPERM);
    ASSERT_EQ(unshare(NsType::Mnt).error, 0);
    EXPECT_EQ(bind().error, 0);
    struct stat info{};
    EXPECT_EQ(::stat("/tmp/m", &info), -1);
}

TEST_F(LabActorsTest, MakeNoMoreThanTheLimit)
{
    for (std::uint32_t i = 0; i < labMaxMade; ++i)
        ASSERT_EQ(unshare(NsType::Uts).error, 0) << i;
    EXPECT_EQ(unshare(NsType::Uts).error, ENOBUFS);
}

TEST_F(LabActorsTest, PassDescriptorsOn)
{
    ASSERT_EQ(fork(1).error, 0);
    ASSERT_EQ(act(LabOp::ActorSocket, [](LabOperands& o) { o.family = AF_UNIX; }).error, 0);
    const auto pass = [this] {
        return act(LabOp::ActorPass, [](LabOperands& o) {
            o.to = 1;
            o.toFd = 5;
        });
    };
    const LabReply passed = pass();
    EXPECT_EQ(passed.error, 0);
    EXPECT_THAT(passed.call.data(), StartsWith("sendmsg(SCM_RIGHTS"));
    EXPECT_EQ(pass().error, EMFILE) << "the slot is taken";
    const auto close = [this](std::uint16_t actor, std::uint16_t fd) {
        return act(LabOp::ActorClose, [=](LabOperands& o) {
            o.actor = actor;
            o.fd = fd;
        });
    };
    EXPECT_EQ(close(1, 5).error, 0);
    EXPECT_EQ(close(1, 5).error, EBADF);
}

TEST_F(LabActorsTest, AllEndWithTheHelper)
{
    const LabReply child = fork(1);
    ASSERT_EQ(child.error, 0);
    const LabReply ended = act(LabOp::EndAll);
    EXPECT_EQ(ended.error, 0);
    EXPECT_EQ(::kill(main, 0), -1);
    EXPECT_EQ(::kill(child.holder, 0), -1);
}
