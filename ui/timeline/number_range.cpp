// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/number_range.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text) { return QCoreApplication::translate("NumberRange", text); }

QString offset(std::uint64_t number) { return QString::fromStdString(offsetOf(number)); }

void widen(NumberRange& range, std::uint64_t first, std::uint64_t last)
{
    range.first = std::min(range.first, first);
    range.last = std::max(range.last, last);
}

/// Its own number and those of its entries, in as few blocks as there are.
std::vector<NumberBlock> allBlocks(const NumberTaker& taker)
{
    std::vector<NumberBlock> blocks;
    const auto add = [&](NumberBlock block) {
        if (!blocks.empty() && blocks.back().last + 1 == block.first)
            blocks.back().last = block.last;
        else
            blocks.push_back(block);
    };
    bool ownIsIn = false;
    for (const NumberBlock& block : taker.entries) {
        if (!ownIsIn && taker.own < block.first) {
            add({taker.own, taker.own});
            ownIsIn = true;
        }
        add(block);
    }
    if (!ownIsIn)
        add({taker.own, taker.own});
    return blocks;
}

bool lives(const ShownTaker& shown) { return shown.state != LifeState::Destroyed; }

} // namespace

std::int32_t runAt(const Frame& frame, Instant t)
{
    std::int32_t run = frame.runs.empty() ? -1 : 0;
    for (std::size_t i = 1; i < frame.runs.size(); ++i) {
        if (frame.runs[i]->plan.at <= t)
            run = static_cast<std::int32_t>(i);
    }
    return run;
}

NumberRange numberRange(const Frame& frame, std::int32_t run)
{
    NumberRange range;
    if (run < 0 || frame.numbers.empty())
        return range;
    range.run = run;
    range.first = UINT64_MAX;
    const std::vector<LifeId> takers = takersOf(frame);
    std::unordered_map<LifeId, const NumberUse*> useOf;
    for (std::size_t i = 0; i < takers.size(); ++i) {
        const Life* life = frame.find(takers[i]);
        if (!life || life->labRun != run)
            continue;
        useOf[life->id] = &frame.numbers[i];
        widen(range, life->ref.inode, life->ref.inode);
        if (!frame.numbers[i].numbers.empty())
            widen(range, frame.numbers[i].numbers.front(), frame.numbers[i].numbers.back());
    }
    if (useOf.empty())
        return {};
    for (const auto& life : frame.lives) {
        if (life->ref.inode < range.first || life->ref.inode > range.last)
            continue;
        NumberTaker taker{life->id, life->ref.inode, life->ref.type, {}, 0};
        if (const auto use = useOf.find(life->id); use != useOf.end()) {
            taker.entries = blocksOf(use->second->numbers);
            taker.entryCount = use->second->numbers.size();
        }
        range.takers.push_back(std::move(taker));
    }
    std::stable_sort(range.takers.begin(), range.takers.end(), [&](const NumberTaker& a, const NumberTaker& b) {
        return frame.find(a.life)->born.when.to < frame.find(b.life)->born.when.to;
    });
    return range;
}

std::vector<ShownTaker> takersAt(const NumberRange& range, const Frame& frame, Instant t)
{
    std::vector<ShownTaker> shown;
    std::unordered_set<std::uint64_t> taken;
    for (auto taker = range.takers.rbegin(); taker != range.takers.rend(); ++taker) {
        const Life* life = frame.find(taker->life);
        if (life && bornBy(*life, t) && taken.insert(taker->own).second)
            shown.push_back({&*taker, stateAt(*life, t)});
    }
    std::reverse(shown.begin(), shown.end());
    std::stable_partition(shown.begin(), shown.end(), [](const ShownTaker& s) { return !lives(s); });
    return shown;
}

QString takerTitle(const NumberTaker& taker)
{
    const auto name = nsTypeName(taker.type);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())) + QLatin1Char(' ') + offset(taker.own);
}

QString takerStory(const std::vector<ShownTaker>& shown, const ShownTaker& one)
{
    const NumberTaker& taker = *one.taker;
    const bool gone = !lives(one);
    const QString title = takerTitle(taker);
    if (taker.entryCount == 0)
        return taker.type == NsType::Net ? (gone ? tr("%1 had its own number; which others it had is not known.").arg(title)
                                                 : tr("%1 has its own number; which others it has is not known.").arg(title))
                                         : (gone ? tr("%1 had one number, its own.") : tr("%1 has one number, its own.")).arg(title);
    const auto blocks = allBlocks(taker);
    const auto count = taker.entryCount + 1;
    QString story = (gone ? tr("%1 had %2 numbers: its own and one for each of the %3 entries of its /proc/net")
                          : tr("%1 has %2 numbers: its own and one for each of the %3 entries of its /proc/net"))
                        .arg(title)
                        .arg(count)
                        .arg(taker.entryCount);
    if (blocks.size() > 1)
        return story + tr(", in %1 pieces: the lowest free number comes first, so they fill what others left.").arg(blocks.size());
    const bool neighbour = std::any_of(shown.begin(), shown.end(), [&](const ShownTaker& other) {
        return other.taker->type == NsType::Net && other.taker->own == taker.own + count;
    });
    if (neighbour)
        return story + tr(". So the next namespace, %1, lies %2 higher.").arg(offset(taker.own + count)).arg(count);
    return story + tr(", all in a row.");
}

QString rangeStory(const std::vector<ShownTaker>& shown)
{
    std::uint64_t namespaces = 0;
    std::uint64_t numbers = 0;
    for (const ShownTaker& one : shown) {
        if (!lives(one) || one.taker->entryCount == 0)
            continue;
        ++namespaces;
        numbers += one.taker->entryCount + 1;
    }
    if (namespaces == 0)
        return tr("No network namespace of the experiment has a number at this moment; dotted: numbers that one had.");
    if (namespaces == 1)
        return tr("One network namespace has %1 numbers.").arg(numbers);
    return tr("%1 network namespaces have %2 numbers.").arg(namespaces).arg(numbers);
}

QString numberStory(const std::vector<ShownTaker>& shown, std::uint64_t number)
{
    for (auto one = shown.rbegin(); one != shown.rend(); ++one) { // the uppermost first
        const NumberTaker& taker = *one->taker;
        if (taker.own == number)
            return tr("%1 (%2), %3. %4").arg(takerTitle(taker)).arg(number).arg(stateTitle(one->state), takerStory(shown, *one));
        for (const NumberBlock& block : taker.entries) {
            if (number < block.first || number > block.last)
                continue;
            const QString where = block.count() == 1 ? offset(number) : tr("%1 to %2").arg(offset(block.first), offset(block.last));
            return tr("%1: entries of /proc/net of %2 (%3). %4")
                .arg(where, takerTitle(taker), stateTitle(one->state), takerStory(shown, *one));
        }
    }
    return tr("%1 (%2): none of the namespaces known here has this number at this moment.").arg(offset(number)).arg(number);
}

} // namespace nsscope::ui
