// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/units.h"
#include "ui/timeline/scale_ticks.h"
#include "ui/timeline/time_window.h"

#include <gmock/gmock.h>
#include <random>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

Interval span(std::int64_t fromMs, std::int64_t toMs) { return {{fromMs * ms}, {toMs * ms}}; }

/// A slow phase of two seconds, a pause of half a second, a fast phase of a tenth of a second, three seconds after.
TimeScale slowAndFast() { return TimeScale({span(100, 2'100), span(2'600, 2'700)}, span(0, 5'700)); }

std::string texts(const std::vector<Tick>& ticks)
{
    std::string all;
    for (const Tick& tick : ticks)
        all += (all.empty() ? "" : "|") + tick.label.toStdString();
    return all;
}

std::vector<Tick> ticksAt(const TimeScale& scale, double width, double from, double to, std::optional<Instant> zero = {})
{
    return ticksOf(scale, from, to, width / (to - from), [](const QString& s) { return 7.0 * static_cast<double>(s.size()); }, zero);
}

} // namespace

TEST(TimeScale, givesEachPhaseOneUnitAndTheRestAGap)
{
    const TimeScale scale = slowAndFast();
    EXPECT_DOUBLE_EQ(scale.toX({100 * ms}), 0);
    EXPECT_DOUBLE_EQ(scale.toX({1'100 * ms}), 0.5);
    EXPECT_DOUBLE_EQ(scale.toX({2'100 * ms}), 1);
    EXPECT_DOUBLE_EQ(scale.toX({2'600 * ms}), 1 + TimeScale::gapWidth);
    EXPECT_DOUBLE_EQ(scale.toX({2'650 * ms}), 1.5 + TimeScale::gapWidth);
    EXPECT_DOUBLE_EQ(scale.xBegin(), -TimeScale::gapWidth);
    EXPECT_DOUBLE_EQ(scale.xEnd(), 2 + 2 * TimeScale::gapWidth);
}

TEST(TimeScale, continuesBeyondBothEnds)
{
    const TimeScale scale = TimeScale::linear(span(1'000, 3'000));
    EXPECT_DOUBLE_EQ(scale.toX({0}), -0.5);
    EXPECT_DOUBLE_EQ(scale.toX({4'000 * ms}), 1.5);
    EXPECT_EQ(scale.toInstant(-0.5).ns, 0);
    EXPECT_EQ(scale.toInstant(1.5).ns, 4'000 * ms);
    // Moments that the clock cannot hold end at its ends.
    EXPECT_GT(scale.toInstant(1e30).ns, 1'000'000'000'000'000'000);
    EXPECT_LT(scale.toInstant(-1e30).ns, -1'000'000'000'000'000'000);
}

TEST(TimeScale, cutsOverlapsAndWidensEmptySpans)
{
    const TimeScale scale({span(0, 100), span(50, 150), span(150, 150)}, span(0, 150));
    ASSERT_EQ(scale.segments().size(), 3u);
    EXPECT_EQ(scale.segments()[1].span.from.ns, 100 * ms);
    EXPECT_GT(scale.segments()[2].span.to, scale.segments()[2].span.from);
}

TEST(TimeScale, aGapWithoutTimeIsOneMoment)
{
    const TimeScale scale({span(0, 100), span(100, 200)}, span(0, 200));
    EXPECT_EQ(scale.toInstant(1 + TimeScale::gapWidth / 2).ns, 100 * ms);
    EXPECT_DOUBLE_EQ(scale.toX({100 * ms}), 1 + TimeScale::gapWidth);
}

TEST(TimeScale, roundTripsAndKeepsOrder)
{
    std::mt19937_64 random(4026531840);
    for (int round = 0; round < 200; ++round) {
        std::vector<Interval> spans;
        std::int64_t t = static_cast<std::int64_t>(random() % 1'000'000'000'000'000);
        const std::int64_t begin = t;
        for (std::size_t i = 0; i < 1 + random() % 8; ++i) {
            const std::int64_t from = t + static_cast<std::int64_t>(random() % 3 * (random() % 1'000'000'000));
            t = from + 1'000 + static_cast<std::int64_t>(random() % (random() % 2 ? 1'000'000 : 10'000'000'000));
            spans.push_back({{from}, {t}});
        }
        const TimeScale scale(spans, {{begin - 5}, {t + static_cast<std::int64_t>(random() % 1'000'000'000)}});
        double lastX = -1e9;
        for (std::int64_t at = begin - 100; at < t + 1'000; at += std::max<std::int64_t>(1, (t - begin) / 97)) {
            const double x = scale.toX({at});
            EXPECT_GT(x, lastX);
            lastX = x;
            EXPECT_LE(std::abs(scale.toInstant(x).ns - at), 2) << "at " << at;
        }
    }
}

TEST(ScaleTicks, countFromEachSegmentInItsUnit)
{
    const TimeScale scale = slowAndFast();
    EXPECT_EQ(texts(ticksAt(scale, 700, -0.03, 2.06)), "0 s|0.5 s|1 s|1.5 s|2 s|0 ms|25 ms|50 ms|75 ms|100 ms");
}

TEST(ScaleTicks, fewerWhereThereIsNoRoom)
{
    EXPECT_EQ(texts(ticksAt(slowAndFast(), 300, -0.03, 2.06)), "0 s|1 s|2 s|0 ms|50 ms|100 ms");
    EXPECT_EQ(texts(ticksAt(slowAndFast(), 10, -0.03, 2.06)), "0 s|0 ms");
}

TEST(ScaleTicks, zoomedInTellsDigitsThatDiffer)
{
    const TimeScale scale = TimeScale::linear(span(0, 2'000));
    // A window of 40 microseconds, 1.5 s after the start.
    EXPECT_EQ(texts(ticksAt(scale, 400, scale.toX({1'500 * ms}), scale.toX({1'500 * ms + 40'000}))),
              "1.5 s|1.50001 s|1.50002 s|1.50003 s|1.50004 s");
}

TEST(ScaleTicks, longTimesAsClock)
{
    const TimeScale scale = TimeScale::linear(span(0, 600'000));
    EXPECT_EQ(texts(ticksAt(scale, 700, 0, 1)), "0:00|1:00|2:00|3:00|4:00|5:00|6:00|7:00|8:00|9:00|10:00");
    const TimeScale hours = TimeScale::linear(span(0, 7'200'000));
    EXPECT_EQ(texts(ticksAt(hours, 500, 0, 1)), "0:00:00|0:30:00|1:00:00|1:30:00|2:00:00");
}

TEST(ScaleTicks, countFromAGivenZero)
{
    const TimeScale scale = TimeScale::linear(span(0, 2'000));
    EXPECT_EQ(texts(ticksAt(scale, 400, 0, 1, Instant{1'000 * ms})), "-1 s|-0.5 s|0 s|0.5 s|1 s");
}

class TimeWindowTest : public testing::Test
{
protected:
    TimeWindow m_window;
    void SetUp() override { m_window.setScale(slowAndFast(), {2'700 * ms}, -0.05, 2.1); }
};

TEST_F(TimeWindowTest, fitsUntilMoved)
{
    EXPECT_DOUBLE_EQ(m_window.from(), -0.05);
    EXPECT_TRUE(m_window.following());
    m_window.setScale(TimeScale::linear(span(0, 1'000)), {1'000 * ms}, 0, 1);
    EXPECT_DOUBLE_EQ(m_window.to(), 1);
    m_window.panBy(-0.1);
    EXPECT_FALSE(m_window.following());
    m_window.fit();
    EXPECT_TRUE(m_window.following());
    EXPECT_DOUBLE_EQ(m_window.from(), 0);
}

TEST_F(TimeWindowTest, zoomKeepsThePlaceUnderThePointer)
{
    const double x = 1.3;
    const double share = (x - m_window.from()) / m_window.width();
    m_window.zoomAt(x, 0.25);
    EXPECT_NEAR((x - m_window.from()) / m_window.width(), share, 1e-12);
}

TEST_F(TimeWindowTest, aScaleThatGrowsDoesNotMoveWhatIsSeen)
{
    m_window.show(span(500, 1'000));
    m_window.setScale(TimeScale({span(100, 2'100), span(2'600, 9'700)}, span(0, 9'700)), {9'700 * ms}, 0, 2);
    EXPECT_NEAR(static_cast<double>(m_window.scale().toInstant(m_window.from()).ns), 500.0 * ms, 10);
    EXPECT_NEAR(static_cast<double>(m_window.scale().toInstant(m_window.to()).ns), 1'000.0 * ms, 10);
}

TEST_F(TimeWindowTest, followsWithItsWidth)
{
    m_window.setScale(TimeScale::linear(span(0, 1'000)), {500 * ms}, 0, 1);
    m_window.zoomAt(0.5, 0.2);
    ASSERT_TRUE(m_window.following());
    const double width = m_window.width();
    const double distance = m_window.to() - 0.5;
    m_window.setScale(TimeScale::linear(span(0, 1'000)), {800 * ms}, 0, 1);
    EXPECT_NEAR(m_window.width(), width, 1e-12);
    EXPECT_NEAR(m_window.to() - 0.8, distance, 1e-12);
}

TEST_F(TimeWindowTest, cannotGetLost)
{
    m_window.panBy(1e6);
    EXPECT_LT(m_window.from(), m_window.scale().xEnd());
    m_window.panBy(-1e9);
    EXPECT_GT(m_window.to(), m_window.scale().xBegin());
    for (int i = 0; i < 400; ++i)
        m_window.zoomAt(0.5, 0.5);
    EXPECT_GT(m_window.width(), 0);
    for (int i = 0; i < 400; ++i)
        m_window.zoomAt(0.5, 2);
    EXPECT_LT(m_window.width(), 10);
}

TEST_F(TimeWindowTest, revealsAsLittleAsNeeded)
{
    m_window.reveal({1'000 * ms});
    EXPECT_TRUE(m_window.fitted());
    m_window.show(span(100, 600));
    m_window.reveal({2'000 * ms});
    EXPECT_TRUE(m_window.contains({2'000 * ms}));
}
