// SPDX-License-Identifier: Apache-2.0
// One incarnation of a namespace, from birth to destruction, with every instant's interval and witness, and pure
// questions about it. Made by the Ledger only; immutable once inside a Frame.
#pragma once
#include "core/base/instant.h"
#include "core/model/fact.h"
#include "core/track/holder_spans.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

enum class LifeId : std::uint32_t { None = 0 };

/// An instant in a life with the witness that told it, and those others that made its interval narrower.
struct Moment
{
    Interval when;
    std::string witness;
    std::vector<std::string> narrowedBy = {};
    bool operator==(const Moment&) const = default;
};
/// "workqueue", "handle and reuse", "workqueue, quota and nsid".
std::string witnessText(const Moment& moment);

/// What is left of holders whose spans were forgotten to bound memory (the ledger keeps the newest 2000 closed ones of a
/// life): how many, and from when to when, with pauses perhaps, there was one.
struct ForgottenHolders
{
    std::uint64_t count = 0;
    std::optional<Interval> tasks;  ///< processes and threads
    std::optional<Interval> others; ///< all other kinds
};

/// One count of a life's references, or why it could not be counted then.
struct CountedReferences
{
    Instant at;
    std::optional<NsReferences> references;
    std::string reason; ///< part of a sentence, where there are none
    bool operator==(const CountedReferences&) const = default;
};

struct Life
{
    LifeId id = LifeId::None;
    NsRef ref;
    bool initial = false;
    NsLink owner;
    NsLink parent;
    LifeId ownerLife = LifeId::None;  ///< None: unknown or outside
    LifeId parentLife = LifeId::None;
    std::optional<std::uint32_t> ownerUid;
    std::string ownerUser;
    std::vector<std::string> names;
    std::optional<std::int32_t> nsid;
    NsTraits traits;

    Moment born;                    ///< witness "scan" (between two scans, or before the first) or "lab" (exact)
    bool bornBeforeStream = false;  ///< it was there when the stream began: born.when says nothing but "not after"
    Instant lastSeen;               ///< last scan or step that saw it; of a life in sight the last that told news of it
    std::optional<Interval> vanished; ///< scans stopped finding it: after `from`, not after `to`; not a death
    std::optional<Moment> left;     ///< the experiment gave it up
    std::optional<Moment> obsolete; ///< last reference gone
    std::optional<Moment> teardownStarted;
    std::optional<Moment> numberFree;
    std::optional<Moment> destroyed;
    std::optional<Moment> memoryFree;
    std::vector<std::string> contradictions; ///< sentences, where two witnesses cannot both be right

    LifeId reuses = LifeId::None;   ///< the life that had this number before, of any type
    LifeId reusedBy = LifeId::None; ///< the life that has it next

    std::int32_t labRun = -1;   ///< index of the experiment run that made it, -1: none
    std::int32_t labStep = -1;  ///< index of the step that made it
    std::int32_t labPhase = -1; ///< index into LabStart::phases
    std::int32_t labNumber = 0; ///< 1-based among those of its phase

    HolderSpans holders; ///< by `from`
    ForgottenHolders forgotten;
    std::vector<CountedReferences> counted; ///< by `at`, the newest hundred
};

enum class LifeState : std::uint8_t {
    Unborn,   ///< before its birth
    Held,     ///< a task uses it
    Pinned,   ///< no task, something else holds it
    Unseen,   ///< no holder is seen any more and no witness has said more yet
    Obsolete, ///< the last reference is gone, the kernel still cleans up
    Destroyed ///< the kernel no longer counts it, or its number is free
};
std::string_view lifeStateName(LifeState state); ///< "held"

/// State at `t` by the best evidence there is, which may have arrived after `t`.
LifeState stateAt(const Life& life, Instant t);
/// Holders at `t`, in the order of holderBefore.
std::vector<Holder> holdersAt(const Life& life, Instant t);
/// The last count at or before `t` that told its references; null where there is none.
const CountedReferences* countedAt(const Life& life, Instant t);
/// The last attempt at or before `t`, where it told none; null otherwise.
const CountedReferences* uncountedAt(const Life& life, Instant t);
/// True from birth (its certain side) on.
bool bornBy(const Life& life, Instant t);
/// End of the drawn bar: destroyed or its number free, whichever is certain first; null where neither was told. In the life.
const Moment* endOf(const Life& life);
/// Until when something held it, by what looks saw, or earlier where a witness told of the last reference; `last` where it
/// is held still. Absent where no holder was ever seen, or some were forgotten.
std::optional<Instant> heldUntil(const Life& life, Instant last);
/// The moment when use ended: left by the lab, else the scan that missed it, else obsolete; absent while in use.
std::optional<Interval> useEndOf(const Life& life);

} // namespace nsscope
