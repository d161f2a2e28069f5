// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/life_rows.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <unordered_map>

namespace nsscope::ui
{

namespace
{

constexpr std::size_t fewNumbers = 12; ///< those of a host without containers

Bar barOf(const Life& life)
{
    Bar bar;
    bar.from = life.born.when.to.ns;
    if (const auto use = useEndOf(life))
        bar.useEnd = std::max(bar.from, use->to.ns);
    if (const auto end = endOf(life)) {
        bar.to = std::max(bar.from, end->when.to.ns);
        bar.endFrom = std::max(bar.from, end->when.from.ns);
    }
    bar.life = life.id;
    bar.phase = life.labPhase;
    bar.run = static_cast<std::int16_t>(life.labRun);
    bar.type = life.ref.type;
    bar.bornBefore = life.bornBeforeStream;
    return bar;
}

std::int64_t groupOf(const Life& life, RowGrouping grouping)
{
    switch (grouping) {
    case RowGrouping::None:
        break;
    case RowGrouping::Type:
        return static_cast<std::int64_t>(life.ref.type);
    case RowGrouping::Owner:
        return static_cast<std::int64_t>(life.ownerLife);
    case RowGrouping::Run:
        return life.labRun;
    }
    return 0;
}

struct Place
{
    std::uint64_t inode;
    std::int64_t group;
    bool operator==(const Place&) const = default;
};

struct PlaceHash
{
    std::size_t operator()(const Place& place) const
    {
        return std::hash<std::uint64_t>()(place.inode ^ (static_cast<std::uint64_t>(place.group) << 40));
    }
};

void sumUp(LifeRows& result, Instant last)
{
    result.usedBefore.assign(result.bars.size() + 1, 0);
    result.dyingBefore.assign(result.bars.size() + 1, 0);
    for (std::size_t i = 0; i < result.bars.size(); ++i) {
        const Bar& bar = result.bars[i];
        const std::int64_t end = std::max(bar.from, std::min(bar.to, last.ns));
        const std::int64_t use = std::min(bar.useEnd, end);
        result.usedBefore[i + 1] = result.usedBefore[i] + (use - bar.from);
        result.dyingBefore[i + 1] = result.dyingBefore[i] + (end - use);
    }
}

/// Experiments count their lives through all phases; elsewhere the number says which life on the row it is.
void numberBars(LifeRows& result)
{
    std::unordered_map<int, std::vector<Bar*>> ofRun;
    std::unordered_map<std::uint64_t, std::vector<Bar*>> ofNumber; // that may have rows in several groups
    for (const Row& row : result.rows) {
        for (std::uint32_t i = 0; i < row.count; ++i) {
            Bar& bar = result.bars[row.first + i];
            bar.number = static_cast<std::int32_t>(i + 1);
            if (bar.run >= 0 && bar.phase >= 0)
                ofRun[bar.run].push_back(&bar);
            else if (result.grouping != RowGrouping::None)
                ofNumber[row.inode].push_back(&bar);
        }
    }
    for (auto& [inode, bars] : ofNumber) {
        std::sort(bars.begin(), bars.end(), [](const Bar* a, const Bar* b) { return a->from < b->from; });
        for (std::size_t i = 0; i < bars.size(); ++i)
            bars[i]->number = static_cast<std::int32_t>(i + 1);
    }
    for (auto& [run, bars] : ofRun) {
        std::sort(bars.begin(), bars.end(), [](const Bar* a, const Bar* b) { return a->life < b->life; });
        for (std::size_t i = 0; i < bars.size(); ++i)
            bars[i]->number = static_cast<std::int32_t>(i + 1);
    }
}

} // namespace

const Bar* LifeRows::find(LifeId life) const
{
    const auto id = static_cast<std::size_t>(life);
    return id == 0 || id > barOf.size() || barOf[id - 1] == 0 ? nullptr : &bars[barOf[id - 1] - 1];
}

std::size_t LifeRows::rowOf(const Bar& bar) const
{
    const auto index = static_cast<std::uint32_t>(&bar - bars.data());
    const auto after = std::upper_bound(rows.begin(), rows.end(), index,
                                        [](std::uint32_t i, const Row& r) { return i < r.first; });
    return static_cast<std::size_t>(after - rows.begin()) - 1;
}

const Bar* LifeRows::at(std::size_t row, std::int64_t t) const
{
    const auto begin = bars.begin() + rows[row].first;
    const auto after = std::upper_bound(begin, begin + rows[row].count, t,
                                        [](std::int64_t v, const Bar& b) { return v < b.from; });
    return after == begin ? nullptr : &*(after - 1);
}

std::int64_t drawnEnd(const LifeRows& rows, const Bar& bar, Instant last)
{
    if (bar.to != openEnd)
        return bar.to;
    const Bar* next = &bar + 1;
    const bool followed = next < rows.bars.data() + rows.bars.size() && rows.rowOf(*next) == rows.rowOf(bar);
    return std::max(bar.from, followed ? std::min(next->from, last.ns) : last.ns);
}

void LifeRowsBuilder::take(std::size_t index, const Life& life)
{
    m_bars[index] = barOf(life);
    Number& number = m_numbers[m_numberOf[index]];
    number.changed = number.changed || !life.bornBeforeStream || useEndOf(life).has_value() || endOf(life) != nullptr;
    number.lab = number.lab || life.labRun >= 0;
}

/// No life that had a place before has moved to another group, and the recording is the same one.
bool LifeRowsBuilder::keepsPlaces(const Frame& frame, RowGrouping grouping) const
{
    if (!m_frame || grouping != m_grouping || frame.lives.size() < m_bars.size() || m_frame->first != frame.first)
        return false;
    if (grouping == RowGrouping::None)
        return true;
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        if (frame.lives[i] != m_frame->lives[i] && groupOf(*frame.lives[i], grouping) != m_numbers[m_numberOf[i]].group)
            return false;
    }
    return true;
}

