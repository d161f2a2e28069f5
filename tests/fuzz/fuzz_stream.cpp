// SPDX-License-Identifier: Apache-2.0
// Any bytes as a recording, in two pieces: refused, or read into frames whose lives never go back in state; what was
// read is spelled so that it reads the same again.
#include "core/stream/fact_codec.h"
#include "core/stream/stream_reader.h"
#include "core/track/analysis.h"
#include "core/track/frame_builder.h"

#include <cstdint>
#include <cstdlib>

namespace
{

using namespace nsscope;

void check(bool holds)
{
    if (!holds)
        std::abort();
}

int rank(LifeState state)
{
    return state == LifeState::Unborn ? 0 : state == LifeState::Obsolete ? 2 : state == LifeState::Destroyed ? 3 : 1;
}

void checkFrame(const Frame& frame)
{
    for (const auto& life : frame.lives) {
        check(frame.find(life->id) == life.get());
        check(life->reuses == LifeId::None || frame.find(life->reuses) != nullptr);
        int reached = 0;
        (void)holdersAt(*life, frame.last);
        for (int i = 0; i <= 8; ++i) {
            const int now = rank(stateAt(*life, {frame.last.ns / 8 * i}));
            check(now >= reached);
            reached = now;
        }
    }
    (void)analysePhases(frame);
    (void)waitingCurve(frame);
    (void)cleanupBatches(frame);
}

void checkSpelling(const Fact& fact)
{
    const std::string line = encodeFact(fact);
    const auto again = decodeFact(line);
    check(again && *again && encodeFact(**again) == line);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    StreamReader reader;
    FrameBuilder builder;
    for (const std::string_view piece : {bytes.substr(0, size / 2), bytes.substr(size / 2)}) {
        const auto facts = reader.feed(piece);
        if (!facts)
            return 0;
        for (const Fact& fact : *facts) {
            checkSpelling(fact);
            builder.add(fact);
        }
        checkFrame(*builder.frame());
    }
    builder.setTorn(reader.finish());
    return 0;
}
