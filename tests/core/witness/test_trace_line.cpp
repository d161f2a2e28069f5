// SPDX-License-Identifier: Apache-2.0
#include "core/witness/cleanup_functions.h"
#include "core/witness/trace_instance.h"
#include "core/witness/trace_line.h"
#include "core/witness/tracefs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using namespace testing;

namespace
{

constexpr std::string_view queueLine =
    "            true-20423   [001] d..1.  1619.456545: workqueue_queue_work: work struct=00000000684e8d58 "
    "function=cleanup_net workqueue=netns req_cpu=256 cpu=-1";
constexpr std::string_view endLine = "    kworker/u8:3-20300   [001] .N...  1619.540152: workqueue_execute_end: work "
                                     "struct 00000000684e8d58: function cleanup_net";
constexpr std::string_view freeLine = "     ksoftirqd/1-22      [001] ..s..  1619.480384: kmem_cache_free: "
                                      "call_site=rcu_do_batch+0x1b7/0x530 ptr=00000000dc16e509 name=pid_namespace";

} // namespace

TEST(TraceLine, ReadsWhatTheKernelPrints)
{
    const auto line = parseTraceLine(queueLine);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->pid, 20423);
    EXPECT_EQ(line->at, Instant{1'619'456'545'000});
    EXPECT_EQ(line->event, "workqueue_queue_work");
    EXPECT_THAT(std::string(line->text), StartsWith("work struct="));
}

TEST(TraceLine, AProcessNameMayHoldAnything)
{
    const auto line = parseTraceLine("a-1 [0] . 1.0: b-77      [000] .....     0.000001: x: y");
    ASSERT_TRUE(line);
    EXPECT_EQ(line->pid, 77);
    EXPECT_EQ(line->event, "x");
    EXPECT_TRUE(parseTraceLine("           <...>-5       [000] ..... 12.345678: e: "));
}

TEST(TraceLine, RefusesEveryCutAndNonsense)
{
    for (std::size_t length = 0; length < queueLine.size(); ++length) {
        const auto line = parseTraceLine(queueLine.substr(0, length));
        if (line)
            (void)parseWorkEvent(*line);
    }
    for (const char* text : {"", "CPU:1 [LOST 12 EVENTS]", "            true-x   [001] d..1.  1619.456545: e: t",
                             "            true-1   001 d..1.  1619.456545: e: t",
                             "            true-1   [001] d..1.  1619.45654: e: t",
                             "            true-1   [001] d..1.  1619.456545 e: t",
                             "            true-1   [001] d..1.  99999999999999.456545: e: t",
                             "            true-99999999999   [001] d..1.  1619.456545: e: t"})
        EXPECT_FALSE(parseTraceLine(text)) << text;
    EXPECT_FALSE(parseTraceLine(std::string(queueLine) + std::string(traceLineCap, 'x')));
}

TEST(TraceLine, SaysThatEventsWereLost)
{
    EXPECT_TRUE(isLostLine("CPU:0 [LOST 1234 EVENTS]"));
    EXPECT_FALSE(isLostLine(queueLine));
}

TEST(WorkEvent, ReadsAllThreeSteps)
{
    const auto queued = parseWorkEvent(*parseTraceLine(queueLine));
    ASSERT_TRUE(queued);
    EXPECT_EQ(queued->step, WorkStep::Queued);
    EXPECT_EQ(queued->work, 0x684e8d58u);
    EXPECT_EQ(queued->function, "cleanup_net");
    const auto ended = parseWorkEvent(*parseTraceLine(endLine));
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->step, WorkStep::Ended);
    EXPECT_EQ(ended->work, queued->work);
    EXPECT_EQ(ended->function, "cleanup_net");
    EXPECT_FALSE(parseWorkEvent(*parseTraceLine(freeLine)));
    EXPECT_FALSE(parseWorkEvent({1, {}, "workqueue_execute_start", "work struct zz: function cleanup_net"}));
    EXPECT_FALSE(parseWorkEvent({1, {}, "workqueue_execute_start", "work struct 12: fun"}));
}

TEST(SlabEvent, ReadsObjectAndCache)
{
    const auto freed = parseSlabEvent(*parseTraceLine(freeLine));
    ASSERT_TRUE(freed);
    EXPECT_TRUE(freed->freed);
    EXPECT_EQ(freed->object, 0xdc16e509u);
    EXPECT_EQ(freed->cache, "pid_namespace");
    EXPECT_FALSE(parseSlabEvent({1, {}, "kmem_cache_free", "call_site=x ptr=12"}));
    EXPECT_FALSE(parseSlabEvent({1, {}, "kmem_cache_free", "call_site=x name=y"}));
}

TEST(Tracefs, FindsItsMount)
{
    EXPECT_EQ(tracefsMountIn("24 1 0:22 / /sys rw - sysfs sysfs rw\n"
                             "31 24 0:12 / /sys/kernel/tracing rw,nosuid shared:13 - tracefs tracefs rw\n"),
              "/sys/kernel/tracing");
    EXPECT_EQ(tracefsMountIn("31 24 0:12 / /a\\040b rw - tracefs t rw\n"), "/a b");
    EXPECT_EQ(tracefsMountIn("31 24 0:12 / /tracefs rw - tmpfs tracefs rw\n"), "");
    EXPECT_EQ(tracefsMountIn(" - tracefs x"), "");
    EXPECT_EQ(tracefsMountIn("1 2 - tracefs x"), "");
    EXPECT_EQ(tracefsMountIn(""), "");
}

TEST(TraceInstanceName, TellsItsMaker)
{
    EXPECT_EQ(instanceOwner("nsscope-123-456-kmem").pid, 123);
    EXPECT_EQ(instanceOwner("nsscope-123-456-kmem").startTicks, 456u);
    for (const char* name : {"", "nsscope-", "nsscope-1", "nsscope-1-", "nsscope-1-2", "nsscope-x-2-a",
                             "nsscope--1-2-a", "other-1-2-a", ".."})
        EXPECT_EQ(instanceOwner(name).pid, 0) << name;
}

TEST(StartTicks, AreField22WhateverTheName)
{
    const std::string rest = " S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4242 99 100";
    EXPECT_EQ(startTicksIn("12 (sh)" + rest), 4242u);
    EXPECT_EQ(startTicksIn("12 (a) R (b) 1 2)" + rest), 4242u);
    EXPECT_EQ(startTicksIn("12 (sh) S 1 2"), 0u);
    EXPECT_EQ(startTicksIn(""), 0u);
}

TEST(Kallsyms, FindsAddressesThatAreNotHidden)
{
    const std::string text = "ffffffff81ea2610 t cleanup_net\nffffffff81aaea00 d free_ipc\nshort\n"
                             "0000000000000000 t free_user_ns\nffffffffc0000010 T free_ipc\nffff t cleanup_net_x";
    EXPECT_THAT(kallsymsAddresses(text, {"cleanup_net", "free_ipc", "free_user_ns"}),
                ElementsAre(Pair("cleanup_net", "ffffffff81ea2610"), Pair("free_ipc", "ffffffffc0000010")));
}

TEST(CleanupFunctions, AreThoseOfTheMechanismTable)
{
    EXPECT_THAT(cleanupFunctions(),
                IsSupersetOf({"cleanup_net", "free_ipc", "free_user_ns", "destroy_pid_namespace_work"}));
}
