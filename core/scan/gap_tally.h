// SPDX-License-Identifier: Apache-2.0
// Counts what a scan could not read, by what and reason, with one example each. Writes no text to anyone.
#pragma once
#include "core/model/snapshot.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nsscope
{

class GapTally
{
public:
    /// One more of `what` that failed with errno `code`; `needs` is the privilege that would help. `example`
    /// is asked for on the first only.
    template <class Example>
    void add(std::string_view what, int code, std::string_view needs, Example example)
    {
        Counted& entry = at(what, code, needs);
        if (entry.gap.count++ == 0)
            entry.gap.example = example();
    }
    /// One that no errno tells, counted already.
    void add(Gap gap) { m_entries.push_back({untold, std::move(gap)}); }
    /// What another one has counted, too.
    void merge(const GapTally& other);
    std::vector<Gap> take();
    bool empty() const { return m_entries.empty(); }

private:
    static constexpr int untold = -1; ///< the code of what no errno tells; two of those are never one

    struct Counted
    {
        int code;
        Gap gap;
    };
    Counted& at(std::string_view what, int code, std::string_view needs);

    std::vector<Counted> m_entries;
};

} // namespace nsscope
