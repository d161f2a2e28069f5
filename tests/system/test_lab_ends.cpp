// SPDX-License-Identifier: Apache-2.0
// Whichever of our programs dies, and whenever: no process, mount or namespace of an experiment stays.
#include "core/stream/fact_codec.h"
#include "tests/system/left_behind.h"
#include "tests/system/program_run.h"

#include <csignal>
#include <gtest/gtest.h>
#include <random>
#include <unistd.h>

using namespace nsscope;

namespace
{

const std::vector<std::string> labRun = {"lab", "run", NSSCOPE_FIXTURES "/lessons/many-holders", "--set", "count=5", "--record", "-"};

/// Reads on until `steps` steps were done.
SeenLab readSteps(ProgramRun& run, int steps)
{
    SeenLab seen;
    while (seen.steps < steps) {
        const auto line = run.readLine();
        if (!line)
            return seen;
        const auto fact = decodeFact(*line);
        if (fact && *fact)
            seen.take(**fact);
    }
    return seen;
}

} // namespace

TEST(LabEnds, KilledAtAnyMomentNothingIsLeft)
{
    adoptOrphans();
    ASSERT_TRUE(becomes([] { return processesOf("nsscope-lab").empty(); })) << "somebody else runs this build's helper";
    std::mt19937 random(20261124);
    for (int round = 0; round < 50; ++round) {
        const int steps = static_cast<int>(random() % 24);
        const bool killHelper = random() % 2 != 0;
        SCOPED_TRACE(testing::Message() << "round " << round << ", after " << steps << " steps, "
                                        << (killHelper ? "helper" : "agent"));
        ProgramRun run(labRun, asUser());
        const SeenLab seen = readSteps(run, steps);
        if (steps > 0 && seen.helper == 0)
            GTEST_SKIP() << run.errors();
        if (killHelper && seen.helper > 0)
            ::kill(seen.helper, SIGKILL);
        else
            ::kill(run.pid(), SIGKILL);
        run.finish();
        expectNothingLeft(seen);
        if (HasFailure())
            return;
    }
}

TEST(LabEnds, ReaderThatGoesAwayLeavesNothing)
{
    adoptOrphans();
    ProgramRun run(labRun, asUser());
    const SeenLab seen = readSteps(run, 6);
    if (seen.helper == 0)
        GTEST_SKIP() << run.errors();
    run.closeOutput();
    run.finish();
    expectNothingLeft(seen);
}
