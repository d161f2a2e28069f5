// SPDX-License-Identifier: Apache-2.0
// A trace that is torn, late, out of order, lost in part or endless, and a tracefs that is not there: what can be told
// is told, nothing else is, and what is missing is said.
#include "core/witness/workqueue_witness.h"
#include "tests/core/witness/namespace_task.h"
#include "tests/units.h"

#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace nsscope;
using namespace testing;

namespace
{

/// A witness whose kernel writes what the test says.
class FakeTrace
{
public:
    FakeTrace()
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
            ::abort();
        m_write.reset(ends[1]);
        ::fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
        m_witness = std::make_unique<WorkqueueWitness>([this] { return now; }, log,
                                                       TraceInstance::reading(UniqueFd(ends[0])));
    }

    void write(std::string_view text)
    {
        ASSERT_EQ(::write(m_write.get(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
    }
    void close() { m_write.reset(); }

    /// One step of cleanup_net, `at` after the beginning.
    static std::string line(const char* step, std::int64_t at, unsigned work = 0x5ad1)
    {
        const bool queued = std::string_view(step) == "queue_work";
        const std::int64_t t = begin + at;
        return fmt::format("{:>16}-{:<7} [001] d..1. {:>5}.{:06}: workqueue_{}: work struct{}{:016x}{} {}cleanup_net\n",
                           "kworker/u8:3", 20300, t / 1'000'000'000, t / 1'000 % 1'000'000, step, queued ? "=" : " ", work,
                           queued ? "" : ":", queued ? "function=" : "function ");
    }
    static std::string run(std::int64_t queued, std::int64_t start, std::int64_t end)
    {
        return line("queue_work", queued) + line("execute_start", start) + line("execute_end", end);
    }

    std::vector<Fact> collect(std::int64_t at)
    {
        now = {begin + at};
        std::vector<Fact> facts = m_witness->collect(now);
        for (const Fact& fact : facts) {
            if (const auto* evidence = std::get_if<Evidence>(&fact)) {
                EXPECT_LE(evidence->when.from, evidence->when.to);
            }
            if (const auto* cleanup = std::get_if<Cleanup>(&fact)) {
                EXPECT_LE(cleanup->queued, cleanup->start);
                EXPECT_LE(cleanup->start, cleanup->end);
            }
        }
        return facts;
    }
    void obsolete(std::int64_t from, std::int64_t to)
    {
        log->add({EvidenceKind::Obsolete, someNet, {{begin + from}, {begin + to}}, "handle"});
    }

    static constexpr std::int64_t begin = 1'619'000'000'000;
    Instant now{begin};
    std::shared_ptr<DeathLog> log = std::make_shared<DeathLog>();

private:
    UniqueFd m_write;
    std::unique_ptr<WorkqueueWitness> m_witness;
};

template <class T> std::size_t count(const std::vector<Fact>& facts)
{
    return static_cast<std::size_t>(
        std::count_if(facts.begin(), facts.end(), [](const Fact& fact) { return std::holds_alternative<T>(fact); }));
}

class EmptyFolder : public Test
{
protected:
    EmptyFolder()
    {
        char name[] = "/tmp/nsscope-fake-tracefs-XXXXXX";
        path = ::mkdtemp(name);
    }
    ~EmptyFolder() override { std::filesystem::remove_all(path); }
    UniqueFd open() const { return UniqueFd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); }

    std::filesystem::path path;
};

} // namespace

TEST(LyingTrace, ALineThatComesInPiecesIsOne)
{
    FakeTrace trace;
    const std::string text = FakeTrace::run(ms, 2 * ms, 30 * ms);
    for (std::size_t cut = 0; cut < text.size(); cut += 37) {
        trace.write(std::string_view(text).substr(cut, 37));
        const auto facts = trace.collect(40 * ms);
        EXPECT_EQ(count<Cleanup>(facts), cut + 37 >= text.size() ? 1u : 0u) << cut;
    }
}

TEST(LyingTrace, ALineOfAMegabyteHidesNoOther)
{
    FakeTrace trace;
    trace.write(FakeTrace::line("queue_work", ms));
    std::size_t runs = 0;
    const std::string piece(100'000, 'x');
    for (int i = 0; i < 12; ++i) {
        trace.write(piece);
        runs += count<Cleanup>(trace.collect(2 * ms));
    }
    trace.write("\n" + FakeTrace::line("execute_start", 2 * ms) + FakeTrace::line("execute_end", 30 * ms));
    runs += count<Cleanup>(trace.collect(40 * ms));
    EXPECT_EQ(runs, 1u);
}

TEST(LyingTrace, NonsenseBetweenLinesChangesNothing)
{
    FakeTrace trace;
    trace.obsolete(900 * us, 1100 * us);
    std::string text;
    for (const char* step : {"queue_work", "execute_start", "execute_end"}) {
        const std::int64_t at = std::string_view(step) == "queue_work" ? 1 : std::string_view(step) == "execute_start" ? 2 : 30;
        text += "\n\n" + std::string("\0\xff\x1b[2J", 6) + "\n" + "CPU:1 [LOST" + "\n" + FakeTrace::line(step, at * ms);
        text += FakeTrace::line(step, at * ms).substr(0, 60) + "\n";
    }
    trace.write(text);
    const auto facts = trace.collect(100 * ms);
    EXPECT_EQ(count<Cleanup>(facts), 1u);
    EXPECT_EQ(count<Evidence>(facts), 3u);
    EXPECT_EQ(count<Notice>(facts), 0u);
}

TEST(LyingTrace, LostEventsAreSaidAndNothingIsGuessedFromTheRest)
{
    FakeTrace trace;
    EXPECT_EQ(trace.collect(0).size(), 0u);
    trace.obsolete(900 * us, 1100 * us);
    trace.write(FakeTrace::line("queue_work", ms) + "CPU:1 [LOST 12 EVENTS]\n" + FakeTrace::line("execute_end", 30 * ms));
    const auto facts = trace.collect(40 * ms);
    ASSERT_EQ(count<Notice>(facts), 1u);
    EXPECT_EQ(facts.size(), 1u) << "no run and no death";
    const auto& notice = std::get<Notice>(facts.front());
    EXPECT_THAT(notice.text, HasSubstr("threw trace events away"));
    EXPECT_EQ(notice.level, Notice::Level::Warning);
    trace.write("CPU:0 [LOST 99 EVENTS]\nCPU:0 [LOST 99 EVENTS]\n");
    EXPECT_EQ(count<Notice>(trace.collect(50 * ms)), 0u) << "said a moment ago";
    // What comes after a loss is told again.
    trace.obsolete(99 * ms, 101 * ms);
    trace.write(FakeTrace::run(100 * ms, 100 * ms + 40 * us, 130 * ms));
    const auto after = trace.collect(200 * ms);
    EXPECT_EQ(count<Cleanup>(after), 1u);
    EXPECT_EQ(count<Evidence>(after), 3u);
    trace.write("CPU:0 [LOST 1 EVENTS]\n");
    EXPECT_EQ(count<Notice>(trace.collect(20'000 * ms)), 1u) << "long after the first";
}

TEST(LyingTrace, StepsOutOfOrderMakeNoRun)
{
    FakeTrace trace;
    trace.obsolete(900 * us, 1100 * us);
    trace.write(FakeTrace::run(30 * ms, 2 * ms, 40 * ms));  // started before it was queued
    trace.write(FakeTrace::run(50 * ms, 51 * ms, 45 * ms)); // ended before it began
    trace.write(FakeTrace::line("execute_end", 60 * ms) + FakeTrace::line("execute_end", 61 * ms));
    EXPECT_EQ(trace.collect(70 * ms).size(), 0u);
    trace.write(FakeTrace::run(80 * ms, 81 * ms, 110 * ms));
    EXPECT_EQ(count<Cleanup>(trace.collect(120 * ms)), 1u);
}

TEST(LyingTrace, AClockThatGoesBackMakesNoInterval)
{
    FakeTrace trace;
    trace.collect(50 * ms);
    trace.obsolete(40 * ms, 45 * ms);
    trace.write(FakeTrace::run(45 * ms, 46 * ms, 75 * ms));
    for (const std::int64_t at : {30 * ms, 10 * ms, -5'000 * ms, 76 * ms, 60 * ms, 80 * ms})
        trace.collect(at); // each interval is checked there
    trace.write("CPU:1 [LOST 3 EVENTS]\n");
    trace.collect(-10'000 * ms);
    trace.write(FakeTrace::run(90 * ms, 91 * ms, 95 * ms));
    EXPECT_EQ(count<Cleanup>(trace.collect(100 * ms)), 1u);
}

TEST(LyingTrace, APipeThatEndsIsNoFault)
{
    FakeTrace trace;
    trace.write(FakeTrace::run(ms, 2 * ms, 30 * ms) + FakeTrace::line("queue_work", 40 * ms).substr(0, 50));
    trace.close();
    EXPECT_EQ(count<Cleanup>(trace.collect(50 * ms)), 1u);
    EXPECT_EQ(trace.collect(60 * ms).size(), 0u);
}

TEST_F(EmptyFolder, IsNoTracefsAndStaysEmpty)
{
    const auto none = TraceInstance::makeIn(open().get(), "test");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().message(), "open tracefs instances: No such file or directory (ENOENT)");
    EXPECT_THAT(traceUnavailable("workqueue", none.error()).remedy, HasSubstr("CONFIG_FTRACE"));
    std::filesystem::create_directory(path / "instances");
    const auto bare = TraceInstance::makeIn(open().get(), "test");
    ASSERT_FALSE(bare);
    EXPECT_THAT(bare.error().message(), StartsWith("open tracefs trace_clock: "));
    EXPECT_TRUE(std::filesystem::is_empty(path / "instances")) << "what it made it took away";
    WorkqueueWitness witness(bootNow, std::make_shared<DeathLog>(), TraceInstance::makeIn(open().get(), "test"));
    EXPECT_FALSE(witness.availability().available);
    EXPECT_THAT(witness.availability().reason, StartsWith("open tracefs trace_clock"));
    EXPECT_TRUE(witness.collect(bootNow()).empty());
    EXPECT_EQ(witness.nextLook(), std::nullopt);
}
