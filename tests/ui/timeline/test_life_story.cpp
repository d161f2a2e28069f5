// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sample_frame.h"
#include "ui/timeline/life_story.h"

#include <gtest/gtest.h>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

std::string storyOf(int id)
{
    const FramePtr frame = sampleTrashFrame();
    return lifeStory(*frame->find(static_cast<LifeId>(id)), *frame).toStdString();
}

} // namespace

TEST(LifeStory, aWholeLifeOfAnExperiment)
{
    EXPECT_EQ(storyOf(22),
              "net +338 (4026532178): born at +50.600 ms (the experiment) as number 1 of the phase \"slow\"; left at +550.600 ms "
              "(the experiment); last reference gone at +550.680 ms (file handle); teardown began at +550.640 ms (kernel work queue); "
              "number free 34.4 ms later (number allocator); destroyed 35.4 ms later (quota); "
              "its number was taken again at +1.051 s.");
}

TEST(LifeStory, aLifeThatGoesOn)
{
    EXPECT_EQ(storyOf(29), "net +613 (4026532453): born at +2.581 s (the experiment) as number 4 of the phase \"fast\"; still kept "
                           "alive by process 4711 nsscope-lab.");
}

TEST(LifeStory, theHostsOwn)
{
    EXPECT_EQ(storyOf(1), "cgroup -5 (4026531835): was there before the recording began; still kept alive by process 1 systemd "
                          "and 2 more.");
    EXPECT_EQ(storyOf(13), "uts +264 (4026532104): was there before the recording began; still kept alive by mount /run/netns/blue.");
}

TEST(LifeStory, claimsNoMoreThanTheScanKnows)
{
    Frame frame;
    frame.last = {5'000'000'000};
    Life life;
    life.ref = {NsType::Uts, 4, 4026532000, 0};
    life.born = {{{0}, {500'000'000}}, "scan"};
    life.vanished = Interval{{1'000'000'000}, {1'500'000'000}};
    EXPECT_EQ(lifeStory(life, frame).toStdString(),
              "uts +160 (4026532000): born between +0.000 ms and +500.000 ms (scan); not seen any more between +1.000 s and "
              "+1.500 s (scan); no holder is seen any more, and no witness has told whether it is gone.");
}

TEST(LifeStory, foreignBytesAreEscapedAndContradictionsTold)
{
    Frame frame;
    frame.last = {5'000'000'000};
    Life life;
    life.ref = {NsType::Uts, 4, 4026532000, 0};
    life.born = {{{0}, {0}}, "scan"};
    Holder holder;
    holder.kind = HolderKind::Process;
    holder.pid = 7;
    holder.comm = "a\x1b[31m\xff";
    life.holders.push_back({holder, {0}, std::nullopt});
    life.contradictions = {"quota says gone, handle says alive"};
    const QString story = lifeStory(life, frame);
    EXPECT_FALSE(story.contains(QChar(0x1b)));
    EXPECT_TRUE(story.contains(QLatin1String("witnesses disagree: quota says gone, handle says alive"))) << story.toStdString();
}
