// SPDX-License-Identifier: Apache-2.0
// Typed access to one TOML table: takes each known key, notes every fault with its place, and at the end
// reports the keys that nobody took with the nearest right word. Internal to the lesson reader; toml++ stays
// in core/lab.
#pragma once
#include "core/lab/lesson.h"
#include "core/lab/lesson_reader.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// toml++ 3.3 states conditions of its own that a stranger's file can break ("[=]": parser.inl parse_key): an abort with
// assertions, with clang and without them undefined. Behind each stands an ordinary check, so they are left out.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expr) static_cast<void>(0)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

namespace nsscope {

SourcePlace placeOf(const toml::node& node);

class LessonTable
{
public:
    /// `what` names the table in messages: "step", "question".
    LessonTable(const toml::table& table, std::string_view what, std::vector<Diagnostic>& errors)
        : m_table(table), m_what(what), m_errors(errors)
    {
    }
    LessonTable(const LessonTable&) = delete;
    LessonTable& operator=(const LessonTable&) = delete;

    enum class Need { Optional, Required };

    std::string text(std::string_view key, Need need = Need::Optional, std::size_t maxBytes = 400);
    /// A name of [a-z0-9_-], at most 40 bytes; `key` is required or optional.
    std::string name(std::string_view key, Need need = Need::Optional);
    std::int64_t number(std::string_view key, std::int64_t fallback, std::int64_t min, std::int64_t max,
                        Need need = Need::Optional);
    LessonNumber numberOrParameter(std::string_view key, std::int64_t fallback, std::int64_t min,
                                   std::int64_t max, Need need = Need::Optional);
    bool flag(std::string_view key, bool fallback);
    std::vector<std::string> texts(std::string_view key, std::size_t maxCount);
    /// One of `words`; index, or -1 with a fault noted.
    int word(std::string_view key, std::span<const std::string_view> words, Need need = Need::Optional);
    /// Namespace types: "net", or ["net", "uts"]; "{name}" goes to *parameter where that is allowed.
    std::vector<NsType> types(std::string_view key, std::string* parameter = nullptr,
                              Need need = Need::Optional);
    /// Each table of an array of tables.
    void tables(std::string_view key, std::size_t maxCount,
                const std::function<void(const toml::table&)>& each);
    const toml::table* table(std::string_view key);

    SourcePlace place(std::string_view key) const; ///< of the value; of the table where it has none
    SourcePlace place() const { return placeOf(m_table); }
    void fault(SourcePlace place, std::string message) { m_errors.push_back({place, std::move(message)}); }
    /// Reports what was not taken. Call last. Gives the keys that there can be.
    std::vector<std::string> finish();

private:
    const toml::node* take(std::string_view key, Need need);
    void wrongType(std::string_view key, const toml::node& node, std::string_view expected);

    const toml::table& m_table;
    std::string m_what;
    std::vector<Diagnostic>& m_errors;
    std::vector<std::string> m_known;
};

/// "{count}" is "count"; empty where it is not of that form.
std::string parameterIn(std::string_view text);
bool isLessonName(std::string_view text);

} // namespace nsscope
