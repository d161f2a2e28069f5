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

std::int64_t width(const Interval& when) { return when.to - when.from; }

/// What was told of one kind, the tightest first; of equals the one told first.
std::vector<const Evidence*> tightestFirst(std::span<const Evidence> told, EvidenceKind kind)
{
    std::vector<const Evidence*> all;
    for (const Evidence& one : told) {
        if (one.kind == kind)
            all.push_back(&one);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Evidence* a, const Evidence* b) { return width(a->when) < width(b->when); });
    return all;
}

/// Both are right about it, so it lies in both.
void narrow(Moment& moment, const Interval& other, const std::string& witness)
{
    const Interval both{std::max(moment.when.from, other.from), std::min(moment.when.to, other.to)};
    auto& names = moment.narrowedBy;
    const bool named = witness == moment.witness || std::find(names.begin(), names.end(), witness) != names.end();
    if (both != moment.when && !named)
        names.push_back(witness);
    moment.when = both;
}

/// What the tightest and all who agree with it leave. One who does not is contradicted and moves nothing.
Moment agreed(Life& life, const std::vector<const Evidence*>& told, Instant origin)
{
    Moment moment{told.front()->when, told.front()->witness};
    for (const Evidence* other : told) {
        if (apart(other->when, moment.when)) {
            contradict(life, fmt::format("Two witnesses cannot both be right about {}: {} says {}, {} says {}.",
                                         wordsFor(other->kind), witnessText(moment), whenText(moment.when, origin),
                                         other->witness, whenText(other->when, origin)));
            continue;
        }
        narrow(moment, other->when, other->witness);
    }
    return moment;
}

/// A teardown begins when the last reference has gone, so who saw it begin says of that too: by then.
void narrowByTeardown(Life& life)
{
    if (!life.obsolete || !life.teardownStarted)
        return;
    const Interval& teardown = life.teardownStarted->when;
    if (teardown.to >= life.obsolete->when.from)
        narrow(*life.obsolete, {life.obsolete->when.from, teardown.to}, life.teardownStarted->witness);
}

/// What gives its number back first is not destroyed before the number is free.
void narrowByNumber(Life& life)
{
    if (!life.destroyed || !life.numberFree || !freesNumberFirst(life.ref.type))
        return;
    const Interval& number = life.numberFree->when;
    if (number.from <= life.destroyed->when.to)
        narrow(*life.destroyed, {number.from, life.destroyed->when.to}, life.numberFree->witness);
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
        const std::vector<const Evidence*> ofKind = tightestFirst(told, kind);
        if (ofKind.empty() || (kind == Born && life.bornBeforeStream))
            continue;
        Moment moment = agreed(life, ofKind, origin);
        if (kind == Born)
            life.born = std::move(moment);
        else
            *slotOf(life, kind) = std::move(moment);
    }
    narrowByTeardown(life);
    narrowByNumber(life);
    for (const Order& order : orders) {
        const Moment* first = momentOf(life, order.first);
        const Moment* second = momentOf(life, order.second);
        if (first && second && second->when.to < first->when.from)
            contradict(life, fmt::format("By what was told, {} came after {}, which cannot be: {} says {}, {} says {}.", wordsFor(order.first),
                                         wordsFor(order.second), witnessText(*first), whenText(first->when, origin),
                                         witnessText(*second), whenText(second->when, origin)));
    }
    for (const EvidenceKind kind : {Obsolete, TeardownStarted, NumberFree, Destroyed, MemoryFree}) {
        const Moment* moment = momentOf(life, kind);
        if (moment && moment->when.to < seenAlive)
            contradict(life, fmt::format("It was still found alive at {}, after {} said that {} was {}.",
                                         offsetText(seenAlive - origin), witnessText(*moment), wordsFor(kind),
                                         whenText(moment->when, origin)));
    }
}

} // namespace nsscope
