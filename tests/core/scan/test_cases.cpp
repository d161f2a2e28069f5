// SPDX-License-Identifier: Apache-2.0
// What people make with unshare(1), ip-netns(8) and mount(8), as they make it. Which case of listing is tested where:
// tests/core/scan/CASES.md.
#include "core/scan/scanner.h"
#include "core/witness/kernel_facts.h"
#include "core/witness/mechanism.h"
#include "tests/core/scan/find_namespace.h"
#include "tests/core/scan/shell_hold.h"

#include <algorithm>
#include <array>
#include <gmock/gmock.h>
#include <set>
#include <unistd.h>

using namespace nsscope;
using testing::ElementsAre;

namespace
{

/// A private mount namespace with a tmpfs of its own, so that nothing is left behind; $D is a folder on it.
constexpr const char* privateMounts =
    "exec unshare -m --propagation private sh -c 'D=/run; mount -t tmpfs t $D || exit 1; ino() { stat -Lc %i $1; }; ";

Snapshot scanNow()
{
    auto snapshot = Scanner().scan();
    EXPECT_TRUE(snapshot);
    return snapshot ? std::move(*snapshot) : Snapshot{};
}

const NamespaceInfo* ofProcess(const Snapshot& snapshot, NsType type, std::uint64_t pid)
{
    for (const NamespaceInfo& info : snapshot.namespaces) {
        for (const Holder& holder : info.holders) {
            if (info.ref.type == type && holder.kind == HolderKind::Process && holder.pid == static_cast<int>(pid))
                return &info;
        }
    }
    return nullptr;
}

/// Paths of its bind mounts, in the order of their holders; descriptors of passers-by do not count.
std::vector<std::string> mountsOf(const NamespaceInfo& info)
{
    std::vector<std::string> paths;
    for (const Holder& holder : info.holders) {
        if (holder.kind == HolderKind::BindMount)
            paths.push_back(holder.path);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

class Cases : public testing::Test
{
protected:
    void SetUp() override
    {
        if (::geteuid() != 0)
            GTEST_SKIP() << "these are made as root";
    }
};

#define SHELL_HOLD(name, script)                                                                                        \
    ShellHold name(script);                                                                                             \
    if (!name.ready())                                                                                                  \
    GTEST_SKIP() << "cannot be made here"

} // namespace

TEST_F(Cases, InitialNamespaces) // C01
{
    const Snapshot snapshot = scanNow();
    if (!snapshot.host.initialPidNs || !snapshot.host.initialUserNs)
        GTEST_SKIP() << "we are in a namespace that is not initial";
    const NamespaceInfo* const user = find(snapshot, NsType::User, nsTypeRow(NsType::User).initialInode);
    ASSERT_NE(user, nullptr);
    EXPECT_EQ(user->owner, NsLink());
    EXPECT_EQ(user->parent, NsLink());
    const bool fixed = kernelHas(KernelFeature::FixedNetMntNumbers, runningKernel());
    std::set<std::uint64_t> numbers;
    for (const NsTypeRow& row : nsTypeTable()) {
        SCOPED_TRACE(row.name);
        EXPECT_EQ(std::count_if(snapshot.namespaces.begin(), snapshot.namespaces.end(),
                                [&](const NamespaceInfo& info) { return info.initial && info.ref.type == row.type; }), 1);
        const NamespaceInfo* const own = ofProcess(snapshot, row.type, static_cast<std::uint64_t>(::getpid()));
        ASSERT_NE(own, nullptr);
        EXPECT_TRUE(own->initial) << "of root outside of all containers";
        EXPECT_TRUE(isHeld(*own));
        EXPECT_EQ(own->parent, NsLink()) << "nothing is above it";
        EXPECT_EQ(own->owner, row.type == NsType::User ? NsLink() : NsLink::to(user->ref));
        numbers.insert(own->ref.inode);
    }
    if (fixed) {
        EXPECT_EQ(numbers.size(), 8u);
        EXPECT_EQ(*numbers.begin(), 0xEFFFFFF8u); // include/uapi/linux/nsfs.h
        EXPECT_EQ(*numbers.rbegin(), 0xEFFFFFFFu);
    }
}

TEST_F(Cases, OneProcess) // C02
{
    SHELL_HOLD(shell, "exec unshare -n sh -c 'echo ready $$ $(stat -Lc %i /proc/self/ns/net); read x'");
    const Snapshot snapshot = scanNow();
    const NamespaceInfo* const net = find(snapshot, NsType::Net, shell.number(1));
    const NamespaceInfo* const user = ofProcess(snapshot, NsType::User, static_cast<std::uint64_t>(::getpid()));
    ASSERT_TRUE(net && user);
    EXPECT_EQ(net, ofProcess(snapshot, NsType::Net, shell.number(0)));
    EXPECT_EQ(net->processes, 1u);
    EXPECT_EQ(net->threads, 0u);
    EXPECT_FALSE(net->initial);
    EXPECT_EQ(net->owner, NsLink::to(user->ref));
    EXPECT_EQ(net->ownerUid, std::optional(::geteuid()));
    EXPECT_EQ(ofProcess(snapshot, NsType::Uts, shell.number(0)), ofProcess(snapshot, NsType::Uts, static_cast<std::uint64_t>(::getpid())))
        << "it shares the others with us";
}

TEST_F(Cases, AllEightAtOnce) // C03, C49
{
    SHELL_HOLD(shell, "exec unshare -Urmuinp -C -T --boottime 86400 --fork --mount-proc sh -c 'echo ready; read x'");
    const Snapshot snapshot = scanNow();
    // It is the only process here whose boot clock is a day ahead.
    const auto time = std::find_if(snapshot.namespaces.begin(), snapshot.namespaces.end(), [](const NamespaceInfo& info) {
        return info.traits.offsets && info.traits.offsets->boottimeNs == 86'400'000'000'000;
    });
    ASSERT_NE(time, snapshot.namespaces.end());
    EXPECT_EQ(time->traits.offsets->monotonicNs, 0);
    const auto member = std::find_if(time->holders.begin(), time->holders.end(),
                                     [](const Holder& h) { return h.kind == HolderKind::Process; });
    ASSERT_NE(member, time->holders.end());
    EXPECT_THAT(member->nsPids.get(), ElementsAre(member->pid, 1));
    const NamespaceInfo* const user = ofProcess(snapshot, NsType::User, static_cast<std::uint64_t>(member->pid));
    const NamespaceInfo* const ownUser = ofProcess(snapshot, NsType::User, static_cast<std::uint64_t>(::getpid()));
    const NamespaceInfo* const ownPid = ofProcess(snapshot, NsType::Pid, static_cast<std::uint64_t>(::getpid()));
    ASSERT_TRUE(user && ownUser && ownPid);
    EXPECT_EQ(user->parent, NsLink::to(ownUser->ref));
    EXPECT_THAT(user->traits.uidMap, ElementsAre(IdRange{0, 0, 1}));
    EXPECT_THAT(user->traits.gidMap, ElementsAre(IdRange{0, 0, 1}));
    for (const NsTypeRow& row : nsTypeTable()) {
        const NamespaceInfo* const info = ofProcess(snapshot, row.type, static_cast<std::uint64_t>(member->pid));
        ASSERT_NE(info, nullptr) << row.name;
        EXPECT_FALSE(info->initial) << row.name;
        if (row.type != NsType::User) {
            EXPECT_EQ(info->owner, NsLink::to(user->ref)) << row.name;
        }
        if (row.type == NsType::Pid) {
            EXPECT_EQ(info->parent, NsLink::to(ownPid->ref));
        }
    }
}

TEST_F(Cases, BindMountsOfOneNamespace) // C04, C06, C08
{
    SHELL_HOLD(shell, std::string(privateMounts) +
                          "touch $D/f $D/g; unshare --net=$D/f true && mount --bind $D/f $D/g && "
                          "echo ready $(ino $D/f) $(ino /proc/self/ns/mnt); read x; umount $D/f; echo ready; read x'");
    Snapshot snapshot = scanNow();
    const NamespaceInfo* net = find(snapshot, NsType::Net, shell.number(0));
    ASSERT_NE(net, nullptr);
    EXPECT_FALSE(isHeld(*net));
    EXPECT_THAT(mountsOf(*net), ElementsAre("/run/f", "/run/g"));
    for (const Holder& holder : net->holders) {
        if (holder.kind == HolderKind::BindMount) {
            EXPECT_EQ(holder.related->inode, shell.number(1)) << "in the mount namespace of the script, not in ours";
        }
    }
    const std::uint64_t inode = shell.number(0);
    shell.proceed();
    snapshot = scanNow();
    net = find(snapshot, NsType::Net, inode);
    ASSERT_NE(net, nullptr) << "the other mount keeps it";
    EXPECT_THAT(mountsOf(*net), ElementsAre("/run/g"));
}

TEST_F(Cases, NamedNetworkNamespaces) // C05, C12, C14
{
    SHELL_HOLD(shell, std::string(privateMounts) +
                          "ip netns add a && ip netns add b && exec 4</run/netns/b && ip netns del b || exit 1; touch $D/f; "
                          "unshare --net=$D/f true && exec 5<$D/f && umount -l $D/f && "
                          "echo ready $(ino /run/netns/a) $(ino /proc/self/fd/4) $(ino /proc/self/fd/5) $$; read x'");
    const Snapshot snapshot = scanNow();
    const NamespaceInfo* const named = find(snapshot, NsType::Net, shell.number(0));
    ASSERT_NE(named, nullptr);
    EXPECT_THAT(named->names, testing::Contains("a"));
    EXPECT_THAT(mountsOf(*named), ElementsAre("/run/netns/a"));
    for (const auto& [word, fd] : {std::pair{1u, 4}, std::pair{2u, 5}}) {
        const NamespaceInfo* const open = find(snapshot, NsType::Net, shell.number(word));
        ASSERT_NE(open, nullptr) << fd;
        EXPECT_FALSE(isHeld(*open)) << fd;
        EXPECT_THAT(mountsOf(*open), testing::IsEmpty()) << fd;
        EXPECT_TRUE(std::any_of(open->holders.begin(), open->holders.end(), [&, wanted = fd](const Holder& h) {
            return h.kind == HolderKind::Fd && h.fd == wanted && h.pid == static_cast<int>(shell.number(3));
        })) << fd;
    }
}

TEST_F(Cases, NumberOfANetworkNamespaceIsThatOfItsLinks) // C38
{
    SHELL_HOLD(shell, std::string(privateMounts) +
                          "ip netns add a && ip link add nsscope0 type veth peer name nsscope1 netns a && "
                          "touch $D/f && mount --bind /run/netns/a $D/f && ip netns del a || exit 1; "
                          "echo ready $(ino $D/f) $(ip -o link show nsscope0 | grep -o \"link-netnsid [0-9]*\" | "
                          "cut -d\" \" -f2); read x'");
    const Snapshot snapshot = scanNow();
    const NamespaceInfo* const named = find(snapshot, NsType::Net, shell.number(0));
    ASSERT_NE(named, nullptr);
    EXPECT_EQ(named->nsid, std::optional(static_cast<std::int32_t>(shell.number(1))));
}

TEST_F(Cases, UserNamespaceWithNothingButAChild) // C25
{
    SHELL_HOLD(shell, "exec unshare -Ur sh -c 'm=$(stat -Lc %i /proc/self/ns/user); "
                      "exec unshare -U sh -c \"echo ready $m \\$(stat -Lc %i /proc/self/ns/user); read x\"'");
    const Snapshot snapshot = scanNow();
    const NamespaceInfo* const middle = find(snapshot, NsType::User, shell.number(0));
    const NamespaceInfo* const inner = find(snapshot, NsType::User, shell.number(1));
    ASSERT_TRUE(middle && inner);
    EXPECT_FALSE(isHeld(*middle));
    EXPECT_TRUE(isHeld(*inner));
    EXPECT_EQ(inner->parent, NsLink::to(middle->ref));
    const NamespaceInfo* const ours = ofProcess(snapshot, NsType::User, static_cast<std::uint64_t>(::getpid()));
    ASSERT_NE(ours, nullptr);
    EXPECT_EQ(middle->parent, NsLink::to(ours->ref));
    EXPECT_TRUE(std::any_of(middle->holders.begin(), middle->holders.end(), [&](const Holder& h) {
        return h.kind == HolderKind::Child && h.related == inner->ref;
    }));
}

TEST_F(Cases, MountThatAPeerKept) // K09
{
    SHELL_HOLD(shell, std::string(privateMounts) +
                          "mount --make-shared $D; touch $D/f; unshare --net=$D/f true || exit 1; mkfifo $D/p; "
                          "unshare -m --propagation slave sh -c \"echo > /run/p; exec sleep 300\" & "
                          "read y < $D/p; n=$(ino $D/f); echo ready $n; read x; "
                          "mount --make-private $D; umount $D/f; echo ready; read x'");
    Snapshot snapshot = scanNow();
    const std::uint64_t inode = shell.number(0);
    ASSERT_NE(find(snapshot, NsType::Net, inode), nullptr);
    EXPECT_THAT(mountsOf(*find(snapshot, NsType::Net, inode)), ElementsAre("/run/f", "/run/f"));
    std::set<NsRef> mountNamespaces;
    for (const Holder& holder : find(snapshot, NsType::Net, inode)->holders) {
        if (holder.kind == HolderKind::BindMount && holder.related)
            mountNamespaces.insert(*holder.related);
    }
    EXPECT_EQ(mountNamespaces.size(), 2u) << "one of the script, one of the peer";
    shell.proceed();
    snapshot = scanNow();
    ASSERT_NE(find(snapshot, NsType::Net, inode), nullptr) << "the copy keeps it";
    EXPECT_THAT(mountsOf(*find(snapshot, NsType::Net, inode)), ElementsAre("/run/f"));
}