void LifeRowsBuilder::placeNew(const Frame& frame)
{
    const auto& lives = frame.lives;
    const std::size_t known = m_bars.size();
    if (lives.size() == known)
        return;
    std::unordered_map<Place, std::uint32_t, PlaceHash> places;
    for (std::uint32_t i = 0; i < m_numbers.size(); ++i)
        places.emplace(Place{m_numbers[i].inode, m_numbers[i].group}, i);
    m_bars.resize(lives.size());
    m_numberOf.resize(lives.size());
    for (std::size_t i = known; i < lives.size(); ++i) {
        const Place place{lives[i]->ref.inode, groupOf(*lives[i], m_grouping)};
        const auto [found, added] = places.emplace(place, static_cast<std::uint32_t>(m_numbers.size()));
        if (added)
            m_numbers.push_back({place.inode, place.group, false, false});
        m_numberOf[i] = found->second;
    }
}

/// Indices into m_numbers, in the order of their rows.
std::vector<std::uint32_t> LifeRowsBuilder::shownNumbers(const Frame& frame, RowChoice choice, const std::vector<char>& wanted) const
{
    const bool few = m_numbers.size() <= fewNumbers;
    const bool lab = std::any_of(m_numbers.begin(), m_numbers.end(), [](const Number& n) { return n.lab; });
    std::vector<char> meets(m_numbers.size(), wanted.empty() ? 1 : 0);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        meets[m_numberOf[i]] |= wanted[i];
    const auto shown = [&](std::uint32_t index) {
        const Number& n = m_numbers[index];
        if (!wanted.empty()) // who asks for something wants to see it, changed or not
            return meets[index] != 0;
        return choice == RowChoice::All || (frame.runs.empty() && !lab ? few || n.changed : n.lab);
    };
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < m_numbers.size(); ++i) {
        if (shown(i))
            order.push_back(i);
    }
    const auto place = [&](std::uint32_t i) { // what belongs nowhere comes last
        const Number& n = m_numbers[i];
        const bool nowhere = (m_grouping == RowGrouping::Owner && n.group == 0) || n.group < 0;
        return std::tuple(nowhere, n.group, n.inode);
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return place(a) < place(b); });
    return order;
}

LifeRows LifeRowsBuilder::update(const FramePtr& frame, RowChoice choice, const std::vector<char>& wanted, RowGrouping grouping)
{
    const auto& lives = frame->lives;
    if (!keepsPlaces(*frame, grouping)) {
        m_bars.clear();
        m_numberOf.clear();
        m_numbers.clear();
    }
    m_grouping = grouping;
    const std::size_t known = m_bars.size();
    placeNew(*frame);
    for (std::size_t i = 0; i < lives.size(); ++i) {
        if (i >= known || lives[i] != m_frame->lives[i])
            take(i, *lives[i]);
    }
    m_frame = frame;

    LifeRows result;
    result.grouping = grouping;
    const std::vector<std::uint32_t> order = shownNumbers(*frame, choice, wanted);
    result.hiddenRows = m_numbers.size() - order.size();
    constexpr auto hidden = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> rowOfNumber(m_numbers.size(), hidden);
    for (const std::uint32_t index : order) {
        const Number& number = m_numbers[index];
        if (grouping != RowGrouping::None && (result.rows.empty() || result.rows.back().group != number.group))
            result.rows.push_back({0, 0, 0, NsType::Net, number.group});
        rowOfNumber[index] = static_cast<std::uint32_t>(result.rows.size());
        result.rows.push_back({number.inode, 0, 0, NsType::Net, number.group});
    }
    for (const std::uint32_t number : m_numberOf) {
        if (rowOfNumber[number] != hidden)
            ++result.rows[rowOfNumber[number]].count;
    }
    std::vector<std::uint32_t> next;
    std::uint32_t total = 0;
    for (Row& row : result.rows) {
        row.first = total;
        next.push_back(total);
        total += row.count;
    }
    result.bars.resize(total);
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const std::uint32_t row = rowOfNumber[m_numberOf[i]];
        if (row != hidden)
            result.bars[next[row]++] = m_bars[i];
    }
    const auto earlier = [](const Bar& a, const Bar& b) { return a.from < b.from; };
    for (Row& row : result.rows) {
        const auto begin = result.bars.begin() + row.first;
        if (row.heading())
            continue;
        if (!std::is_sorted(begin, begin + row.count, earlier))
            std::stable_sort(begin, begin + row.count, earlier);
        row.type = result.bars[row.first + row.count - 1].type;
    }
    result.barOf.assign(lives.size(), 0);
    for (std::uint32_t i = 0; i < total; ++i)
        result.barOf[static_cast<std::size_t>(result.bars[i].life) - 1] = i + 1;
    numberBars(result);
    sumUp(result, frame->last);
    return result;
}

} // namespace nsscope::ui
