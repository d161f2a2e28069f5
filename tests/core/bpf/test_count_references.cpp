// SPDX-License-Identifier: Apache-2.0
// The kernel's counts of references on the real kernel: each kind of holder explains what it holds, and what nobody can see
// is left unexplained.
#include "core/bpf/count_references.h"
#include "core/bpf/reference_walk.h"
#include "core/witness/kernel_facts.h"
#include "core/scan/scanner.h"
#include "tests/core/scan/held_namespace.h"

#include <algorithm>
#include <csignal>
#include <gmock/gmock.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace nsscope;

namespace
{

struct Held
{
    std::vector<std::string> arguments;
    ReferenceKind by;
    std::uint32_t count;
};

std::ostream& operator<<(std::ostream& out, const Held& held) { return out << testing::PrintToString(held.arguments); }

/// Whatever its device and its id.
const NamespaceInfo* numbered(const Snapshot& snapshot, const NsRef& ref)
{
    const auto found = std::find_if(snapshot.namespaces.begin(), snapshot.namespaces.end(),
                                    [&](const NamespaceInfo& info) { return info.ref.type == ref.type && info.ref.inode == ref.inode; });
    return found == snapshot.namespaces.end() ? nullptr : &*found;
}

std::uint32_t partOf(const NsReferences& references, ReferenceKind kind)
{
    for (const ReferencePart& part : references.parts) {
        if (part.kind == kind)
            return part.count;
    }
    return 0;
}

std::string told(const NsReferences& references)
{
    std::string text = std::to_string(references.count);
    for (const ReferencePart& part : references.parts)
        text += " " + std::string(referenceKindName(part.kind)) + "=" + std::to_string(part.count);
    return text;
}

/// A process in a network namespace of its own, with one connection that it has not accepted.
class Unaccepted
{
public:
    Unaccepted()
    {
        int ready[2];
        EXPECT_EQ(::pipe(ready), 0);
        m_pid = ::fork();
        if (m_pid == 0) {
            const sockaddr_un address{AF_UNIX, "\0nsscope"};
            const bool made = ::unshare(CLONE_NEWNET) == 0;
            const int server = ::socket(AF_UNIX, SOCK_STREAM, 0), caller = ::socket(AF_UNIX, SOCK_STREAM, 0);
            const auto* at = reinterpret_cast<const sockaddr*>(&address);
            const bool done = made && ::bind(server, at, sizeof address) == 0 && ::listen(server, 1) == 0 &&
                              ::connect(caller, at, sizeof address) == 0;
            (void)!::write(ready[1], done ? "y" : "n", 1);
            for (;;)
                ::pause();
        }
        ::close(ready[1]);
        char answer = 'n';
        m_made = ::read(ready[0], &answer, 1) == 1 && answer == 'y';
        ::close(ready[0]);
    }
    ~Unaccepted()
    {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    Unaccepted(const Unaccepted&) = delete;
    Unaccepted& operator=(const Unaccepted&) = delete;
    int pid() const { return m_pid; }
    bool made() const { return m_made; }

private:
    int m_pid = 0;
    bool m_made = false;
};

class CountReferences : public testing::TestWithParam<Held>
{
protected:
    void SetUp() override
    {
        if (const auto& walk = loaded(); !walk)
            GTEST_SKIP() << walk.error().message() << "; " << walk.error().hint;
    }
    /// Once: on a slow machine that takes seconds.
    static const Result<ReferenceWalk>& loaded()
    {
        static const Result<ReferenceWalk> walk = ReferenceWalk::load();
        return walk;
    }
    static Snapshot scanned()
    {
        auto snapshot = Scanner().scan();
        EXPECT_TRUE(snapshot);
        EXPECT_TRUE(countReferences(*loaded(), *snapshot));
        return std::move(*snapshot);
    }
};

} // namespace

TEST_P(CountReferences, AreAllExplained)
{
    HeldNamespace held(GetParam().arguments);
    if (!held.refused().empty())
        GTEST_SKIP() << held.refused();
    const Snapshot snapshot = scanned();
    const NamespaceInfo* info = numbered(snapshot, held.ref());
    if (info == nullptr && !kernelHas(KernelFeature::NsHandle, runningKernel()))
        GTEST_SKIP() << "on this kernel a scan does not find what is held so: " << kernelFrom(KernelFeature::NsHandle);
    ASSERT_NE(info, nullptr);
    if (!info->references)
        GTEST_SKIP() << "this kernel has no count that is the same for all types, or no list of all namespaces";
    EXPECT_EQ(info->references->explained(), info->references->count) << told(*info->references);
    EXPECT_EQ(partOf(*info->references, GetParam().by), GetParam().count) << told(*info->references);
}

INSTANTIATE_TEST_SUITE_P(Kinds, CountReferences,
                         testing::Values(Held{{"fd"}, ReferenceKind::File, 1}, Held{{"fd", "net"}, ReferenceKind::File, 1},
                                         Held{{"fds", "7"}, ReferenceKind::File, 1}, Held{{"mark"}, ReferenceKind::File, 1},
                                         Held{{"io-uring"}, ReferenceKind::File, 1},
                                         Held{{"bind", "/tmp"}, ReferenceKind::File, 1},
                                         Held{{"sock", "inet"}, ReferenceKind::Sockets, 1},
                                         Held{{"sock", "netlink"}, ReferenceKind::Sockets, 1},
                                         Held{{"tun"}, ReferenceKind::Sockets, 1},
                                         Held{{"thread"}, ReferenceKind::Tasks, 1}));

TEST_F(CountReferences, WhatNobodyCanSeeIsUnexplained)
{
    const Unaccepted task;
    if (!task.made())
        GTEST_SKIP() << "unshare(CLONE_NEWNET) is refused here";
    const Snapshot snapshot = scanned();
    const auto info = std::find_if(snapshot.namespaces.begin(), snapshot.namespaces.end(), [&](const NamespaceInfo& ns) {
        return ns.ref.type == NsType::Net && std::any_of(ns.holders.begin(), ns.holders.end(), [&](const Holder& holder) {
                   return holder.kind == HolderKind::Process && holder.pid == task.pid();
               });
    });
    ASSERT_NE(info, snapshot.namespaces.end());
    if (!info->references)
        GTEST_SKIP() << "this kernel has no count that is the same for all types";
    EXPECT_EQ(partOf(*info->references, ReferenceKind::Tasks), 1u);
    EXPECT_EQ(partOf(*info->references, ReferenceKind::Sockets), 2u) << "those that have a descriptor";
    EXPECT_EQ(info->references->count - info->references->explained(), 1u) << "the one that waits to be accepted";
}

TEST_F(CountReferences, ExplainsAsManyAsThereAreAndHoldsNothingItself)
{
    const Snapshot first = scanned();
    const Snapshot second = scanned();
    for (const NamespaceInfo& info : first.namespaces) {
        if (!info.references)
            continue;
        EXPECT_LE(info.references->explained(), info.references->count) << linkText(info.ref);
        const NamespaceInfo* again = numbered(second, info.ref);
        // Those that nobody else on the machine changes meanwhile.
        const bool quiet = info.ref.type == NsType::Uts || info.ref.type == NsType::Cgroup;
        if (quiet && again != nullptr && again->references && again->holders == info.holders) {
            EXPECT_EQ(info.references, again->references) << linkText(info.ref);
        }
    }
}

/// Whatever the kernel: it is never told that the one reference which 6.19 and later count of an initial one is all.
TEST_F(CountReferences, AnInitialOneIsCountedOrSaidNotToBe)
{
    auto snapshot = Scanner().scan();
    ASSERT_TRUE(snapshot);
    const auto uncounted = countReferences(*snapshot); // loads them itself
    ASSERT_TRUE(uncounted);
    for (const NamespaceInfo& info : snapshot->namespaces) {
        const auto left = std::find_if(uncounted->begin(), uncounted->end(), [&](const auto& one) { return one.ns == info.ref; });
        EXPECT_NE(info.references.has_value(), left != uncounted->end()) << linkText(info.ref) << ": either is told";
        if (left != uncounted->end() && left->reason == UncountedReason::Initial) {
            EXPECT_TRUE(info.initial) << linkText(info.ref);
            EXPECT_TRUE(info.ref.id >= 1 && info.ref.id <= 8) << linkText(info.ref) << "#" << info.ref.id;
        } else if (info.initial && info.references) {
            EXPECT_GT(info.references->count, 1u) << linkText(info.ref) << ": its kernel counts it";
        }
    }
}
