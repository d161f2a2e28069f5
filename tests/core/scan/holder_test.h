// SPDX-License-Identifier: Apache-2.0
// What tests of single holders share: a scanner, a directory, and the questions to its snapshots.
#pragma once
#include "core/scan/scanner.h"
#include "core/witness/kernel_facts.h"
#include "core/witness/mechanism.h"
#include "tests/core/scan/find_namespace.h"
#include "tests/core/scan/held_namespace.h"

#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>

namespace nsscope
{

class Holders : public testing::Test
{
protected:
    void SetUp() override
    {
        m_dir = testing::TempDir() + "nsscope-XXXXXX";
        ASSERT_NE(::mkdtemp(m_dir.data()), nullptr);
    }
    void TearDown() override { std::filesystem::remove(m_dir); }

    Snapshot scan()
    {
        auto snapshot = m_scanner.scan();
        EXPECT_TRUE(snapshot);
        return snapshot ? std::move(*snapshot) : Snapshot{};
    }

    static const NamespaceInfo* find(const Snapshot& snapshot, const NsRef& ref)
    {
        for (const NamespaceInfo& info : snapshot.namespaces) {
            if (info.ref.type == ref.type && info.ref.inode == ref.inode)
                return &info;
        }
        return nullptr;
    }

    /// The only holder of the n-th namespace of `held`, checked for its kind. Another program that looks at
    /// namespaces just now may have it open for a moment; that is not what is tested here.
    static Holder only(const Snapshot& snapshot, const HeldNamespace& held, HolderKind kind,
                       std::size_t n = 0)
    {
        const NsRef ref = held.ref(n);
        const NamespaceInfo* const info = find(snapshot, ref);
        if (info == nullptr) {
            ADD_FAILURE() << linkText(ref) << " not found";
            return {};
        }
        std::vector<Holder> holders(info->holders.begin(), info->holders.end());
        std::erase_if(holders,
                      [&held](const Holder& h) { return h.kind == HolderKind::Fd && h.pid != held.pid(); });
        EXPECT_EQ(holders.size(), 1u) << linkText(ref);
        if (holders.empty())
            return {};
        EXPECT_EQ(holders.front().kind, kind) << holderKindName(holders.front().kind);
        EXPECT_EQ(isHeld(*info), isTask(kind));
        EXPECT_FALSE(info->initial);
        return holders.front();
    }

    /// The number is free in some scan; another program may use it for a moment.
    bool isAbsent(const NsRef& ref)
    {
        const Instant deadline = bootNow() + 5'000'000'000;
        while (find(scan(), ref) != nullptr) {
            if (bootNow() > deadline)
                return false;
        }
        return true;
    }

    /// `held` holds a namespace whose number nothing tells.
    static bool isHeldUnidentified(const Snapshot& snapshot, const HeldNamespace& held, NsType type, HolderKind kind)
    {
        const NamespaceInfo* const info = find(snapshot, {type, 0, 0, 0});
        return info != nullptr && std::any_of(info->holders.begin(), info->holders.end(), [&](const Holder& holder) {
                   return holder.kind == kind && holder.pid == held.pid();
               });
    }

    /// `pid` as a process is in one namespace of this type, and that is another than `notIn`.
    static bool isElsewhere(const Snapshot& snapshot, NsType type, int pid, const NsRef& notIn)
    {
        std::size_t found = 0;
        for (const NamespaceInfo& info : snapshot.namespaces) {
            const bool member = std::any_of(info.holders.begin(), info.holders.end(), [&](const Holder& h) {
                return h.kind == HolderKind::Process && h.pid == pid;
            });
            if (info.ref.type == type && member) {
                ++found;
                if (sameNumber(info.ref, notIn))
                    return false;
            }
        }
        return found == 1;
    }

    Scanner m_scanner;
    std::string m_dir;
};

/// What kernels before that cannot tell is not the scan's fault.
#define NEEDS(feature)                                                                                       \
    if (!kernelHas(KernelFeature::feature, runningKernel()))                                                 \
    GTEST_SKIP() << "needs " << kernelFrom(KernelFeature::feature)

#define HOLD(name, ...)                                                                                      \
    HeldNamespace name({__VA_ARGS__});                                                                       \
    if (!name.refused().empty())                                                                             \
    GTEST_SKIP() << name.refused()

} // namespace nsscope
