// SPDX-License-Identifier: Apache-2.0
// Every namespace met in one scan, found by its number. The number is enough within one scan:
// collect_identity.cpp throws out holders whose number was given away meanwhile.
#pragma once
#include "core/model/snapshot.h"
#include "core/scan/ns_links.h"
#include "core/scan/proc_text.h"

#include <cstdint>
#include <vector>

namespace nsscope
{

class NsTable
{
public:
    static constexpr std::uint32_t none = NsLinks::none;

    struct Entry
    {
        NamespaceInfo info;
        bool asked = false;  ///< id, owner and parent are known as far as they can be
        bool listed = false; ///< the kernel itself says that it lives
        bool mixed = false;  ///< its holders may be others than tasks and descriptors: mounts, children, owned ones
    };

    explicit NsTable(std::uint64_t nsfsDev) : m_dev(nsfsDev) {}

    /// Index of the namespace with this number, a new entry where it is met for the first time.
    std::uint32_t at(NsNumber number);
    /// Index or none.
    std::uint32_t find(NsNumber number) const;
    /// Takes over a namespace known from an earlier scan.
    std::uint32_t add(NamespaceInfo info);

    Entry& operator[](std::uint32_t index) { return m_entries[index]; }
    const Entry& operator[](std::uint32_t index) const { return m_entries[index]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_entries.size()); }
    std::uint64_t dev() const { return m_dev; }

private:
    std::uint32_t& slotOf(NsNumber number);
    void grow();

    std::uint64_t m_dev;
    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_slots; ///< open addressing, a power of two, at most half full
};

} // namespace nsscope
