// SPDX-License-Identifier: Apache-2.0
// One holder that stands in several lists: a process is in eight namespaces at once, and in every snapshot as long as it
// lives. Immutable while shared. Copies may live in other threads; one object is one thread's.
#pragma once
#include "core/model/holder.h"

#include <atomic>
#include <cstdint>
#include <utility>

namespace nsscope
{

class SharedHolder
{
public:
    SharedHolder() = default;
    SharedHolder(Holder holder) : m_node(new Node{{1}, std::move(holder)}) {}
    SharedHolder(const SharedHolder& other) noexcept : m_node(other.m_node)
    {
        if (m_node != nullptr)
            m_node->users.fetch_add(1, std::memory_order_relaxed);
    }
    SharedHolder(SharedHolder&& other) noexcept : m_node(std::exchange(other.m_node, nullptr)) {}
    SharedHolder& operator=(SharedHolder other) noexcept
    {
        std::swap(m_node, other.m_node);
        return *this;
    }
    ~SharedHolder()
    {
        if (m_node != nullptr && m_node->users.fetch_sub(1, std::memory_order_acq_rel) == 1)
            delete m_node;
    }

    explicit operator bool() const { return m_node != nullptr; }
    const Holder& operator*() const { return m_node->holder; }
    const Holder* operator->() const { return &m_node->holder; }
    /// For change: copies it first where others share it.
    Holder& edit()
    {
        if (m_node->users.load(std::memory_order_acquire) != 1)
            *this = SharedHolder(m_node->holder);
        return m_node->holder;
    }

    friend bool operator==(const SharedHolder& a, const SharedHolder& b)
    {
        return a.m_node == b.m_node || (a.m_node != nullptr && b.m_node != nullptr && *a == *b);
    }

private:
    struct Node
    {
        std::atomic<std::uint32_t> users;
        Holder holder;
    };

    Node* m_node = nullptr;
};

} // namespace nsscope
