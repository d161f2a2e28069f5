// SPDX-License-Identifier: Apache-2.0
// A network namespace that a socket alone keeps. From 6.19 on the kernel calls it inactive: it neither lists it nor opens
// it by handle, though it is alive. That must not be taken for its end.
#include "core/scan/scanner.h"
#include "core/witness/handle_witness.h"
#include "core/witness/kernel_facts.h"
#include "core/witness/ns_handle.h"
#include "tests/core/scan/held_namespace.h"

#include <algorithm>
#include <cerrno>
#include <gmock/gmock.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

using namespace nsscope;
using namespace testing;

namespace
{

constexpr long listNsCall = 470; // include/uapi/asm-generic/unistd.h

struct ListNsRequest // struct ns_id_req of include/uapi/linux/nsfs.h
{
    std::uint32_t size = 32;
    std::uint32_t spare = 0;
    std::uint64_t after = 0;
    std::uint32_t types = 0;
    std::uint32_t spare2 = 0;
    std::uint64_t owner = 0;
};
static_assert(sizeof(ListNsRequest) == 32);

/// Ids of all that the kernel lists; empty where it has no such call.
std::vector<std::uint64_t> listed()
{
    std::vector<std::uint64_t> ids(1024);
    ListNsRequest request;
    const long got = ::syscall(listNsCall, &request, ids.data(), ids.size(), 0);
    ids.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return ids;
}

const NamespaceInfo* find(const Snapshot& snapshot, const NsRef& ref)
{
    for (const NamespaceInfo& info : snapshot.namespaces) {
        if (info.ref.type == ref.type && info.ref.inode == ref.inode)
            return &info;
    }
    return nullptr;
}

} // namespace

TEST(Inactive, IsNotDestroyedWhileASocketKeepsIt)
{
    HeldNamespace held({"sock", "inet"});
    if (!held.refused().empty())
        GTEST_SKIP() << held.refused();
    Scanner scanner;
    const auto snapshot = scanner.scan();
    ASSERT_TRUE(snapshot);
    const NamespaceInfo* const info = find(*snapshot, held.ref());
    ASSERT_NE(info, nullptr);
    EXPECT_FALSE(isHeld(*info)) << "no task is in it";
    ASSERT_FALSE(info->holders.empty());
    EXPECT_EQ(info->holders.front().kind, HolderKind::Socket);
    const NsRef ref = info->ref;

    const HandleSupport support = readHandleSupport();
    if (support.meaning == HandleMeaning::Unsupported)
        GTEST_SKIP() << "this kernel has no handles, so it cannot mislead by them";
    const std::vector<std::uint64_t> ids = listed();
    const bool isListed = std::find(ids.begin(), ids.end(), ref.id) != ids.end();
    if (support.meaning == HandleMeaning::Reference) {
        EXPECT_EQ(touchByHandle(ref), 0);
    } else {
        EXPECT_EQ(touchByHandle(ref), ESTALE) << "the kernel counts no socket as a use";
        EXPECT_FALSE(isListed);
    }
    // A witness that took that for the end would tell it now.
    HandleWitness witness(bootNow, support);
    witness.watch(ref, bootNow());
    witness.expect(ref, bootNow());
    EXPECT_THAT(witness.collect(bootNow()), IsEmpty());
    const auto again = scanner.scan();
    ASSERT_TRUE(again);
    EXPECT_NE(find(*again, ref), nullptr) << "it is still found, by its socket";
}
