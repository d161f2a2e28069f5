// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/life_rows.h"

#include <algorithm>
#include <unordered_map>

namespace nsscope::ui
{

namespace
{

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
    for (const Row& row : result.rows) {
        for (std::uint32_t i = 0; i < row.count; ++i) {
            Bar& bar = result.bars[row.first + i];
            bar.number = static_cast<std::int32_t>(i + 1);
            if (bar.run >= 0 && bar.phase >= 0)
                ofRun[bar.run].push_back(&bar);
        }
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
    number.changed = number.changed || !life.bornBeforeStream || useEndOf(life).has_value() || endOf(life).has_value();
    number.lab = number.lab || life.labRun >= 0;
}

LifeRows LifeRowsBuilder::update(const FramePtr& frame, RowChoice choice, const std::vector<char>& wanted)
{
    const auto& lives = frame->lives;
    const bool fresh = !m_frame || lives.size() < m_bars.size() || m_frame->first != frame->first;
    if (fresh) {
        m_bars.clear();
        m_numberOf.clear();
        m_numbers.clear();
    }
    const std::size_t known = m_bars.size();
    if (lives.size() > known) {
        std::unordered_map<std::uint64_t, std::uint32_t> places;
        for (std::uint32_t i = 0; i < m_numbers.size(); ++i)
            places.emplace(m_numbers[i].inode, i);
        m_bars.resize(lives.size());
        m_numberOf.resize(lives.size());
        for (std::size_t i = known; i < lives.size(); ++i) {
            const auto [place, added] = places.emplace(lives[i]->ref.inode, static_cast<std::uint32_t>(m_numbers.size()));
            if (added)
                m_numbers.push_back({lives[i]->ref.inode, false, false});
            m_numberOf[i] = place->second;
        }
    }
    for (std::size_t i = 0; i < lives.size(); ++i) {
        if (i >= known || lives[i] != m_frame->lives[i])
            take(i, *lives[i]);
    }
    m_frame = frame;

    const bool lab = std::any_of(m_numbers.begin(), m_numbers.end(), [](const Number& n) { return n.lab; });
    std::vector<char> meets(m_numbers.size(), wanted.empty() ? 1 : 0);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        meets[m_numberOf[i]] |= wanted[i];
    const auto shown = [&](const Number& n) {
        if (!wanted.empty()) // who asks for something wants to see it, changed or not
            return meets[static_cast<std::size_t>(&n - m_numbers.data())] != 0;
        return choice == RowChoice::All || (frame->runs.empty() && !lab ? n.changed : n.lab);
    };
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < m_numbers.size(); ++i) {
        if (shown(m_numbers[i]))
            order.push_back(i);
    }
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return m_numbers[a].inode < m_numbers[b].inode; });

    LifeRows result;
    result.hiddenRows = m_numbers.size() - order.size();
    constexpr auto hidden = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> rowOfNumber(m_numbers.size(), hidden);
    for (std::uint32_t r = 0; r < order.size(); ++r) {
        rowOfNumber[order[r]] = r;
        result.rows.push_back({m_numbers[order[r]].inode, 0, 0, NsType::Net});
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
