// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/explain_references.h"

#include <gmock/gmock.h>

using namespace nsscope;
using namespace testing;

namespace
{

constexpr std::uint32_t netFlag = 0x40000000;
constexpr std::uint32_t inode = 4026532300;

ns_reference_row by(std::uint32_t kind, std::uint64_t what, std::uint32_t count, std::uint32_t place = 0)
{
    return {what, kind, place, inode, netFlag, count, 0, 0, 0};
}

ns_reference_row openFile(std::uint64_t file, std::uint32_t pid, std::uint32_t fd)
{
    return {file, NS_OPEN_FILE, 0, 0, 0, 0, pid, fd, 0};
}

Holder holder(HolderKind kind, int pid = 0, int fd = -1)
{
    Holder made;
    made.kind = kind;
    made.pid = pid;
    made.fd = fd;
    return made;
}

Snapshot netHeldBy(std::vector<Holder> holders)
{
    NamespaceInfo info;
    info.ref = {NsType::Net, 4, inode, 7};
    info.holders = std::move(holders);
    Snapshot snapshot;
    snapshot.namespaces.push_back(std::move(info));
    return snapshot;
}

std::optional<NsReferences> explained(const std::vector<ns_reference_row>& rows, std::vector<Holder> holders = {})
{
    Snapshot snapshot = netHeldBy(std::move(holders));
    const auto uncounted = explainReferences(rows, snapshot);
    const auto& references = snapshot.namespaces.front().references;
    EXPECT_NE(uncounted.empty(), !references) << "either is told";
    return references;
}

std::optional<UncountedReason> reason(const std::vector<ns_reference_row>& rows)
{
    Snapshot snapshot = netHeldBy({});
    const auto uncounted = explainReferences(rows, snapshot);
    return uncounted.empty() ? std::nullopt : std::optional(uncounted.front().reason);
}

NsReferences sum(std::uint32_t count, std::vector<ReferencePart> parts) { return {count, std::move(parts)}; }

} // namespace

TEST(ExplainReferences, TasksThatShareTheirSetOfNamespacesShareOne)
{
    EXPECT_EQ(explained({by(NS_BY_PROXY, 1, 2), by(NS_BY_PROXY, 1, 2), by(NS_BY_PROXY, 2, 2)}),
              sum(2, {{ReferenceKind::Tasks, 2}}));
}

TEST(ExplainReferences, TwoPointersOfOneSetAreTwo)
{
    EXPECT_EQ(explained({by(NS_BY_PROXY, 1, 2, 4), by(NS_BY_PROXY, 1, 2, 5)}), sum(2, {{ReferenceKind::Tasks, 2}}));
}

TEST(ExplainReferences, WhatIsNotMetIsUnexplained)
{
    const auto references = explained({by(NS_BY_PROXY, 1, 5), by(NS_BY_SOCKET, 9, 5), by(NS_BY_SOCKET, 8, 5)});
    ASSERT_TRUE(references);
    EXPECT_EQ(references->count, 5u);
    EXPECT_EQ(references->explained(), 3u);
}

TEST(ExplainReferences, ItsFileIsOneForAllAndExplainedOnlyByWhoHasIt)
{
    EXPECT_EQ(explained({by(NS_EXISTS, 7, 1)}), sum(1, {}));
    EXPECT_EQ(explained({by(NS_EXISTS, 7, 1)}, {holder(HolderKind::BindMount), holder(HolderKind::BindMount)}),
              sum(1, {{ReferenceKind::File, 1}}));
    EXPECT_EQ(explained({by(NS_EXISTS, 7, 1), by(NS_BY_INODE, 7, 1)}, {holder(HolderKind::Fd)}),
              sum(1, {{ReferenceKind::File, 1}}));
    EXPECT_EQ(explained({by(NS_EXISTS, 0, 1)}, {holder(HolderKind::Mark)}), sum(1, {{ReferenceKind::File, 1}}));
}

TEST(ExplainReferences, ADescriptorThatWasInheritedIsTheSameOpenFile)
{
    EXPECT_EQ(explained({by(NS_EXISTS, 0, 2), openFile(5, 10, 3), openFile(5, 11, 3), openFile(6, 11, 4)},
                        {holder(HolderKind::ProcFile, 10, 3), holder(HolderKind::ProcFile, 11, 3), holder(HolderKind::ProcFile, 11, 4)}),
              sum(2, {{ReferenceKind::ProcFiles, 2}}));
}

TEST(ExplainReferences, WhatTheWalkHoldsIsNotCounted)
{
    EXPECT_EQ(explained({by(NS_BY_WALK, 3, 2), by(NS_BY_PROXY, 1, 2)}), sum(1, {{ReferenceKind::Tasks, 1}}));
}

TEST(ExplainReferences, WhatChangedMeanwhileIsLeftForAnotherWalk)
{
    EXPECT_EQ(reason({by(NS_BY_PROXY, 1, 1), by(NS_BY_PROXY, 2, 2)}), UncountedReason::Changed) << "two counts";
    EXPECT_EQ(reason({by(NS_BY_PROXY, 1, 1), by(NS_BY_PROXY, 2, 1)}), UncountedReason::Changed) << "more than are counted";
    EXPECT_EQ(reason({by(NS_BY_PROXY, 1, 2), by(NS_BY_PROXY, 2, 2)}), std::nullopt);
}

TEST(ExplainReferences, KernelsThatCountEachTypeByItselfHaveNone)
{
    EXPECT_EQ(reason({by(NS_BY_PROXY, 1, 0)}), UncountedReason::ByType);
}

TEST(ExplainReferences, ANumberOfAnotherTypeIsAnother)
{
    ns_reference_row other = by(NS_BY_PROXY, 1, 1);
    other.clone_flag = 0x04000000;
    EXPECT_EQ(reason({other}), UncountedReason::Changed);
}

TEST(ExplainReferences, WhatTheKernelDoesNotCountIsNotTakenForOne)
{
    ns_reference_row initial = by(NS_BY_PROXY, 1, 1);
    initial.fixed = 1;
    EXPECT_EQ(reason({initial}), UncountedReason::Initial);
}

TEST(ExplainReferences, WhatNoWalkMeetsIsSaid)
{
    EXPECT_EQ(reason({}), UncountedReason::Unmet);
}
