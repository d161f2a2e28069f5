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

HolderList::Items& HolderList::own()
{
    if (!m_items)
        m_items = std::make_shared<Items>();
    else if (m_items.use_count() != 1)
        m_items = std::make_shared<Items>(*m_items);
    else // use_count() does not wait for what the last other owner has read
        std::atomic_thread_fence(std::memory_order_acquire);
    return *m_items;
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
    if (!std::is_sorted(begin(), end(), holderBefore))
        std::sort(own().begin(), own().end(), before);
    if (once && std::adjacent_find(begin(), end(), sameHolder) != end()) {
        Items& items = own();
        items.erase(std::unique(items.begin(), items.end(), same), items.end());
    }
}

void HolderList::merge(const HolderList& more)
{
    if (more.empty())
        return;
    Items& items = own();
    const auto middle = static_cast<std::ptrdiff_t>(items.size());
    items.insert(items.end(), more.m_items->begin(), more.m_items->end());
    std::sort(items.begin() + middle, items.end(), before);
    std::inplace_merge(items.begin(), items.begin() + middle, items.end(), before);
}

bool operator==(const HolderList& a, const HolderList& b)
{
    if (a.m_items == b.m_items)
        return true;
    return a.size() == b.size() && (a.empty() || *a.m_items == *b.m_items);
}

} // namespace nsscope
