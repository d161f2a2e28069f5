// SPDX-License-Identifier: Apache-2.0
// Any bytes as lines of trace_pipe, as mountinfo, as names of trace instances: read within bounds or refused, and what
// follows from them never ends before it began.
#include "core/witness/cleanup_functions.h"
#include "core/witness/cleanup_tracker.h"
#include "core/witness/slab_tracker.h"
#include "core/witness/tracefs.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace nsscope;
    std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)tracefsMountIn(text);
    (void)instanceOwner(text);
    (void)startTicksIn(text);
    (void)kallsymsAddresses(text, cleanupFunctions());
    CleanupTracker cleanups({0});
    SlabTracker slabs;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (isLostLine(line))
            slabs.lost();
        const auto parsed = parseTraceLine(line);
        if (!parsed)
            continue;
        if (const auto event = parseWorkEvent(*parsed))
            cleanups.take(*event);
        if (const auto event = parseSlabEvent(*parsed))
            slabs.take(*event);
    }
    for (const NsType type : {NsType::Net, NsType::Ipc, NsType::User, NsType::Pid})
        cleanups.obsolete({EvidenceKind::Obsolete, {type, 4, 1, 1}, {{1'000'000}, {2'000'000}}, "handle"});
    for (const Fact& fact : cleanups.facts({5'000'000'000})) {
        const auto* evidence = std::get_if<Evidence>(&fact);
        const auto* run = std::get_if<Cleanup>(&fact);
        if (evidence && (evidence->ns.inode != 1 || evidence->when.to < evidence->when.from))
            std::abort();
        if (run && (run->start < run->queued || run->end < run->start))
            std::abort();
    }
    return 0;
}
