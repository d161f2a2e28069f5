// SPDX-License-Identifier: Apache-2.0
// Expressions that select namespaces, for the command line and the window's filter field:
//   type==net && holders==0      state==pinned || holder(fd)>1      !initial && name=~"*web*"      inode>=+300
// Operators == != < <= > >= =~ (part of a text, or a pattern with * and ?), && || ! and parentheses. A field with
// several values (pid, comm, name, holder) meets a comparison where one of them does, and != where none is equal.
#pragma once
#include "core/model/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace nsscope
{

struct FilterError
{
    std::size_t column = 1; ///< 1-based, in characters
    std::string message;    ///< without full stop: "unknown field 'typ'; did you mean 'type'?"
};

/// What an expression is asked about.
struct FilterSubject
{
    const NamespaceInfo& info;
    std::string_view state;            ///< "held", "pinned", "obsolete", ...
    std::optional<std::int64_t> ageNs; ///< since birth; absent where unknown
};
FilterSubject filterSubject(const NamespaceInfo& info);

struct FilterNode; // core/track/filter_node.h

class Filter
{
public:
    /// An empty text (or blanks) matches everything.
    static tl::expected<Filter, FilterError> parse(std::string_view text);

    bool matches(const FilterSubject& subject) const;
    bool matches(const NamespaceInfo& info) const { return matches(filterSubject(info)); }

private:
    explicit Filter(std::vector<FilterNode> nodes);
    std::shared_ptr<const std::vector<FilterNode>> m_nodes; ///< postfix
};

/// Names of all fields, for help and completion.
std::vector<std::string_view> filterFieldNames();
/// The expression with a caret under the column, then the message; three lines for a terminal.
std::string filterErrorText(std::string_view expression, const FilterError& error);

} // namespace nsscope
