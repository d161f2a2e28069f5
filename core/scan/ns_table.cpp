// SPDX-License-Identifier: Apache-2.0
#include "core/scan/ns_table.h"

#include <utility>

namespace nsscope
{

std::uint32_t& NsTable::slotOf(NsNumber number)
{
    const std::uint64_t key = number.inode * nsTypeCount + static_cast<std::uint64_t>(number.type);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = (key * 0x9E3779B97F4A7C15u) >> 32;; ++at) {
        std::uint32_t& slot = m_slots[at & mask];
        if (slot == none)
            return slot;
        const NsRef& ref = m_entries[slot].info.ref;
        if (ref.inode == number.inode && ref.type == number.type)
            return slot;
    }
}

void NsTable::grow()
{
    m_slots.assign(m_slots.empty() ? 256 : m_slots.size() * 2, none);
    for (std::uint32_t i = 0; i < size(); ++i)
        slotOf({m_entries[i].info.ref.type, m_entries[i].info.ref.inode}) = i;
}

std::uint32_t NsTable::at(NsNumber number)
{
    if (m_entries.size() * 2 >= m_slots.size())
        grow();
    std::uint32_t& slot = slotOf(number);
    if (slot == none) {
        slot = size();
        Entry& entry = m_entries.emplace_back();
        entry.info.ref = {number.type, m_dev, number.inode, 0};
        entry.info.initial = number.inode == nsTypeRow(number.type).initialInode;
        entry.info.owner.kind = NsLink::Kind::Unknown;
        if (nsTypeRow(number.type).hasParent)
            entry.info.parent.kind = NsLink::Kind::Unknown;
    }
    return slot;
}

std::uint32_t NsTable::find(NsNumber number) const
{
    return m_slots.empty() ? none : const_cast<NsTable*>(this)->slotOf(number);
}

std::uint32_t NsTable::add(NamespaceInfo info)
{
    const std::uint32_t index = at({info.ref.type, info.ref.inode});
    m_entries[index].info = std::move(info);
    m_entries[index].asked = true;
    m_entries[index].mixed = true;
    return index;
}

} // namespace nsscope
