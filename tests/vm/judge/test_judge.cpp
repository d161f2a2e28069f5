// SPDX-License-Identifier: Apache-2.0
// The kernel as judge: every life that nsscope tells of is held against what the kernel's own functions did, moment by
// moment, for each type, as root and as an ordinary user.
#include "tests/vm/judge/compare_lives.h"
#include "tests/vm/judge/judged_run.h"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <gmock/gmock.h>

using namespace nsscope;
using testing::IsEmpty;

namespace
{

struct Case
{
    NsType type = NsType::Net;
    bool asRoot = true;
};

class Judge : public testing::TestWithParam<Case>
{
protected:
    void SetUp() override
    {
        if (const std::string why = whyNoJudge(); !why.empty())
            GTEST_SKIP() << why;
    }
};

std::vector<Case> cases()
{
    std::vector<Case> all;
    for (const NsTypeRow& row : nsTypeTable()) {
        all.push_back({row.type, true});
        all.push_back({row.type, false});
    }
    return all;
}

std::string nameOf(const testing::TestParamInfo<Case>& info)
{
    return std::string(nsTypeName(info.param.type)) + (info.param.asRoot ? "AsRoot" : "AsUser");
}

/// What the kernel had on this number, for the message of a failure.
std::string allOn(std::uint64_t inode, const std::vector<KernelLife>& kernel)
{
    std::string text;
    for (const KernelLife& life : kernel) {
        if (life.inode == inode)
            text += fmt::format("\n  {} born {} last put {} free {} count {}",
                                life.type ? nsTypeName(*life.type) : "?", life.born.ns, life.lastPut.value_or(Instant{}).ns,
                                life.numberFree.value_or(Instant{}).ns, life.countBack.value_or(Instant{}).ns);
    }
    return text;
}

std::string whose(const Life& life)
{
    return linkText(life.ref) + ", life " + std::to_string(static_cast<std::uint32_t>(life.id));
}

/// The one before on the same number; null where it was there before the judge.
const KernelLife* before(const KernelLife& life, const std::vector<KernelLife>& kernel)
{
    const KernelLife* found = nullptr;
    for (const KernelLife& one : kernel) {
        if (one.inode == life.inode && one.born < life.born)
            found = &one;
    }
    return found;
}

/// What nsscope told of this number and of its steps and gauge, likewise.
std::string allToldOf(std::uint64_t inode, const std::vector<std::string>& lines)
{
    const std::string number = std::to_string(inode);
    std::string text;
    for (const std::string& line : lines) {
        const bool about = line.find(number) != line.npos || line.find(R"("fact":"step")") != line.npos ||
                           line.find(R"("fact":"quota")") != line.npos;
        if (about && line.find(R"("fact":"scan")") == line.npos)
            text += "\n  " + line.substr(0, 400);
    }
    return text;
}

} // namespace

TEST_P(Judge, AgreesLifeByLife)
{
    const auto [type, asRoot] = GetParam();
    const JudgedRun& run = judgedTrash(type, asRoot);
    ASSERT_EQ(run.failure, "");
    std::size_t judged = 0;
    std::size_t ended = 0;
    std::size_t freed = 0;
    for (const auto& life : run.frame->lives) {
        if (life->labRun < 0)
            continue;
        SCOPED_TRACE(whose(*life) + ", of those on its number:" + allOn(life->ref.inode, run.kernel));
        const KernelLife* const kernel = kernelLifeOf(*life, run.kernel);
        ASSERT_NE(kernel, nullptr) << "the kernel gave out no such number inside the step that is told to have made it";
        EXPECT_THAT(disagreements(*life, *kernel), IsEmpty()) << "nsscope told" << allToldOf(life->ref.inode, run.lines);
        judged += life->labPhase >= 0;
        ended += life->labPhase >= 0 && endOf(*life) != nullptr;
        freed += life->labPhase >= 0 && kernel->numberFree && *kernel->numberFree < run.over;
        // Whose number it took: the latest life that the kernel had on it, where nsscope knew that one at all.
        const KernelLife* const earlier = before(*kernel, run.kernel);
        const Life* const reused = run.frame->find(life->reuses);
        if (earlier == nullptr)
            continue;
        for (const auto& other : run.frame->lives) {
            if (other->labRun >= 0 && kernelLifeOf(*other, run.kernel) == earlier) {
                EXPECT_EQ(reused, other.get()) << "it reuses the number of " << whose(*other);
            }
        }
    }
    EXPECT_EQ(judged, 8u);
    EXPECT_EQ(ended > 0, freed > 0) << "the kernel freed " << freed << " before the run was over, the witnesses told of " << ended;
    std::printf("%s\n", figuresLine(run, type, asRoot ? "root" : "user").c_str());
}

INSTANTIATE_TEST_SUITE_P(Types, Judge, testing::ValuesIn(cases()), nameOf);
