// SPDX-License-Identifier: Apache-2.0
#include "core/track/resolve_evidence.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr std::size_t maxContradictions = 8;

constexpr std::array<std::string_view, evidenceKindCount> words{
    "birth",         "leaving it",        "the last reference going", "the start of the teardown",
    "its number falling free", "its destruction", "its memory being freed"};

std::string_view wordsFor(EvidenceKind kind) { return words[static_cast<std::size_t>(kind)]; }

/// What cannot come before what, on every kernel: references go before the teardown, which frees number and quota in an
/// order that differs by type; the memory goes last (kernel/nsproxy.c and each type's free function).
struct Order
{
    EvidenceKind first;
    EvidenceKind second;
};
using enum EvidenceKind;
constexpr Order orders[] = {
    {Born, Left},           {Born, Obsolete},          {Born, TeardownStarted},       {Born, NumberFree},
    {Born, Destroyed},      {Born, MemoryFree},        {Left, Obsolete},              {Left, TeardownStarted},
    {Left, NumberFree},     {Left, Destroyed},         {Obsolete, TeardownStarted},   {Obsolete, NumberFree},
    {Obsolete, Destroyed},  {Obsolete, MemoryFree},    {TeardownStarted, NumberFree}, {TeardownStarted, Destroyed},
    {NumberFree, MemoryFree}, {Destroyed, MemoryFree},
};

std::string whenText(const Interval& when, Instant origin)
{
    if (when.from == when.to)
        return "at " + offsetText(when.from - origin);
    return fmt::format("between {} and {}", offsetText(when.from - origin), offsetText(when.to - origin));
}

void contradict(Life& life, std::string sentence)
{
    auto& all = life.contradictions;
    if (all.size() < maxContradictions && std::find(all.begin(), all.end(), sentence) == all.end())
        all.push_back(std::move(sentence));
}

bool apart(const Interval& a, const Interval& b) { return a.to < b.from || b.to < a.from; }

template <class SomeLife> auto slotOf(SomeLife& life, EvidenceKind kind) -> decltype(&life.left)
{
    switch (kind) {
    case Born:
        break;
    case Left:
        return &life.left;
    case Obsolete:
        return &life.obsolete;
    case TeardownStarted:
        return &life.teardownStarted;
    case NumberFree:
        return &life.numberFree;
    case Destroyed:
        return &life.destroyed;
    case MemoryFree:
        return &life.memoryFree;
    }
    return nullptr;
}

/// The tightest; of equals the one told first.
const Evidence* tightest(std::span<const Evidence> told, EvidenceKind kind)
{
    const Evidence* best = nullptr;
    for (const Evidence& one : told) {
        if (one.kind == kind && (!best || one.when.to - one.when.from < best->when.to - best->when.from))
            best = &one;
    }
    return best;
}

void compareWitnesses(Life& life, std::span<const Evidence> told, const Evidence& best, Instant origin)
{
    for (const Evidence& other : told) {
        if (other.kind == best.kind && apart(other.when, best.when))
            contradict(life, fmt::format("Two witnesses cannot both be right about {}: {} says {}, {} says {}.",
                                         wordsFor(best.kind), best.witness, whenText(best.when, origin), other.witness,
                                         whenText(other.when, origin)));
    }
}

} // namespace

const Moment* momentOf(const Life& life, EvidenceKind kind)
{
    if (kind == Born)
        return life.bornBeforeStream ? nullptr : &life.born;
    const auto* slot = slotOf(life, kind);
    return *slot ? &**slot : nullptr;
}

void resolveEvidence(Life& life, std::span<const Evidence> told, Instant seenAlive, Instant origin)
{
    life.contradictions.clear();
    for (std::size_t i = 0; i < evidenceKindCount; ++i) {
        const auto kind = static_cast<EvidenceKind>(i);
        const Evidence* best = tightest(told, kind);
        if (!best || (kind == Born && life.bornBeforeStream))
            continue;
        if (kind == Born)
            life.born = {best->when, best->witness};
        else
            *slotOf(life, kind) = Moment{best->when, best->witness};
        compareWitnesses(life, told, *best, origin);
    }
    for (const Order& order : orders) {
        const Moment* first = momentOf(life, order.first);
        const Moment* second = momentOf(life, order.second);
        if (first && second && second->when.to < first->when.from)
            contradict(life, fmt::format("By what was told, {} came after {}, which cannot be: {} says {}, {} says {}.", wordsFor(order.first),
                                         wordsFor(order.second), first->witness, whenText(first->when, origin),
                                         second->witness, whenText(second->when, origin)));
    }
    for (const EvidenceKind kind : {Obsolete, TeardownStarted, NumberFree, Destroyed, MemoryFree}) {
        const Moment* moment = momentOf(life, kind);
        if (moment && moment->when.to < seenAlive)
            contradict(life, fmt::format("It was still found alive at {}, after {} said that {} was {}.",
                                         offsetText(seenAlive - origin), moment->witness, wordsFor(kind),
                                         whenText(moment->when, origin)));
    }
}

} // namespace nsscope
