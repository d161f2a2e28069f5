// SPDX-License-Identifier: Apache-2.0
// The holders of one namespace. Behaves like a vector of them, but copies of a list share their storage until one of
// them changes, and the same holder in many lists is one object: ten thousand processes in eight namespaces each are ten
// thousand holders, not eighty thousand. Copies may live in other threads; one object is one thread's.
#pragma once
#include "core/model/shared_holder.h"

#include <atomic>
#include <compare>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace nsscope
{

class HolderList
{
    using Items = std::vector<SharedHolder>;

public:
    class const_iterator
    {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = Holder;
        using difference_type = std::ptrdiff_t;
        using pointer = const Holder*;
        using reference = const Holder&;

        const_iterator() = default;
        explicit const_iterator(const SharedHolder* at) : m_at(at) {}
        reference operator*() const { return **m_at; }
        pointer operator->() const { return &**m_at; }
        reference operator[](difference_type n) const { return *m_at[n]; }
        const_iterator& operator++() { return *this += 1; }
        const_iterator operator++(int) { return const_iterator(m_at++); }
        const_iterator& operator--() { return *this -= 1; }
        const_iterator operator--(int) { return const_iterator(m_at--); }
        const_iterator& operator+=(difference_type n)
        {
            m_at += n;
            return *this;
        }
        const_iterator& operator-=(difference_type n) { return *this += -n; }
        friend const_iterator operator+(const_iterator i, difference_type n) { return i += n; }
        friend const_iterator operator+(difference_type n, const_iterator i) { return i += n; }
        friend const_iterator operator-(const_iterator i, difference_type n) { return i -= n; }
        friend difference_type operator-(const_iterator a, const_iterator b) { return a.m_at - b.m_at; }
        friend bool operator==(const_iterator a, const_iterator b) { return a.m_at == b.m_at; }
        friend auto operator<=>(const_iterator a, const_iterator b) { return a.m_at <=> b.m_at; }
        /// The holder itself, to be put into another list.
        const SharedHolder& shared() const { return *m_at; }

    private:
        const SharedHolder* m_at = nullptr;
    };
    using value_type = Holder;
    using iterator = const_iterator;

    HolderList() = default;
    HolderList(std::initializer_list<Holder> holders);
    HolderList(const std::vector<Holder>& holders);

    std::size_t size() const { return m_storage ? m_storage->items.size() : 0; }
    bool empty() const { return size() == 0; }
    const_iterator begin() const { return const_iterator(m_storage ? m_storage->items.data() : nullptr); }
    const_iterator end() const { return begin() + static_cast<std::ptrdiff_t>(size()); }
    const Holder& operator[](std::size_t i) const { return *m_storage->items[i]; }
    /// For change: no other list sees it.
    Holder& edit(std::size_t i) { return own()[i].edit(); }
    const Holder& front() const { return (*this)[0]; }
    const Holder& back() const { return (*this)[size() - 1]; }

    void reserve(std::size_t count) { ownToAppend().reserve(count); }
    void clear() { m_storage.reset(); }
    /// An empty one stands for Holder{}: a list has no gaps.
    void push_back(SharedHolder holder) { ownToAppend().push_back(holder ? std::move(holder) : SharedHolder(Holder{})); }
    void erase(std::size_t i);
    /// Only the first `count`.
    void truncate(std::size_t count);
    /// Sorts by holderBefore; of one holder that is told twice the first stays where `once`.
    void sort(bool once = false);
    /// Puts `more`, in any order, into a sorted list.
    void merge(const HolderList& more);
    template <class Gone> std::size_t eraseIf(Gone gone)
    {
        // Asks once for each. Shared lists are not copied where nothing is gone.
        std::size_t at = 0;
        while (at < size() && !gone((*this)[at]))
            ++at;
        if (at == size())
            return 0;
        Items& items = own();
        auto kept = items.begin() + static_cast<std::ptrdiff_t>(at);
        for (auto item = kept + 1; item != items.end(); ++item) {
            if (!gone(**item))
                *kept++ = std::move(*item);
        }
        const auto erased = static_cast<std::size_t>(items.end() - kept);
        items.erase(kept, items.end());
        return erased;
    }

    /// Same holders with the same attributes. Costs nothing for lists that share their storage.
    friend bool operator==(const HolderList& a, const HolderList& b);

private:
    struct Storage
    {
        Storage() = default;
        Storage(const Storage& other) : items(other.items), sorted(other.sorted.load(std::memory_order_relaxed)) {}
        Storage& operator=(const Storage&) = delete;

        Items items;
        std::atomic<std::size_t> sorted = 0; ///< so many of the first are known to be; of several owners each may find it out
    };

    Items& ownToAppend();
    Items& own();

    std::shared_ptr<Storage> m_storage;
};

} // namespace nsscope
