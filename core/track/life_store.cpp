// SPDX-License-Identifier: Apache-2.0
#include "core/track/life_store.h"

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
    m_byNumber[{ref.dev, ref.inode}].push_back(id);
    return id;
}

std::span<const LifeId> LifeStore::onNumber(const NsRef& ref) const
{
    const auto found = m_byNumber.find({ref.dev, ref.inode});
    return found == m_byNumber.end() ? std::span<const LifeId>() : found->second;
}

std::vector<std::shared_ptr<const Life>> LifeStore::share()
{
    for (const std::uint32_t i : m_edited)
        m_editable[i].reset();
    m_edited.clear();
    return m_lives;
}

} // namespace nsscope
