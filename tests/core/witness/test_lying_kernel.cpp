// SPDX-License-Identifier: Apache-2.0
// System calls that a sandbox refuses, limits that do not hold, announcements that are lost, clocks that go back: each
// witness says in a sentence what is wrong, and nothing of a namespace that is not so.
#include "core/witness/handle_witness.h"
#include "core/witness/nsid_witness.h"
#include "core/witness/quota_figures.h"
#include "core/witness/quota_probe.h"
#include "core/witness/quota_witness.h"
#include "core/witness/veth_witness.h"
#include "tests/core/witness/namespace_task.h"

#include <cerrno>
#include <cstddef>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <optional>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace nsscope;
using namespace testing;

namespace
{

/// From now on this process gets `error` for a system call, with this first argument where one is given.
void refuse(long call, int error, std::optional<unsigned> firstArgument = {})
{
    std::vector<sock_filter> program{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                                     BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(call), 1, 0),
                                     BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    if (firstArgument) {
        program.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)));
        program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, *firstArgument, 1, 0));
        program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    }
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | static_cast<unsigned>(error)));
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    ASSERT_EQ(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
    ASSERT_EQ(::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter), 0);
}

/// Runs `body` in a child process of its own; true where it had no test failure.
bool passesInChild(const std::function<void()>& body)
{
    const pid_t child = ::fork();
    if (child == 0) {
        body();
        ::fflush(nullptr);
        ::_exit(::testing::Test::HasFailure() ? 1 : 0);
    }
    int status = -1;
    return child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// In a mount namespace of this process, `file` stands where the limit of uts namespaces is. The whole folder is covered:
/// each user namespace has files of its own in it.
void coverUtsLimit(const char* file)
{
    ASSERT_EQ(::unshare(CLONE_NEWNS), 0);
    ASSERT_EQ(::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr), 0);
    ASSERT_EQ(::mount("none", "/proc/sys/user", "tmpfs", 0, nullptr), 0);
    ASSERT_EQ(::symlink(file, "/proc/sys/user/max_uts_namespaces"), 0);
}

/// One uts namespace that lives on while the gauge is asked.
void expectGaugeGivesUp(const std::string& reason)
{
    QuotaWitness quota(bootNow, lab);
    NamespaceTask task(NsType::Uts);
    const NamespaceTask::Made made = makeForGauge(task, quota);
    ASSERT_NE(made.ns.inode, 0u);
    std::vector<Fact> facts;
    EXPECT_TRUE(collectUntil({&quota}, facts, [&](const auto&) { return !quota.availability().available; }));
    EXPECT_EQ(quota.availability().reason, reason);
    for (const Fact& fact : facts)
        EXPECT_FALSE(std::holds_alternative<Evidence>(fact));
}

} // namespace

TEST(LyingKernel, RefusedHandlesAreSaidWithWhatWouldHelp)
{
    if (readHandleSupport().meaning == HandleMeaning::Unsupported)
        GTEST_SKIP() << "this kernel has no file handles of namespaces";
    const std::pair<int, const char*> cases[] = {
        {EPERM, "sandbox"}, {EACCES, "sandbox"}, {ENOSYS, "a kernel from 6.18 on"}, {EOPNOTSUPP, "a kernel from 6.18 on"}};
    for (const auto& [error, remedy] : cases) {
        EXPECT_TRUE(passesInChild([&] {
            refuse(SYS_open_by_handle_at, error);
            HandleWitness handle(bootNow, readHandleSupport());
            EXPECT_FALSE(handle.availability().available);
            EXPECT_EQ(handle.availability().reason, "open_by_handle_at: " + errnoName(error));
            EXPECT_THAT(handle.availability().remedy, HasSubstr(remedy));
            handle.watch({NsType::Net, 4, 4026532178, 4165}, bootNow());
            EXPECT_TRUE(handle.collect(bootNow()).empty());
            NsidWitness nsid(bootNow);
            EXPECT_FALSE(nsid.availability().available);
            EXPECT_THAT(nsid.availability().remedy, HasSubstr(remedy));
            VethWitness veth(bootNow);
            EXPECT_FALSE(veth.availability().available);
            EXPECT_THAT(veth.availability().remedy, HasSubstr(remedy));
        })) << errnoName(error);
    }
}

TEST(LyingKernel, WithoutAProcNothingIsClaimed)
{
    const HandleSupport support = readHandleSupport("/nonexistent");
    EXPECT_EQ(support.meaning, HandleMeaning::Unsupported);
    EXPECT_EQ(HandleWitness(bootNow, support).availability().reason, "open /nonexistent/self/ns/uts: ENOENT");
    EXPECT_THAT(handleRemedy(support), HasSubstr("proc"));
}

