// SPDX-License-Identifier: Apache-2.0
#include "core/track/life_store.h"

#include <algorithm>
#include <iterator>

namespace nsscope
{

Life& LifeStore::edit(LifeId id)
{
    const std::size_t i = index(id);
    if (!m_editable[i]) {
        m_editable[i] = std::make_shared<Life>(*m_lives[i]);
        m_lives[i] = m_editable[i];
        m_edited.push_back(static_cast<std::uint32_t>(i));
    }
    return *m_editable[i];
}

LifeId LifeStore::add(const NsRef& ref)
{
    const auto id = static_cast<LifeId>(m_lives.size() + 1);
    auto life = std::make_shared<Life>();
    life->id = id;
    life->ref = ref;
    m_edited.push_back(static_cast<std::uint32_t>(m_lives.size()));
    m_lives.push_back(life);
    m_editable.push_back(std::move(life));
    m_notes.emplace_back();
    Number& number = m_byNumber[{ref.dev, ref.inode}];
    number.all.push_back(id);
    if (ref.id == 0)
        number.nameless.push_back(id);
    else
        number.byId.emplace(ref.id, id);
    return id;
}

void LifeStore::learnId(LifeId id, std::uint64_t nsId)
{
    NsRef& ref = edit(id).ref;
    Number& number = m_byNumber[{ref.dev, ref.inode}];
    std::erase(number.nameless, id);
    number.byId.emplace(nsId, id);
    ref.id = nsId;
}

NewestFirst LifeStore::candidates(const NsRef& ref) const
{
    const auto found = m_byNumber.find({ref.dev, ref.inode});
    if (found == m_byNumber.end())
        return NewestFirst(std::span<const LifeId>());
    const Number& number = found->second;
    const auto [first, last] = number.byId.equal_range(ref.id);
    if (ref.id == 0)
        return NewestFirst(number.all);
    if (first == last)
        return NewestFirst(number.nameless);
    std::vector<LifeId> lives = number.nameless;
    std::transform(first, last, std::back_inserter(lives), [](const auto& known) { return known.second; });
    std::sort(lives.begin(), lives.end());
    return NewestFirst(std::move(lives));
}

std::span<const LifeId> LifeStore::onNumber(const NsRef& ref) const
{
    const auto found = m_byNumber.find({ref.dev, ref.inode});
    return found == m_byNumber.end() ? std::span<const LifeId>() : found->second.all;
}

std::vector<std::shared_ptr<const Life>> LifeStore::share()
{
    for (const std::uint32_t i : m_edited)
        m_editable[i].reset();
    m_edited.clear();
    return m_lives;
}

} // namespace nsscope
