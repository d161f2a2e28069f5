// SPDX-License-Identifier: Apache-2.0
#include "core/track/track_holders.h"

#include <algorithm>

namespace nsscope
{

namespace
{

using OpenIterator = std::vector<std::uint32_t>::iterator;

const Holder& holderOf(const Life& life, std::uint32_t span) { return life.holders[span].holder; }

OpenIterator findOpen(const Life& life, LifeNotes& notes, const Holder& holder)
{
    return std::lower_bound(
        notes.open.begin(), notes.open.end(), holder,
        [&](std::uint32_t span, const Holder& wanted) { return holderBefore(holderOf(life, span), wanted); });
}

bool isLabHolder(const LifeNotes& notes, const Holder& holder)
{
    return notes.labHolder != 0 && holder.pid == notes.labHolder && holder.kind == HolderKind::Process;
}

void openSpan(Life& life, LifeNotes& notes, OpenIterator place, const Holder& holder, Instant now)
{
    // The process that made it holds it since then; the scan only came to see it.
    Instant from = isLabHolder(notes, holder) && life.holders.empty() ? std::min(life.born.when.to, now) : now;
    if (!life.holders.empty())
        from = std::max(from, life.holders.back().from);
    notes.open.insert(place, static_cast<std::uint32_t>(life.holders.size()));
    life.holders.push_back({holder, from, std::nullopt});
}

void closeSpan(Life& life, std::uint32_t index, Instant to)
{
    HolderSpan& span = life.holders[index];
    span.to = std::max(to, span.from);
}

void widen(std::optional<Interval>& all, const HolderSpan& span)
{
    const Interval one{span.from, *span.to};
    all = all ? Interval{std::min(all->from, one.from), std::max(all->to, one.to)} : one;
}

/// Keeps open spans and the newest closed ones.
void forgetOldest(Life& life, LifeNotes& notes)
{
    std::size_t closed = life.holders.size() - notes.open.size();
    if (closed <= 2 * closedSpansKept)
        return;
    HolderSpans kept;
    std::vector<std::uint32_t> open;
    const HolderSpans& all = life.holders;
    for (const HolderSpan& span : all) {
        if (span.to && closed > closedSpansKept) {
            --closed;
            ++life.forgotten.count;
            widen(isTask(span.holder.kind) ? life.forgotten.tasks : life.forgotten.others, span);
            continue;
        }
        if (!span.to)
            open.push_back(static_cast<std::uint32_t>(kept.size()));
        kept.push_back(span);
    }
    life.holders = std::move(kept);
    std::sort(open.begin(), open.end(), [&](std::uint32_t a, std::uint32_t b) {
        return holderBefore(holderOf(life, a), holderOf(life, b));
    });
    notes.open = std::move(open);
}

/// Opens it, or takes over what changed of it.
void hold(Life& life, LifeNotes& notes, const Holder& holder, Instant now)
{
    const auto place = findOpen(life, notes, holder);
    if (place == notes.open.end() || !sameHolder(holderOf(life, *place), holder))
        openSpan(life, notes, place, holder, now);
    else if (!(holderOf(life, *place) == holder))
        life.holders[*place].holder = holder;
}

} // namespace

std::size_t replaceHolders(Life& life, LifeNotes& notes, const HolderList& holders, Instant now)
{
    std::vector<const Holder*> sorted;
    for (const Holder& holder : holders)
        sorted.push_back(&holder);
    std::sort(sorted.begin(), sorted.end(), [](const Holder* a, const Holder* b) { return holderBefore(*a, *b); });
    const std::size_t before = notes.open.size();
    std::erase_if(notes.open, [&](std::uint32_t span) {
        const bool still =
            std::binary_search(sorted.begin(), sorted.end(), &holderOf(life, span),
                               [](const Holder* a, const Holder* b) { return holderBefore(*a, *b); });
        if (!still)
            closeSpan(life, span, now);
        return !still;
    });
    const std::size_t gone = before - notes.open.size();
    for (const Holder* holder : sorted)
        hold(life, notes, *holder, now);
    forgetOldest(life, notes);
    return gone;
}

std::size_t changeHolders(Life& life, LifeNotes& notes, const HolderList& changed,
                          const std::vector<Holder>& gone, Instant now)
{
    std::size_t closed = 0;
    for (const Holder& holder : gone) {
        const auto place = findOpen(life, notes, holder);
        if (place == notes.open.end() || !sameHolder(holderOf(life, *place), holder))
            continue;
        closeSpan(life, *place, now);
        notes.open.erase(place);
        ++closed;
    }
    for (const Holder& holder : changed)
        hold(life, notes, holder, now);
    forgetOldest(life, notes);
    return closed;
}

void closeHolders(Life& life, LifeNotes& notes, Instant now)
{
    for (const std::uint32_t span : notes.open)
        closeSpan(life, span, now);
    notes.open.clear();
    forgetOldest(life, notes);
}

void closeLabHolder(Life& life, LifeNotes& notes)
{
    if (!life.left)
        return;
    const Instant at = life.left->when.to;
    for (std::uint32_t i = 0; i < life.holders.size(); ++i) {
        const HolderSpan& span = std::as_const(life.holders)[i];
        if (!isLabHolder(notes, span.holder) || (span.to && *span.to <= at))
            continue;
        std::erase(notes.open, i);
        closeSpan(life, i, at);
    }
}

} // namespace nsscope
