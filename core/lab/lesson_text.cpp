// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lesson_reader.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace nsscope {

std::vector<std::string> textAnchors(std::string_view markdown)
{
    std::vector<std::string> anchors;
    bool fenced = false;
    while (!markdown.empty()) {
        std::string_view line = markdown.substr(0, markdown.find('\n'));
        markdown.remove_prefix(std::min(markdown.size(), line.size() + 1));
        if (line.starts_with("```"))
            fenced = !fenced;
        if (fenced || !line.starts_with("#"))
            continue;
        line.remove_prefix(std::min(line.find_first_not_of('#'), line.size()));
        if (const std::size_t open = line.rfind("{#");
            open != std::string_view::npos && line.ends_with("}")) {
            anchors.emplace_back(line.substr(open + 2, line.size() - open - 3));
            continue;
        }
        std::string slug;
        for (const char c : line) {
            if (std::isalnum(static_cast<unsigned char>(c)))
                slug += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            else if (!slug.empty() && slug.back() != '-')
                slug += '-';
        }
        while (!slug.empty() && slug.back() == '-')
            slug.pop_back();
        anchors.push_back(slug);
    }
    return anchors;
}

namespace {

void checkAnchor(const std::vector<std::string>& anchors, const std::string& name, SourcePlace place,
                 std::string_view file, std::vector<Diagnostic>& out)
{
    if (!name.empty() && std::find(anchors.begin(), anchors.end(), name) == anchors.end())
        out.push_back({place, fmt::format("{} has no heading '{}'", file.empty() ? "text.md" : file, name)});
}

void checkSteps(const std::vector<LessonStep>& steps, const std::vector<std::string>& anchors,
                std::string_view file, std::vector<Diagnostic>& out)
{
    for (const LessonStep& step : steps) {
        checkAnchor(anchors, step.text, step.place, file, out);
        checkSteps(step.steps, anchors, file, out);
    }
}

} // namespace

std::vector<Diagnostic> missingAnchors(const Lesson& lesson, std::string_view markdown, std::string_view file)
{
    const std::vector<std::string> anchors = textAnchors(markdown);
    std::vector<Diagnostic> out;
    checkSteps(lesson.steps, anchors, file, out);
    for (const LessonVariant& variant : lesson.variants) {
        for (const auto& [anchor, replacement] : variant.anchors) {
            checkAnchor(anchors, anchor, variant.place, file, out);
            checkAnchor(anchors, replacement, variant.place, file, out);
        }
    }
    return out;
}

} // namespace nsscope
