// SPDX-License-Identifier: Apache-2.0
// A network namespace that a socket alone keeps. From 6.19 on the kernel calls it inactive: it neither lists it nor opens
// it by handle, though it is alive. That must not be taken for its end. And the scan beside the kernel's own list.
#include "core/scan/scanner.h"
#include "core/witness/handle_witness.h"
#include "core/witness/kernel_facts.h"
#include "core/witness/ns_handle.h"
#include "tests/core/scan/held_namespace.h"

#include <algorithm>
#include <cerrno>
#include <gmock/gmock.h>
#include <iterator>
#include <memory>
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

/// Ids of all that the kernel lists, ascending; empty where it has no such call.
std::vector<std::uint64_t> listed()
{
    constexpr std::size_t page = 256;
    std::vector<std::uint64_t> ids;
    for (ListNsRequest request;;) {
        const std::size_t before = ids.size();
        ids.resize(before + page);
        const long got = ::syscall(listNsCall, &request, ids.data() + before, page, 0);
        ids.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got <= 0)
            break;
        request.after = ids.back();
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

/// The kernel counts it as a use, so it lists the namespace (include/linux/ns_common.h, __ns_ref_active).
bool isUse(const Holder& holder)
{
    using enum HolderKind;
    const auto uses = {Process, Thread, ForChildren, Fd, BindMount};
    return !holder.ended && std::find(uses.begin(), uses.end(), holder.kind) != uses.end();
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

TEST(Inactive, TheScanFindsAllThatTheKernelListsAndExplainsTheRest) // C60
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "the kernel lists what others own to root only";
    if (listed().empty())
        GTEST_SKIP() << "listns(2) needs " << kernelFrom(KernelFeature::ListNs);
    std::vector<std::unique_ptr<HeldNamespace>> held;
    for (const std::vector<std::string>& kind : std::vector<std::vector<std::string>>{
             {"thread"}, {"fd", "net"}, {"sock", "inet"}, {"owned"}, {"for-children", "time"}, {"bind", "/tmp"}})
        held.push_back(std::make_unique<HeldNamespace>(kind));
    const std::vector<std::uint64_t> before = listed();
    const auto snapshot = Scanner().scan();
    const std::vector<std::uint64_t> after = listed();
    ASSERT_TRUE(snapshot);
    std::vector<std::uint64_t> theirs; // what came or went meanwhile proves nothing
    std::set_intersection(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(theirs));
    for (const std::uint64_t id : theirs) {
        EXPECT_TRUE(std::any_of(snapshot->namespaces.begin(), snapshot->namespaces.end(),
                                [&](const NamespaceInfo& info) { return info.ref.id == id; }))
            << "id " << id << " is listed by the kernel alone";
    }
    std::size_t alone = 0;
    for (const NamespaceInfo& info : snapshot->namespaces) {
        if (info.ref.id == 0 || std::binary_search(before.begin(), before.end(), info.ref.id) ||
            std::binary_search(after.begin(), after.end(), info.ref.id))
            continue;
        ++alone;
        EXPECT_TRUE(std::none_of(info.holders.begin(), info.holders.end(), isUse))
            << linkText(info.ref) << " is in use, and the kernel does not list it";
        EXPECT_FALSE(info.holders.empty()) << linkText(info.ref);
    }
    EXPECT_GE(alone, 1u) << "what a socket alone keeps";
}
