// SPDX-License-Identifier: Apache-2.0
// All lives of a recording, by id and by inode number, with what the ledger notes beside each. Lives are copied on the
// first write after they were shared with a frame. Knows no rules about births or deaths; those are the Ledger's.
#pragma once
#include "core/model/fact.h"
#include "core/track/life.h"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace nsscope
{

/// What the ledger knows of a life besides what views are shown.
struct LifeNotes
{
    std::vector<std::uint32_t> open; ///< indices of open spans in Life::holders, ordered by holderBefore
    std::vector<Evidence> evidence;
    Instant seen;               ///< newest moment at which it was alive for certain, full scans not counted
    bool inSight = false;       ///< part of the newest snapshot
    bool looked = false;        ///< a scan has listed it at least once
    bool disproved = false;     ///< a scan found it after a witness had told its end
    bool labMade = false;
    std::int32_t labHolder = 0; ///< pid that the lab named as its holder
    std::uint64_t fact = 0;     ///< number of the fact that it was first told by
};

/// Lives from the newest on (clang 14 cannot read std::views::reverse of GCC 12's library).
class NewestFirst
{
public:
    /// Both in order of discovery; what is `shared` belongs to the store, and is valid until the next add.
    explicit NewestFirst(std::span<const LifeId> shared) : m_shared(shared) {}
    explicit NewestFirst(std::vector<LifeId> own) : m_own(std::move(own)) {}
    auto begin() const { return lives().rbegin(); }
    auto end() const { return lives().rend(); }

private:
    std::span<const LifeId> lives() const { return m_own.empty() ? m_shared : m_own; }

    std::vector<LifeId> m_own;
    std::span<const LifeId> m_shared;
};

class LifeStore
{
public:
    std::size_t size() const { return m_lives.size(); }
    const Life& at(LifeId id) const { return *m_lives[index(id)]; }
    LifeNotes& notes(LifeId id) { return m_notes[index(id)]; }
    const LifeNotes& notes(LifeId id) const { return m_notes[index(id)]; }
    /// For writing. The reference is valid until the next add or share.
    Life& edit(LifeId id);
    LifeId add(const NsRef& ref);
    /// Lives of any type that had this device and inode number, in order of discovery.
    std::span<const LifeId> onNumber(const NsRef& ref) const;
    /// Of the lives on this number those that `ref` may mean by its id.
    NewestFirst candidates(const NsRef& ref) const;
    /// The id of a life that was found without one.
    void learnId(LifeId id, std::uint64_t nsId);
    /// All lives for a frame; later edits do not reach them.
    std::vector<std::shared_ptr<const Life>> share();

private:
    static std::size_t index(LifeId id) { return static_cast<std::size_t>(id) - 1; }

    std::vector<std::shared_ptr<const Life>> m_lives;
    std::vector<std::shared_ptr<Life>> m_editable; ///< null: shared with a frame
    std::vector<std::uint32_t> m_edited;           ///< indices of those that are not null
    std::vector<LifeNotes> m_notes;
    struct Number
    {
        std::vector<LifeId> all;      ///< in order of discovery
        std::vector<LifeId> nameless; ///< those without an id, likewise
        std::multimap<std::uint64_t, LifeId> byId;
    };
    std::map<std::pair<std::uint64_t, std::uint64_t>, Number> m_byNumber; ///< device and inode
};

} // namespace nsscope
