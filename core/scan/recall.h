// SPDX-License-Identifier: Apache-2.0
// What an earlier scan of the same scanner knew of holders that do not name their namespace once it has lost
// its tasks: a pidfd whose target is gone, a proc mount without processes, a proc file. Forgets what one scan
// did not use.
#pragma once
#include "core/model/holder.h"
#include "core/model/ns_ref.h"

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>

namespace nsscope
{

class Recall
{
public:
    /// kind, pid (or 0), start ticks (or device), descriptor (or mount id).
    using Key = std::tuple<HolderKind, std::int32_t, std::uint64_t, std::uint64_t>;

    void keep(const Key& key, const NsRef& ref) { m_now[key] = ref; }
    std::optional<NsRef> find(const Key& key) const
    {
        const auto found = m_before.find(key);
        return found == m_before.end() ? std::nullopt : std::optional(found->second);
    }
    /// Call before each scan.
    void turn()
    {
        m_before = std::move(m_now);
        m_now.clear();
    }

private:
    std::map<Key, NsRef> m_before;
    std::map<Key, NsRef> m_now;
};

} // namespace nsscope
