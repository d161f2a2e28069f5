// SPDX-License-Identifier: Apache-2.0
#include "tests/system/list_result.h"

#include <gtest/gtest.h>

namespace nsscope
{

ListResult ListResult::run(std::vector<std::string> arguments, std::optional<unsigned> uid)
{
    return run(std::move(arguments), ProgramRun::How{uid, {}, {}});
}

ListResult ListResult::run(std::vector<std::string> arguments, const ProgramRun::How& how)
{
    arguments.insert(arguments.begin(), {"list", "--json"});
    ProgramRun program(std::move(arguments), how);
    ListResult result;
    result.status = program.finish();
    result.errors = program.errors();
    const auto error = result.parser.parse(program.output()).get(result.root);
    EXPECT_FALSE(error) << simdjson::error_message(error) << ": " << result.errors;
    return result;
}

std::set<ListedName> ListResult::names() const
{
    std::set<ListedName> names;
    simdjson::dom::array namespaces;
    EXPECT_FALSE(root["namespaces"].get(namespaces));
    for (const auto ns : namespaces)
        names.emplace(std::string(std::string_view(ns["type"])), std::uint64_t(ns["inode"]));
    return names;
}

bool ListResult::has(const char* pointer) const { return !root.at_pointer(pointer).error(); }

std::uint64_t ListResult::gapCount(const std::string& what, const std::string& reason) const
{
    std::uint64_t count = 0;
    simdjson::dom::array gaps;
    EXPECT_FALSE(root["gaps"].get(gaps));
    for (const auto gap : gaps)
        count += std::string_view(gap["what"]) == what && (reason.empty() || std::string_view(gap["reason"]) == reason)
                     ? std::uint64_t(gap["count"])
                     : 0;
    return count;
}

} // namespace nsscope
