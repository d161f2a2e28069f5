// SPDX-License-Identifier: Apache-2.0
// Asks filter expressions about lives instead of namespaces of a scan: a life that lives at a moment as it is then, one
// that has ended by what held it last. So one expression means the same in every view.
#pragma once
#include "core/track/filter.h"
#include "core/track/life.h"

namespace nsscope
{

class LifeFilter
{
public:
    explicit LifeFilter(Filter filter) : m_filter(std::move(filter)) {}

    /// False for a life that is not born yet at `t`.
    bool matches(const Life& life, Instant t);

private:
    Filter m_filter;
    NamespaceInfo m_info; ///< of the life asked about last; kept for its memory
};

} // namespace nsscope
