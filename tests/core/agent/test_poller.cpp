// SPDX-License-Identifier: Apache-2.0
#include "core/agent/poller.h"

#include <fcntl.h>
#include <gmock/gmock.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::IsEmpty;

namespace
{

std::pair<UniqueFd, UniqueFd> makePipe()
{
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

} // namespace

TEST(Poller, TellsWhichDescriptorIsReadable)
{
    const auto [read, write] = makePipe();
    auto poller = Poller::make();
    ASSERT_TRUE(poller);
    ASSERT_TRUE(poller->add(read.get(), 7));
    ASSERT_EQ(::write(write.get(), "x", 1), 1);
    EXPECT_THAT(poller->wait(std::nullopt).value(), ElementsAre(7));
    poller->remove(read.get());
    EXPECT_THAT(poller->wait(bootNow() + 1000).value(), IsEmpty());
}

TEST(Poller, WaitsForWhatIsUrgentAlone)
{
    const auto [read, write] = makePipe();
    auto poller = Poller::make();
    ASSERT_TRUE(poller);
    ASSERT_TRUE(poller->add(read.get(), 7, Poller::For::All));
    ASSERT_EQ(::write(write.get(), "x", 1), 1);
    const Instant until = bootNow() + 3'000'000;
    EXPECT_THAT(poller->wait(until, Poller::For::Urgent).value(), IsEmpty());
    EXPECT_GE(bootNow(), until);
    EXPECT_THAT(poller->wait(std::nullopt).value(), ElementsAre(7)) << "it has not gone";
    ASSERT_TRUE(poller->add(read.get(), 7).error().code == EEXIST);
    poller->remove(read.get());
    ASSERT_TRUE(poller->add(read.get(), 8));
    EXPECT_THAT(poller->wait(std::nullopt, Poller::For::Urgent).value(), ElementsAre(8));
}

TEST(Poller, WakesAtTheMomentAndNotBefore)
{
    auto poller = Poller::make();
    ASSERT_TRUE(poller);
    const Instant until = bootNow() + 3'000'000;
    EXPECT_THAT(poller->wait(until).value(), IsEmpty());
    EXPECT_GE(bootNow(), until);
    EXPECT_THAT(poller->wait(Instant{0}).value(), IsEmpty()) << "a moment long past is due at once";
}

TEST(Poller, FilesThatCannotBeWaitedForAreAlwaysReady)
{
    const UniqueFd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    auto poller = Poller::make();
    ASSERT_TRUE(poller);
    ASSERT_TRUE(poller->add(null.get(), 3));
    EXPECT_THAT(poller->wait(std::nullopt).value(), ElementsAre(3));
}
