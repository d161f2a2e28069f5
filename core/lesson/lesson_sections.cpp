// SPDX-License-Identifier: Apache-2.0
#include "core/lesson/lesson_sections.h"

#include "core/lab/lesson_reader.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace nsscope
{

namespace
{

std::string titleOf(std::string_view heading, std::size_t level)
{
    heading.remove_prefix(level);
    if (const std::size_t open = heading.rfind("{#"); open != std::string_view::npos && heading.ends_with("}"))
        heading = heading.substr(0, open);
    const std::size_t from = heading.find_first_not_of(' ');
    if (from == std::string_view::npos)
        return {};
    return std::string(heading.substr(from, heading.find_last_not_of(' ') - from + 1));
}

void collectAnchors(const std::vector<LessonStep>& steps, std::set<std::string, std::less<>>& out)
{
    for (const LessonStep& step : steps) {
        out.insert(step.text);
        collectAnchors(step.steps, out);
    }
}

/// {6, 18} of "6.18.1-rc2"; {0, 0} where it does not begin with a version.
std::pair<int, int> versionOf(std::string_view kernel)
{
    std::pair<int, int> version{0, 0};
    const char* end = kernel.data() + kernel.size();
    const auto major = std::from_chars(kernel.data(), end, version.first);
    if (major.ec == std::errc() && major.ptr != end && *major.ptr == '.')
        std::from_chars(major.ptr + 1, end, version.second);
    return version;
}

bool covers(const LessonVariant& variant, std::pair<int, int> kernel)
{
    return (variant.fromKernel.empty() || versionOf(variant.fromKernel) <= kernel) &&
           (variant.toKernel.empty() || kernel <= versionOf(variant.toKernel));
}

} // namespace

std::vector<LessonSection> lessonSections(std::string_view markdown)
{
    std::vector<LessonSection> sections;
    bool fenced = false;
    while (!markdown.empty()) {
        const std::string_view line = markdown.substr(0, markdown.find('\n'));
        markdown.remove_prefix(std::min(markdown.size(), line.size() + 1));
        fenced ^= line.starts_with("```");
        if (fenced || !line.starts_with("#")) {
            if (!sections.empty())
                sections.back().body.append(line).append("\n");
            continue;
        }
        const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
        const std::vector<std::string> anchor = textAnchors(line);
        sections.push_back({static_cast<int>(level), anchor.empty() ? std::string() : anchor.front(), titleOf(line, level), {}});
    }
    return sections;
}

std::string stageText(const Lesson& lesson, const std::vector<LessonSection>& sections, std::string_view stage)
{
    std::set<std::string, std::less<>> named;
    collectAnchors(lesson.steps, named);
    for (const LessonVariant& variant : lesson.variants) {
        for (const auto& [anchor, replacement] : variant.anchors)
            named.insert(replacement);
    }
    auto section = std::find_if(sections.begin(), sections.end(),
                                [&](const LessonSection& s) { return s.level <= 2 && s.anchor == stage; });
    if (section == sections.end())
        return {};
    std::string text = section->body;
    for (++section; section != sections.end() && section->level > 2; ++section) {
        if (!named.contains(section->anchor))
            text += "\n**" + section->title + "**\n\n" + section->body;
    }
    return text.find_first_not_of(" \n\t\r") == std::string::npos ? std::string() : text;
}

std::string otherKernelsText(const Lesson& lesson, const std::vector<LessonSection>& sections, std::string_view kernel)
{
    std::string text = stageText(lesson, sections, "on-other-kernels");
    std::set<std::string> shown; // here, or below
    const auto add = [&](const std::string& anchor) {
        const auto section = std::find_if(sections.begin(), sections.end(), [&](const LessonSection& s) { return s.anchor == anchor; });
        if (section != sections.end() && shown.insert(anchor).second)
            text += "\n**" + section->title + "**\n\n" + section->body;
    };
    for (const LessonVariant& variant : lesson.variants) {
        for (const auto& [anchor, replacement] : variant.anchors) {
            if (const LessonSection* here = stepSection(lesson, sections, anchor, kernel))
                shown.insert(here->anchor);
        }
    }
    for (const LessonVariant& variant : lesson.variants) {
        for (const auto& [anchor, replacement] : variant.anchors) {
            add(replacement);
            add(anchor);
        }
    }
    return text;
}

const LessonSection* stepSection(const Lesson& lesson, const std::vector<LessonSection>& sections,
                                 std::string_view anchor, std::string_view kernel)
{
    std::string wanted(anchor);
    for (const LessonVariant& variant : lesson.variants) {
        if (!covers(variant, versionOf(kernel)))
            continue;
        for (const auto& [from, to] : variant.anchors) {
            if (from == anchor)
                wanted = to;
        }
    }
    const auto found = std::find_if(sections.begin(), sections.end(),
                                    [&](const LessonSection& s) { return !wanted.empty() && s.anchor == wanted; });
    return found == sections.end() ? nullptr : &*found;
}

const LessonStep* findStep(const std::vector<LessonStep>& steps, std::string_view id)
{
    for (const LessonStep& step : steps) {
        if (!id.empty() && step.id == id)
            return &step;
        if (const LessonStep* inner = findStep(step.steps, id))
            return inner;
    }
    return nullptr;
}

} // namespace nsscope
