// SPDX-License-Identifier: Apache-2.0
// A second look at the running kernel, of one process or of what changed since, tells the same as a full one.
#include "core/scan/scanner.h"
#include "tests/core/scan/find_namespace.h"
#include "tests/core/scan/held_namespace.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <memory>
#include <tuple>

using namespace nsscope;

namespace
{

/// What is the same however often it is looked at. Other programs that look at namespaces just now may have
/// this one open for a moment: only descriptors of `pid` count.
std::string brief(const NamespaceInfo& info, int pid)
{
    std::string text = linkText(info.ref) + " #" + std::to_string(info.ref.id) + " of " +
                       linkText(info.owner.ref) + " in " + linkText(info.parent.ref);
    for (const Holder& holder : info.holders) {
        if (holder.kind == HolderKind::Fd && holder.pid != pid)
            continue;
        text += std::string(", ") + std::string(holderKindName(holder.kind)) + ' ' +
                std::to_string(holder.pid) + '/' + std::to_string(holder.tid) + '/' +
                std::to_string(holder.fd) + ' ' + holder.comm + holder.path.get();
    }
    for (const std::string& name : info.names)
        text += ", named " + name;
    return text;
}

} // namespace

TEST(RescanProcess, SeesWhatOneProcessChanged)
{
    Scanner scanner;
    const auto before = scanner.scan();
    ASSERT_TRUE(before);
    HeldNamespace held({"thread"});
    if (!held.refused().empty())
        GTEST_SKIP() << held.refused();
    EXPECT_EQ(find(*before, held.ref().type, held.ref().inode), nullptr);

    const Snapshot with = scanner.rescanProcess(*before, held.pid());
    const NamespaceInfo* const info = find(with, held.ref().type, held.ref().inode);
    ASSERT_NE(info, nullptr);
    EXPECT_EQ(info->threads, 1u);
    EXPECT_NE(info->owner.kind, NsLink::Kind::Unknown);
    const int pid = held.pid();
    held.end();

    const Snapshot without = scanner.rescanProcess(with, pid);
    EXPECT_EQ(find(without, info->ref.type, info->ref.inode), nullptr);
    for (const NamespaceInfo& left : without.namespaces) {
        EXPECT_TRUE(std::none_of(left.holders.begin(), left.holders.end(),
                                 [&](const Holder& h) { return h.pid == pid; }));
    }
    EXPECT_EQ(without.tasks, before->tasks);
}

TEST(IncrementalScan, AgreesWithAFullOneAmongChanges)
{
    Scanner incremental;
    ASSERT_TRUE(incremental.scan());
    const std::vector<std::vector<std::string>> kinds = {
        {"fd"},       {"thread"}, {"sock", "inet"}, {"opath"},      {"mark"},
        {"fd-table"}, {"owned"},  {"bind", "/tmp"}, {"thread-mnt"}, {"for-children", "time"}};
    std::vector<std::unique_ptr<HeldNamespace>> held;
    for (int round = 0; round < 30; ++round) {
        const std::vector<std::string>& kind = kinds[static_cast<std::size_t>(round) % kinds.size()];
        if (kind.front() == "mark" && !kernelGivesIds())
            continue;
        held.push_back(std::make_unique<HeldNamespace>(kind));
        if (!held.back()->refused().empty())
            GTEST_SKIP() << held.back()->refused();
        if (round % 3 == 2)
            held.erase(held.begin() + round % 2);
        ScanOptions full;
        full.incremental = false;
        const auto a = incremental.scan();
        const auto b = Scanner(full).scan();
        ASSERT_TRUE(a && b);
        for (const auto& holder : held) {
            const NamespaceInfo* const quick = find(*a, holder->ref().type, holder->ref().inode);
            const NamespaceInfo* const slow = find(*b, holder->ref().type, holder->ref().inode);
            ASSERT_TRUE(quick != nullptr && slow != nullptr)
                << linkText(holder->ref()) << " in round " << round;
            EXPECT_EQ(brief(*quick, holder->pid()), brief(*slow, holder->pid())) << "round " << round;
        }
        const NamespaceInfo* const self = find(*a, NsType::Uts, 0xEFFFFFFE);
        ASSERT_NE(self, nullptr);
        EXPECT_EQ(self->owner.kind, NsLink::Kind::Ref);
    }
}

TEST(IncrementalScan, SeesATaskThatChangesBetweenScans)
{
    Scanner scanner;
    HeldNamespace held({"in-flight"});
    if (!held.refused().empty())
        GTEST_SKIP() << held.refused();
    for (int i = 0; i < 3; ++i) {
        const auto snapshot = scanner.scan();
        ASSERT_TRUE(snapshot);
        ASSERT_NE(find(*snapshot, held.ref().type, held.ref().inode), nullptr);
    }
    held.proceed();
    const auto snapshot = scanner.scan();
    ASSERT_TRUE(snapshot);
    const NamespaceInfo* const info = find(*snapshot, held.ref().type, held.ref().inode);
    EXPECT_TRUE(info == nullptr || info->holders.front().kind == HolderKind::Unknown);
}

TEST(RescanProcess, KeepsWhatTheProcessHoldsByDescriptorOrMount)
{
    Scanner scanner;
    const auto before = scanner.scan();
    ASSERT_TRUE(before);
    for (const auto& [kind, argument, expected] :
         {std::tuple{"fd", "uts", HolderKind::Fd}, std::tuple{"sock", "inet", HolderKind::Socket},
          std::tuple{"mark", "", HolderKind::Mark}, std::tuple{"bind", "/tmp", HolderKind::BindMount}}) {
        if (expected == HolderKind::Mark && !kernelGivesIds())
            continue;
        HeldNamespace held({kind, argument});
        if (!held.refused().empty())
            GTEST_SKIP() << held.refused();
        Snapshot snapshot = scanner.rescanProcess(*before, held.pid());
        for (int i = 0; i < 2; ++i) {
            const NamespaceInfo* const info = find(snapshot, held.ref().type, held.ref().inode);
            ASSERT_NE(info, nullptr) << kind;
            EXPECT_TRUE(std::any_of(info->holders.begin(), info->holders.end(),
                                    [want = expected](const Holder& h) { return h.kind == want; }))
                << kind;
            EXPECT_EQ(info->ref.id != 0u, kernelGivesIds()) << kind;
            snapshot = scanner.rescanProcess(snapshot, held.pid());
        }
    }
}
