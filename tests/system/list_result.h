// SPDX-License-Identifier: Apache-2.0
// What `nsscope-cli list --json` printed, for questions that tests ask of it.
#pragma once
#include "tests/system/program_run.h"

#include <cstdint>
#include <optional>
#include <set>
#include <simdjson.h>
#include <string>
#include <utility>
#include <vector>

namespace nsscope
{

using ListedName = std::pair<std::string, std::uint64_t>; ///< type and inode

struct ListResult
{
    int status = -1;
    std::string errors;
    simdjson::dom::parser parser; ///< owns what `root` refers to
    simdjson::dom::element root;

    /// Runs `list --json` with more arguments, as this user.
    static ListResult run(std::vector<std::string> arguments, std::optional<unsigned> uid = std::nullopt);
    static ListResult run(std::vector<std::string> arguments, const ProgramRun::How& how);

    std::set<ListedName> names() const;
    /// JSON pointer (RFC 6901).
    bool has(const char* pointer) const;
    /// How much of `what` could not be read, for this reason alone where one is named.
    std::uint64_t gapCount(const std::string& what, const std::string& reason = {}) const;
};

} // namespace nsscope
