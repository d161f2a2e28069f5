// SPDX-License-Identifier: Apache-2.0
// A small kernel of our own with an agent that watches it: namespaces come, are held, lose their last reference and fall
// free later, numbers are given out lowest first. Gives the facts that an agent would have written and the truth.
#pragma once
#include "core/model/fact.h"

#include <cstdint>
#include <string>
#include <vector>

namespace nsscope
{

struct SimulationOptions
{
    std::uint32_t seed = 1;
    int actions = 200;
    bool ids = true;      ///< the kernel gives 64-bit ids
    bool witnesses = true;
    int hostProcesses = 5;
};

struct TrueLife
{
    NsRef ref; ///< with the true id, also where the stream does not tell it
    std::int32_t madeBy = 0;
    Instant born;
    Instant obsolete;   ///< 0: still referred to at the end
    Instant numberFree; ///< 0: not free at the end
};

struct Simulation
{
    std::vector<Fact> facts;
    std::vector<TrueLife> lives;
};

Simulation simulate(const SimulationOptions& options);
/// The facts as the bytes of a recording.
std::string streamText(const std::vector<Fact>& facts);

} // namespace nsscope
