// SPDX-License-Identifier: Apache-2.0
// The records of the stream, the same on a live pipe and in a recording file. Facts only: what the agent saw,
// never what follows from it (that is core/track). How each looks as text: core/stream/FORMAT.md.
#pragma once
#include "core/base/instant.h"
#include "core/model/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace nsscope {

/// First record of every stream.
struct Header
{
    int version = 1;
    std::string program; ///< "nsscope-cli 0.1.0"
    HostInfo host;
    Instant at;
    std::int64_t utcNs = 0; ///< wall clock at `at`, nanoseconds since the epoch
};

/// A namespace that appeared or changed since the scan before.
struct NamespaceChange
{
    NamespaceInfo info;
    bool whole = true;               ///< info.holders is all; otherwise it holds those added or changed
    std::vector<Holder> goneHolders; ///< only where !whole
};

/// Change from one snapshot to the next. The first of a stream is whole.
struct ScanFact
{
    Instant start;
    std::int64_t durationNs = 0;
    bool first = false;
    std::int32_t onlyPid = 0; ///< not 0: only this process was looked at again (right after a lab step)
    TaskCounts tasks;
    std::vector<NamespaceChange> changed;
    std::vector<NsRef> gone; ///< not found any more; neither obsolete nor destroyed follows from it
    std::vector<Gap> gaps;
};

enum class EvidenceKind : std::uint8_t {
    Born,
    Left,
    Obsolete,
    TeardownStarted,
    NumberFree,
    Destroyed,
    MemoryFree
};
inline constexpr std::size_t evidenceKindCount = 7;
std::string_view evidenceKindName(EvidenceKind kind); ///< "number_free"
std::optional<EvidenceKind> evidenceKindByName(std::string_view name);

/// One thing that a witness told about one namespace.
struct Evidence
{
    EvidenceKind kind = EvidenceKind::Obsolete;
    NsRef ns;
    Interval when;
    std::string witness; ///< "lab", "handle", "quota", "allocator", "nsid", "veth", "workqueue", "bpf", "reuse", "kmem"
};

struct WitnessInfo
{
    std::string name;
    bool available = false;
    std::string reason; ///< why not; empty where available
    std::string remedy; ///< command or setting that would make it available
    bool operator==(const WitnessInfo&) const = default;
};

/// One run of a clean-up function of the kernel, by its own name ("cleanup_net").
struct Cleanup
{
    std::string function;
    Instant queued;
    Instant start;
    Instant end;
};

/// One look at the kernel's own count of the namespaces that an experiment made: a creation tried under a limit. Two
/// that were refused stand for those between them, which were refused too.
struct QuotaReading
{
    NsType type = NsType::Net;
    Interval when;          ///< of the creation
    std::int32_t limit = 1; ///< refused: so many or more were counted; else fewer
    bool refused = true;
};

/// The inode numbers that a namespace takes besides its own, ascending, as /proc showed them at `at`: a network
/// namespace has one for each entry of its /proc/net.
struct NumberUse
{
    NsRef ns;
    Instant at;
    std::vector<std::uint64_t> numbers;
};

/// An answer to the wish that references be counted: of one namespace, or why none could be.
struct ReferenceCount
{
    Instant at;                ///< when they had been counted, right after a scan
    std::optional<NsRef> ns;   ///< absent: about all, and `reason` says why none could be counted
    NsReferences references;   ///< where `reason` is empty
    std::string reason = {};   ///< why it could not be counted, as part of a sentence
    std::string remedy = {};   ///< what would help, where something would
};

struct LabPhase
{
    std::string name;  ///< "slow"
    std::string title; ///< "slow, one every 500 ms"
    std::int64_t delayNs = 0;
};

/// One step of the script as planned; `line` indexes LabStart::script, `phase` LabStart::phases (-1: none).
struct PlannedStep
{
    std::int32_t line = 0;
    std::int32_t phase = -1;
    std::int32_t round = 0; ///< 1-based within its line, 0 where it is not repeated
    std::int32_t rounds = 0;
    std::string text;          ///< "unshare(CLONE_NEWNET)"
    std::string id = {};       ///< name of the step in its lesson, may be empty
    std::string makes = {};    ///< name of the namespace that it makes, may be empty
    std::string actor = {};    ///< which of the helper's processes or threads does it; empty: the helper itself
    std::string anchor = {};   ///< of the lesson text that explains it
    bool operator==(const PlannedStep&) const = default;
};

struct LabStart
{
    std::string experiment; ///< "nsgarbage"
    std::string title;
    std::vector<std::string> script; ///< lines as shown, indented by two blanks a level
    std::vector<LabPhase> phases;
    std::vector<std::pair<std::string, std::string>> parameters;
    std::vector<PlannedStep> steps;
    std::int32_t pid = 0; ///< the helper process
    Instant at;
};

/// One step done: a system call with its exact times.
struct LabStep
{
    std::int32_t index = 0; ///< into LabStart::steps
    std::string call;       ///< "unshare(CLONE_NEWNET)"
    Instant before;
    Instant after;
    std::int64_t result = 0;
    std::int32_t error = 0;  ///< errno, 0 for success
    std::int32_t holder = 0; ///< pid that holds `made`
    std::optional<NsRef> made;
    std::optional<NsRef> left; ///< the namespace that this step gave up
    std::vector<NsRef> alsoMade = {}; ///< by the same call
};

/// What the lab does now, for the buttons.
struct LabControl
{
    enum class State : std::uint8_t { Ready, Playing, Paused, Ended };
    Instant at;
    State state = State::Ready;
    std::int32_t next = 0; ///< index of the step that comes next
    double speed = 1.0;
};
std::string_view labStateName(LabControl::State state);
std::optional<LabControl::State> labStateByName(std::string_view name);

struct LabEnd
{
    Instant at;
    std::string reason; ///< "finished", "stopped", "failed", "lost"
    std::string text;   ///< a sentence where it failed
};

/// A sentence for the user: what is missing and what would help.
struct Notice
{
    enum class Level : std::uint8_t { Info, Warning, Error };
    Instant at;
    Level level = Level::Info;
    std::string text;
    std::string remedy;
};

/// Clean end of a stream; a stream without it was cut or is still running.
struct StreamEnd
{
    Instant at;
};

using Fact = std::variant<Header, ScanFact, Evidence, WitnessInfo, Cleanup, QuotaReading, NumberUse, ReferenceCount, LabStart, LabStep,
                          LabControl, LabEnd, Notice, StreamEnd>;

} // namespace nsscope
