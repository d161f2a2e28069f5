// SPDX-License-Identifier: Apache-2.0
// A value that most objects of a kind do not have: a pointer's size, and no more, where it is the default.
// Copies are deep.
#pragma once
#include <compare>
#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace nsscope
{

template <class T> class Rare
{
public:
    Rare() = default;
    Rare(T value) { *this = std::move(value); }
    Rare(const Rare& other) : m_value(other.m_value ? std::make_unique<T>(*other.m_value) : nullptr) {}
    Rare(Rare&&) noexcept = default;
    Rare& operator=(const Rare& other)
    {
        if (this != &other)
            m_value = other.m_value ? std::make_unique<T>(*other.m_value) : nullptr;
        return *this;
    }
    Rare& operator=(Rare&&) noexcept = default;
    Rare& operator=(T value)
    {
        m_value = value == T() ? nullptr : std::make_unique<T>(std::move(value));
        return *this;
    }
    ~Rare() = default;

    const T& get() const
    {
        static const T none{};
        return m_value ? *m_value : none;
    }
    operator const T&() const { return get(); }
    operator std::string_view() const
    requires std::same_as<T, std::string>
    {
        return get();
    }

    // What is asked of an optional, of a text or of a list.
    explicit operator bool() const
    requires requires(const T& t) { t.has_value(); }
    {
        return get().has_value();
    }
    const auto& operator*() const
    requires requires(const T& t) { *t; }
    {
        return *get();
    }
    auto operator->() const
    requires requires(const T& t) { t.operator->(); }
    {
        return get().operator->();
    }
    bool empty() const { return !m_value; }
    void clear() { m_value.reset(); }
    auto begin() const { return get().begin(); }
    auto end() const { return get().end(); }
    auto size() const { return get().size(); }

    friend bool operator==(const Rare& a, const Rare& b) { return a.get() == b.get(); }
    friend auto operator<=>(const Rare& a, const Rare& b) { return a.get() <=> b.get(); }
    template <class U>
    requires(!std::same_as<U, Rare>)
    friend bool operator==(const Rare& a, const U& b)
    {
        return a.get() == b;
    }

private:
    std::unique_ptr<T> m_value;
};

} // namespace nsscope
