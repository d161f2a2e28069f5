// SPDX-License-Identifier: Apache-2.0
// What each two witnesses said about the same lives, held against each other: how often both spoke, and how often what
// they said can both be right.
#pragma once
#include "core/model/fact.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace nsscope
{

class WitnessPairs
{
public:
    /// All that was told about one life; `slack` ns is forgiven between clocks that round differently.
    void add(const std::vector<Evidence>& told, std::int64_t slack);

    /// Lives that this witness said anything about.
    std::size_t livesOf(const std::string& witness) const;
    /// Lives that both said something about.
    std::size_t compared(const std::string& a, const std::string& b) const;
    /// What cannot both be right, a sentence each.
    const std::vector<std::string>& contradictions() const { return m_contradictions; }
    /// One line a witness and one a pair, for people.
    std::string table() const;

private:
    struct Count
    {
        std::size_t compared = 0;
        std::size_t agree = 0;
    };
    std::map<std::string, std::size_t> m_lives;
    std::map<std::pair<std::string, std::string>, Count> m_pairs; ///< names in alphabetical order
    std::vector<std::string> m_contradictions;
};

} // namespace nsscope
