// SPDX-License-Identifier: Apache-2.0
// The witness on moments that a test makes up; that the kernel's are these is tried where its policy allows it (tests/vm).
#include "core/witness/bpf_witness.h"

#include <gmock/gmock.h>

using namespace nsscope;
using namespace testing;

namespace
{

constexpr std::uint32_t netCloneFlag = 0x40000000, pidCloneFlag = 0x20000000;

class BpfWitnessTest : public Test
{
protected:
    BpfWitnessTest()
        : witness([] { return Instant{0}; },
                  MomentFeed{[this] { return std::exchange(moments, {}); }, [this] { return lost; }, -1})
    {
    }
    void at(std::int64_t ns, ns_moment moment, std::uint32_t inum = 0, std::uint32_t flag = 0)
    {
        moments.push_back({static_cast<std::uint64_t>(ns), static_cast<std::uint32_t>(moment), flag, inum, 1});
    }
    /// "born 7 100..120"
    std::vector<std::string> told()
    {
        std::vector<std::string> lines;
        for (const Fact& fact : witness.collect({0})) {
            if (const auto* evidence = std::get_if<Evidence>(&fact)) {
                EXPECT_EQ(evidence->witness, "bpf");
                lines.push_back(std::string(evidenceKindName(evidence->kind)) + " " + std::to_string(evidence->ns.id) + " " +
                                std::to_string(evidence->when.from.ns) + ".." + std::to_string(evidence->when.to.ns));
            } else {
                lines.push_back("notice");
            }
        }
        return lines;
    }
    std::vector<ns_moment_record> moments;
    std::uint64_t lost = 0;
    BpfWitness witness;
    const NsRef net{NsType::Net, 4, 7, 70};
    const NsRef pid{NsType::Pid, 4, 8, 80};
};

} // namespace

TEST_F(BpfWitnessTest, TellsALifeFromItsNumberToItsNumber)
{
    at(100'000, NS_NUMBER_TAKEN, 7);
    EXPECT_THAT(told(), IsEmpty()) << "nobody has seen it yet";
    witness.watch(net, {150'000});
    EXPECT_THAT(told(), ElementsAre("born 70 100000..120000"));
    at(200'000, NS_PUT, 7, netCloneFlag);
    at(210'000, NS_CLEANUP_BEGINS, 0, netCloneFlag);
    at(300'000, NS_NUMBER_FREE, 7);
    EXPECT_THAT(told(), ElementsAre("obsolete 70 180000..200000", "teardown_started 70 210000..210000",
                                    "number_free 70 300000..320000"));
    at(400'000, NS_PUT, 7, netCloneFlag);
    at(410'000, NS_NUMBER_FREE, 7);
    EXPECT_THAT(told(), IsEmpty()) << "each life ends once";
}

TEST_F(BpfWitnessTest, OfManyPutsTheLastBeforeTheNumberWentIsTheEnd)
{
    witness.watch(pid, {50'000});
    at(100'000, NS_PUT, 8, pidCloneFlag);
    at(200'000, NS_PUT, 8, pidCloneFlag);
    EXPECT_THAT(told(), IsEmpty()) << "another may follow";
    at(210'000, NS_NUMBER_FREE, 8);
    EXPECT_THAT(told(), ElementsAre("obsolete 80 200000..210000", "number_free 80 210000..230000"));
}

TEST_F(BpfWitnessTest, TellsOfOneThatIsSeenAfterItDied)
{
    at(100'000, NS_NUMBER_TAKEN, 7);
    at(200'000, NS_PUT, 7, netCloneFlag);
    at(300'000, NS_NUMBER_FREE, 7);
    EXPECT_THAT(told(), IsEmpty());
    witness.watch(net, {150'000});
    EXPECT_THAT(told(), ElementsAre("born 70 100000..120000", "obsolete 70 180000..200000", "number_free 70 300000..320000"));
    witness.watch(net, {150'000});
    EXPECT_THAT(told(), IsEmpty());
}

TEST_F(BpfWitnessTest, ANumberThatWasTakenAgainIsAnotherLife)
{
    witness.watch(net, {50'000});
    at(100'000, NS_NUMBER_FREE, 7);
    at(200'000, NS_NUMBER_TAKEN, 7);
    EXPECT_THAT(told(), ElementsAre("number_free 70 100000..120000"));
    witness.watch(net, {50'000});
    EXPECT_THAT(told(), IsEmpty());
    at(300'000, NS_NUMBER_FREE, 7);
    EXPECT_THAT(told(), IsEmpty()) << "that is another's number";
    witness.watch({NsType::Net, 4, 7, 71}, {250'000});
    EXPECT_THAT(told(), ElementsAre("born 71 200000..220000", "number_free 71 300000..320000"));
}

TEST_F(BpfWitnessTest, AfterALossItForgetsAndSaysSo)
{
    witness.watch(net, {50'000});
    lost = 3;
    EXPECT_THAT(told(), ElementsAre("notice"));
    at(100'000, NS_PUT, 7, netCloneFlag);
    at(200'000, NS_NUMBER_FREE, 7);
    EXPECT_THAT(told(), IsEmpty()) << "the number may have been another's by then";
}

TEST(BpfWitness, SaysWhyItCannotAndWhatWouldHelp)
{
    BpfWitness none([] { return Instant{0}; }, failure("attach fentry/cleanup_net", {}, EPERM, "run it as root"));
    const WitnessInfo info = none.availability();
    EXPECT_EQ(info.name, "bpf");
    EXPECT_FALSE(info.available);
    EXPECT_THAT(info.reason, HasSubstr("EPERM"));
    EXPECT_EQ(info.remedy, "run it as root");
    none.watch({NsType::Net, 4, 7, 70}, {0});
    EXPECT_THAT(none.collect({0}), IsEmpty());
    EXPECT_EQ(none.descriptor(), -1);
}

TEST(BpfWitness, OfThisMachineWorksOrSaysWhyNot)
{
    BpfWitness here(bootNow, startMoments());
    const WitnessInfo info = here.availability();
    EXPECT_EQ(info.available, info.reason.empty());
    if (!info.available)
        GTEST_SKIP() << info.reason << "; " << info.remedy;
    EXPECT_GE(here.descriptor(), 0);
}
