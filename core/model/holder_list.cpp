// SPDX-License-Identifier: Apache-2.0
#include "core/model/holder_list.h"

#include <algorithm>
#include <atomic>

namespace nsscope
{

namespace
{

bool before(const SharedHolder& a, const SharedHolder& b) { return holderBefore(*a, *b); }
bool same(const SharedHolder& a, const SharedHolder& b) { return sameHolder(*a, *b); }

} // namespace

HolderList::HolderList(std::initializer_list<Holder> holders)
{
    for (const Holder& holder : holders)
        push_back(holder);
}

HolderList::HolderList(const std::vector<Holder>& holders)
{
    for (const Holder& holder : holders)
        push_back(holder);
}

HolderList::Items& HolderList::ownToAppend()
{
    if (!m_storage)
        m_storage = std::make_shared<Storage>();
    else if (m_storage.use_count() != 1)
        m_storage = std::make_shared<Storage>(*m_storage);
    else // use_count() does not wait for what the last other owner has read
        std::atomic_thread_fence(std::memory_order_acquire);
    return m_storage->items;
}

HolderList::Items& HolderList::own()
{
    Items& items = ownToAppend();
    m_storage->sorted.store(0, std::memory_order_relaxed);
    return items;
}

void HolderList::erase(std::size_t i)
{
    Items& items = own();
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
}

void HolderList::truncate(std::size_t count)
{
    if (count < size())
        own().resize(count);
}

void HolderList::sort(bool once)
{
    if (!m_storage)
        return;
    const auto known = static_cast<std::ptrdiff_t>(m_storage->sorted.load(std::memory_order_relaxed));
    const auto sorted = std::is_sorted_until(begin() + std::max<std::ptrdiff_t>(known - 1, 0), end(), holderBefore) - begin();
    if (sorted != end() - begin()) {
        Items& items = own();
        std::sort(items.begin() + sorted, items.end(), before);
        std::inplace_merge(items.begin(), items.begin() + sorted, items.end(), before);
    }
    m_storage->sorted.store(size(), std::memory_order_relaxed);
    if (once && std::adjacent_find(begin(), end(), sameHolder) != end()) {
        Items& items = own();
        items.erase(std::unique(items.begin(), items.end(), same), items.end());
        m_storage->sorted.store(items.size(), std::memory_order_relaxed);
    }
}

void HolderList::merge(const HolderList& more)
{
    if (more.empty())
        return;
    Items& items = own();
    const auto middle = static_cast<std::ptrdiff_t>(items.size());
    items.insert(items.end(), more.m_storage->items.begin(), more.m_storage->items.end());
    std::sort(items.begin() + middle, items.end(), before);
    std::inplace_merge(items.begin(), items.begin() + middle, items.end(), before);
}

bool operator==(const HolderList& a, const HolderList& b)
{
    if (a.m_storage == b.m_storage)
        return true;
    return a.size() == b.size() && (a.empty() || a.m_storage->items == b.m_storage->items);
}

} // namespace nsscope
