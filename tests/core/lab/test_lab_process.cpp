// SPDX-License-Identifier: Apache-2.0
// The helper as a process: what it inherits, and that it never outlives the one who started it.
#include "core/lab/spawn_lab.h"
#include "tests/core/lab/lab_fixture.h"

#include <csignal>
#include <filesystem>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>

using namespace nsscope;

namespace
{

int statusOf(int pid)
{
    int status = 0;
    ::waitpid(pid, &status, 0);
    return status;
}

} // namespace

TEST_F(LabTest, EndsWithItsSocket)
{
    auto lab = spawnLab(program());
    ASSERT_TRUE(lab);
    lab->socket.reset();
    EXPECT_TRUE(endsWithin(lab->pid, 2000));
    EXPECT_EQ(WEXITSTATUS(statusOf(lab->pid)), 0);
}

TEST_F(LabTest, EndsWhenTalkedNonsenseTo)
{
    auto lab = spawnLab(program());
    ASSERT_TRUE(lab);
    ASSERT_EQ(::send(lab->socket.get(), "hello", 5, MSG_NOSIGNAL), 5);
    EXPECT_TRUE(endsWithin(lab->pid, 2000));
    EXPECT_EQ(WEXITSTATUS(statusOf(lab->pid)), 1);
}

TEST_F(LabTest, InheritsNoDescriptor)
{
    // Without O_CLOEXEC on purpose: as a careless caller would leave it.
    const UniqueFd careless(::open("/dev/null", O_RDONLY));
    const UniqueFd high(::fcntl(careless.get(), F_DUPFD, 200));
    auto lab = LabClient::start(program());
    ASSERT_TRUE(lab);
    ask(*lab, LabOp::EndChild, NsType::Pid); // it has done its set-up once it answers
    for (const auto& entry : std::filesystem::directory_iterator("/proc/" + std::to_string(lab->pid()) + "/fd")) {
        const int fd = std::stoi(entry.path().filename());
        const std::string target = std::filesystem::read_symlink(entry.path());
        EXPECT_TRUE(fd <= labSocketFd || target.starts_with("pipe:")) << fd << " -> " << target;
        EXPECT_TRUE(fd > 1 || target == "/dev/null") << fd << " -> " << target;
    }
}

TEST_F(LabTest, DiesWithAParentThatWasKilled)
{
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const UniqueFd read(ends[0]);
    UniqueFd write(ends[1]);
    const pid_t parent = ::fork();
    if (parent == 0) {
        auto lab = LabClient::start(program());
        if (!lab)
            ::_exit(1);
        int pids[2] = {lab->pid(), 0};
        for (const LabOp op : {LabOp::NewUserNs, LabOp::CloneChild}) {
            lab->ask(op, op == LabOp::NewUserNs ? NsType::User : NsType::Pid);
            while (waitFor(lab->descriptor())) {
                const auto reply = lab->receive();
                if (reply && !*reply)
                    continue;
                pids[1] = reply ? (*reply)->holder : 0;
                break;
            }
        }
        [[maybe_unused]] const ssize_t told = ::write(write.get(), pids, sizeof pids);
        for (;;)
            ::pause();
    }
    write.reset();
    int pids[2] = {0, 0};
    ASSERT_EQ(::read(read.get(), pids, sizeof pids), static_cast<ssize_t>(sizeof pids));
    ASSERT_GT(pids[0], 0);
    ::kill(parent, SIGKILL);
    statusOf(parent);
    EXPECT_TRUE(endsWithin(pids[0], 1000)) << "helper";
    if (pids[1] > 0) {
        EXPECT_TRUE(endsWithin(pids[1], 1000)) << "child of the helper";
    }
}

TEST_F(LabTest, ChildGoesWithAHelperThatWasKilled)
{
    auto lab = LabClient::start(program());
    ASSERT_TRUE(lab);
    if (newUserNs(*lab).error != 0)
        GTEST_SKIP() << "user namespaces are forbidden here";
    for (const NsType type : {NsType::Pid, NsType::User})
        ask(*lab, LabOp::CloneChild, type);
    const LabReply child = ask(*lab, LabOp::CloneChild, NsType::User);
    ASSERT_EQ(child.error, 0);
    ::kill(lab->pid(), SIGKILL);
    EXPECT_TRUE(endsWithin(child.holder, 1000));
}

TEST_F(LabTest, SaysThatItIsNotForPeople)
{
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const UniqueFd read(ends[0]);
    UniqueFd write(ends[1]);
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::dup2(write.get(), STDERR_FILENO);
        ::close(labSocketFd);
        ::execl(program().c_str(), "nsscope-lab", nullptr);
        ::_exit(127);
    }
    write.reset();
    char text[512];
    const ssize_t got = ::read(read.get(), text, sizeof text);
    EXPECT_EQ(WEXITSTATUS(statusOf(pid)), 2);
    ASSERT_GT(got, 0);
    EXPECT_NE(std::string(text, static_cast<std::size_t>(got)).find("not for people"), std::string::npos);
}