TEST(LyingKernel, RefusedNetlinkIsSaid)
{
    if (readHandleSupport().meaning == HandleMeaning::Unsupported)
        GTEST_SKIP() << "this kernel has no file handles of namespaces";
    for (const int error : {EPERM, EAFNOSUPPORT, EMFILE}) {
        EXPECT_TRUE(passesInChild([&] {
            refuse(SYS_socket, error, AF_NETLINK);
            NsidWitness nsid(bootNow);
            VethWitness veth(bootNow);
            for (Witness* witness : {static_cast<Witness*>(&nsid), static_cast<Witness*>(&veth)}) {
                const WitnessInfo info = witness->availability();
                EXPECT_FALSE(info.available) << info.name;
                EXPECT_THAT(info.reason, AllOf(HasSubstr("NETLINK_ROUTE"), HasSubstr(errnoName(error)))) << info.name;
                witness->watchMade({NsType::Net, 4, 4026532178, 4165}, 1, {bootNow(), bootNow()});
                EXPECT_TRUE(witness->collect(bootNow()).empty());
                EXPECT_EQ(witness->descriptor(), -1);
                EXPECT_EQ(witness->nextLook(), std::nullopt);
            }
        })) << errnoName(error);
    }
}

TEST(LyingKernel, LostAnnouncementsAreSaidAndThoseWhoLiveAreAskedAgain)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "giving an nsid needs CAP_NET_ADMIN";
    if (readHandleSupport().meaning == HandleMeaning::Unsupported)
        GTEST_SKIP() << "this kernel has no file handles of namespaces";
    NsidWitness nsid(bootNow);
    ASSERT_TRUE(nsid.availability().available) << nsid.availability().reason;
    NamespaceTask task(NsType::Net);
    const NamespaceTask::Made made = task.make();
    ASSERT_NE(made.ns.inode, 0u);
    nsid.watchMade(made.ns, task.pid(), made.birth);
    ASSERT_TRUE(nsid.collect(bootNow()).empty());
    const int smallest = 0;
    ASSERT_EQ(::setsockopt(nsid.descriptor(), SOL_SOCKET, SO_RCVBUF, &smallest, sizeof smallest), 0);
    NsidWitness other(bootNow);
    std::vector<std::unique_ptr<NamespaceTask>> others;
    for (int i = 0; i < 12; ++i) {
        others.push_back(std::make_unique<NamespaceTask>(NsType::Net));
        const NamespaceTask::Made one = others.back()->make();
        other.watchMade(one.ns, others.back()->pid(), one.birth);
    }
    std::vector<Fact> facts;
    ASSERT_TRUE(collectUntil({&nsid}, facts, [](const auto& all) { return !all.empty(); }));
    const auto* notice = std::get_if<Notice>(&facts.front());
    ASSERT_TRUE(notice);
    EXPECT_THAT(notice->text, HasSubstr("threw netlink announcements away"));
    const int roomy = 1 << 20;
    ASSERT_EQ(::setsockopt(nsid.descriptor(), SOL_SOCKET, SO_RCVBUF, &roomy, sizeof roomy), 0);
    ASSERT_EQ(nsid.nextLook(), std::nullopt) << "all are asked";
    ASSERT_NE(task.make().ns.inode, 0u); // drops the first
    EXPECT_TRUE(collectUntil({&nsid}, facts, [&](const auto&) {
        return findEvidence(facts, EvidenceKind::TeardownStarted, made.ns, "nsid") != nullptr;
    })) << "its nsid was asked again";
}

TEST(LyingKernel, ALimitThatDoesNotHoldIsFoundOut)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "covering a file of /proc needs root";
    EXPECT_TRUE(passesInChild([] {
        ASSERT_NO_FATAL_FAILURE(coverUtsLimit("/dev/null"));
        expectGaugeGivesUp("the limit did not hold while a namespace was alive");
        const QuotaSeries series = measureQuota({lab, NsType::Uts, false, 5}, [](const QuotaSeries&) { return true; });
        EXPECT_EQ(series.failure, "the limit user.max_uts_namespaces was set and did not hold: one more was made");
        EXPECT_TRUE(series.rounds.empty()) << "no figure is better than a wrong one";
    }));
}

TEST(LyingKernel, ALimitThatCannotBeWrittenIsSaid)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "covering a file of /proc needs root";
    EXPECT_TRUE(passesInChild([] {
        ASSERT_NO_FATAL_FAILURE(coverUtsLimit("/dev/full"));
        expectGaugeGivesUp("the limit user.max_uts_namespaces cannot be set in the probe's own user namespace: ENOSPC");
        const QuotaSeries series = measureQuota({lab, NsType::Uts, false, 5}, [](const QuotaSeries&) { return true; });
        EXPECT_THAT(series.failure, StartsWith("the limit user.max_uts_namespaces cannot be set"));
    }));
}

TEST(LyingKernel, AClockThatGoesBackMakesNoInterval)
{
    Instant now{1'000'000'000};
    int answer = 0;
    HandleWitness handle([&] { return now; }, {HandleMeaning::Reference, 0, ""}, [&](const NsRef&) { return answer; });
    const NsRef net{NsType::Net, 4, 4026532178, 4165};
    handle.watch(net, now);
    handle.expect(net, now);
    now = {500'000'000};
    EXPECT_TRUE(handle.collect(now).empty());
    answer = ESTALE;
    handle.expect(net, now);
    const auto facts = handle.collect(now);
    ASSERT_EQ(facts.size(), 1u);
    const auto& death = std::get<Evidence>(facts.front());
    EXPECT_LE(death.when.from, death.when.to);
}
