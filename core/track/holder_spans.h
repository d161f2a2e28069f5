// SPDX-License-Identifier: Apache-2.0
// Holders of one life over time, in order of `from`. Behaves like a vector, but copies share their storage by blocks, so
// that a life with thousands of holders can be kept in every frame and still change. Copies may live in other threads;
// one object is one thread's.
#pragma once
#include "core/base/instant.h"
#include "core/model/holder.h"

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>
#include <utility>
#include <vector>

namespace nsscope
{

/// A holder and when it was seen to hold: from the first scan (or step) that saw it to the first that did not.
struct HolderSpan
{
    Holder holder;
    Instant from;
    std::optional<Instant> to; ///< absent: still there
};

class HolderSpans
{
public:
    class const_iterator
    {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = HolderSpan;
        using difference_type = std::ptrdiff_t;
        using pointer = const HolderSpan*;
        using reference = const HolderSpan&;

        const_iterator() = default;
        const_iterator(const HolderSpans* spans, std::size_t index) : m_spans(spans), m_index(index) {}
        reference operator*() const { return (*m_spans)[m_index]; }
        pointer operator->() const { return &**this; }
        reference operator[](difference_type n) const { return *(*this + n); }
        const_iterator& operator++() { return *this += 1; }
        const_iterator operator++(int) { return std::exchange(*this, *this + 1); }
        const_iterator& operator--() { return *this += -1; }
        const_iterator operator--(int) { return std::exchange(*this, *this - 1); }
        const_iterator& operator+=(difference_type n)
        {
            m_index += static_cast<std::size_t>(n);
            return *this;
        }
        const_iterator& operator-=(difference_type n) { return *this += -n; }
        friend const_iterator operator+(const_iterator i, difference_type n) { return i += n; }
        friend const_iterator operator+(difference_type n, const_iterator i) { return i += n; }
        friend const_iterator operator-(const_iterator i, difference_type n) { return i -= n; }
        friend difference_type operator-(const_iterator a, const_iterator b)
        {
            return static_cast<difference_type>(a.m_index) - static_cast<difference_type>(b.m_index);
        }
        friend bool operator==(const_iterator a, const_iterator b) { return a.m_index == b.m_index; }
        friend auto operator<=>(const_iterator a, const_iterator b) { return a.m_index <=> b.m_index; }

    private:
        const HolderSpans* m_spans = nullptr;
        std::size_t m_index = 0;
    };
    using value_type = HolderSpan;
    using iterator = const_iterator;

    HolderSpans() = default;
    HolderSpans(std::initializer_list<HolderSpan> spans);
    HolderSpans& operator=(std::initializer_list<HolderSpan> spans) { return *this = HolderSpans(spans); }

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const HolderSpan& operator[](std::size_t i) const { return (*m_blocks[i / blockSize])[i % blockSize]; }
    /// For change: copies the block first where other copies share it.
    HolderSpan& operator[](std::size_t i) { return ownBlock(i / blockSize)[i % blockSize]; }
    const HolderSpan& front() const { return (*this)[0]; }
    const HolderSpan& back() const { return (*this)[m_size - 1]; }
    const_iterator begin() const { return {this, 0}; }
    const_iterator end() const { return {this, m_size}; }
    void push_back(HolderSpan span);

private:
    static constexpr std::size_t blockSize = 32;
    using Block = std::vector<HolderSpan>;
    Block& ownBlock(std::size_t block);

    std::vector<std::shared_ptr<Block>> m_blocks;
    std::size_t m_size = 0;
};

} // namespace nsscope
