// SPDX-License-Identifier: Apache-2.0
#include "core/scan/gap_tally.h"

#include "core/base/error.h"

#include <algorithm>
#include <tuple>

namespace nsscope
{

GapTally::Counted& GapTally::at(std::string_view what, int code, std::string_view needs)
{
    for (Counted& entry : m_entries) {
        if (entry.code == code && entry.gap.what == what)
            return entry;
    }
    Counted entry{code, {}};
    entry.gap.what = what;
    entry.gap.reason = errnoName(code);
    entry.gap.needs = needs;
    return m_entries.emplace_back(std::move(entry));
}

void GapTally::merge(const GapTally& other)
{
    for (const Counted& counted : other.m_entries) {
        if (counted.code == untold) {
            m_entries.push_back(counted);
            continue;
        }
        Counted& entry = at(counted.gap.what, counted.code, counted.gap.needs);
        if (entry.gap.count == 0)
            entry.gap.example = counted.gap.example;
        entry.gap.count += counted.gap.count;
    }
}

std::vector<Gap> GapTally::take()
{
    std::vector<Gap> gaps;
    gaps.reserve(m_entries.size());
    for (Counted& entry : m_entries)
        gaps.push_back(std::move(entry.gap));
    m_entries.clear();
    std::sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) {
        return std::tie(a.what, a.reason) < std::tie(b.what, b.reason);
    });
    return gaps;
}

} // namespace nsscope
