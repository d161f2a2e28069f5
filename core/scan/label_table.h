// SPDX-License-Identifier: Apache-2.0
// The words that a user keeps for namespaces, from a small text file: one "KEY LABEL" a line, where KEY is "net:#117"
// (64-bit id), "net:[4026532178]" (number) or "name:blue" (any of its names). After a line "boot ID" ids and numbers
// count in that boot only, since they mean nothing in another. Empty lines and lines with "#" in front are left out.
#pragma once
#include "core/model/snapshot.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

class LabelTable
{
public:
    static constexpr std::size_t fileCap = 256 * 1024;
    static constexpr std::size_t labelCap = 200; ///< bytes of one label; the rest is cut off

    LabelTable() = default;
    /// Lines that are none of the above are left out.
    LabelTable(std::string_view text, std::string_view bootId);
    /// Of an id before that of a number before that of a name; empty where there is none.
    std::string_view labelOf(const NamespaceInfo& info) const;
    bool empty() const { return m_rules.empty(); }

private:
    struct Rule
    {
        std::optional<NsType> type; ///< none: by name
        bool byId = false;
        std::uint64_t number = 0;
        std::string name;
        std::string label;
    };
    static std::optional<Rule> parseKey(std::string_view key);

    std::vector<Rule> m_rules;
};

} // namespace nsscope
