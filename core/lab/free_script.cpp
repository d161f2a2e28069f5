// SPDX-License-Identifier: Apache-2.0
#include "core/lab/free_script.h"

#include "core/base/escape.h"
#include "core/lab/lesson_compile.h"
#include "core/lab/lesson_reader.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

using Words = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t longestLine = 400;

/// Verbs that make no sense when each step is pressed by hand, and keys that are given by the script itself.
constexpr std::array<std::string_view, 2> otherVerbs{"repeat", "sleep"};
constexpr std::array<std::string_view, 6> ownKeys{"id", "text", "show", "phase", "line", "step"};

std::string numbered(std::size_t number) { return fmt::format("s{}", number); }

Result<Words> wordsOf(std::string_view line)
{
    if (line.size() > longestLine)
        return failure(fmt::format("a step is at most {} bytes long", longestLine));
    Words words;
    while (true) {
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (line.empty())
            break;
        const std::string_view word = line.substr(0, line.find(' '));
        line.remove_prefix(word.size());
        const std::size_t equals = word.find('=');
        if (words.empty())
            words.emplace_back("do", word);
        else if (equals == std::string_view::npos || equals == 0)
            return failure(fmt::format("\"{}\" is not of the form key=value", displayText(word)));
        else
            words.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
    if (words.empty())
        return failure("a step begins with its verb, as in \"unshare types=net as=A\"");
    return words;
}

Status allowed(const Words& words)
{
    const auto is = [](std::string_view text) { return [text](std::string_view other) { return other == text; }; };
    if (std::any_of(otherVerbs.begin(), otherVerbs.end(), is(words.front().second)))
        return failure(fmt::format("a free experiment has no '{}': each step is one press", words.front().second));
    for (const auto& [key, value] : words) {
        if (std::any_of(ownKeys.begin(), ownKeys.end(), is(key)))
            return failure(fmt::format("a free experiment gives the key '{}' by itself", key));
    }
    return {};
}

bool isNumber(std::string_view text)
{
    return !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string_view::npos &&
           (text.size() == 1 || text.front() != '0');
}

/// The value as its key has it: whole numbers, truth, lists and texts.
std::string tomlValue(const std::string& key, const std::string& value)
{
    if ((key == "ms" && isNumber(value)) || (key == "o_path" && (value == "true" || value == "false")))
        return value;
    if (key != "types" || value.find(',') == std::string::npos)
        return tomlText(value);
    std::string list;
    for (std::size_t from = 0; from <= value.size();) {
        const std::size_t comma = std::min(value.find(',', from), value.size());
        list += (list.empty() ? "[" : ", ") + tomlText(value.substr(from, comma - from));
        from = comma + 1;
    }
    return list + "]";
}

/// Keys stand bare, or else in quotes for the reader to refuse.
std::string tomlKey(const std::string& key)
{
    const bool bare = !key.empty() && key.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
    return bare ? key : tomlText(key);
}

std::string headToml(const LessonHead& head)
{
    return fmt::format("format = 1\nid = {}\ntitle = {}\ngoal = {}\n", tomlText(head.id), tomlText(head.title), tomlText(head.goal));
}

std::string stepToml(const Words& words, const std::string& id)
{
    std::string toml = fmt::format("\n[[step]]\nid = {}\n", tomlText(id));
    for (const auto& [key, value] : words)
        toml += fmt::format("{} = {}\n", tomlKey(key), tomlValue(key, value));
    return toml;
}

std::string scriptToml(const LessonHead& head, const std::vector<std::string>& lines, bool headings)
{
    std::string toml = headToml(head);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        toml += stepToml(*wordsOf(lines[i]), numbered(i + 1));
        if (headings)
            toml += fmt::format("text = {}\n", tomlText(numbered(i + 1)));
    }
    return toml;
}

const LessonHead readHead{"built", freeExperimentTitle, freeExperimentTitle};

} // namespace

std::string tomlText(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : displayText(text)) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

Result<FreeScript> FreeScript::of(const std::vector<std::pair<std::string, std::string>>& parameters)
{
    FreeScript script;
    for (const auto& [name, line] : parameters) {
        if (name != numbered(script.m_lines.size() + 1))
            return failure(fmt::format("the steps of a free experiment are s1, s2 and so on, in this order; \"{}\" is not the next",
                                       displayText(name)));
        if (const Status added = script.add(line); !added)
            return tl::make_unexpected(added.error());
    }
    return script;
}

Status FreeScript::add(std::string_view line)
{
    if (m_lines.size() >= mostFreeSteps)
        return failure(fmt::format("a free experiment has at most {} steps; save it, and begin another", mostFreeSteps));
    const auto words = wordsOf(line);
    if (!words)
        return tl::make_unexpected(words.error());
    if (const Status sound = allowed(*words); !sound)
        return sound;
    std::vector<std::string> lines = m_lines;
    lines.emplace_back(line);
    LessonReading reading = readLesson(scriptToml(readHead, lines, false));
    if (!reading.errors.empty())
        return failure(reading.errors.front().message);
    if (const auto compiled = compileLesson(reading.lesson); !compiled)
        return tl::make_unexpected(compiled.error());
    m_lines = std::move(lines);
    m_lesson = std::move(reading.lesson);
    return {};
}

void FreeScript::keep(std::size_t steps)
{
    if (steps >= m_lines.size())
        return;
    m_lines.resize(steps);
    m_lesson.steps.resize(steps);
}

const LessonStep* FreeScript::step(std::string_view id) const
{
    const auto found = std::find_if(m_lesson.steps.begin(), m_lesson.steps.end(), [&](const LessonStep& s) { return s.id == id; });
    return found == m_lesson.steps.end() ? nullptr : &*found;
}

Experiment FreeScript::experiment() const
{
    Lesson lesson = m_lesson;
    lesson.id = freeExperimentId;
    lesson.title = freeExperimentTitle;
    auto compiled = compileLesson(lesson);
    assert(compiled); // each step was tried when it was added
    compiled->plan.parameters.clear();
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        compiled->plan.parameters.emplace_back(numbered(i + 1), m_lines[i]);
    return std::move(*compiled);
}

std::string FreeScript::toml(const LessonHead& head) const { return scriptToml(head, m_lines, true); }

} // namespace nsscope
