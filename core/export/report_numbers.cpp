// SPDX-License-Identifier: Apache-2.0
#include "core/export/report_numbers.h"

#include "core/export/html_text.h"
#include "core/export/report_style.h"
#include "core/track/number_use.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace nsscope
{

namespace
{

constexpr double numberHeight = 14;

std::string joined(const std::vector<std::uint64_t>& numbers)
{
    constexpr std::size_t most = 12;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, numbers.size()); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(numbers[i]);
    return numbers.size() > most ? text + ", …" : text;
}

} // namespace

std::vector<std::string> numberSentences(const Frame& frame)
{
    if (frame.numbers.empty())
        return {};
    std::set<std::uint64_t> own;
    std::size_t fewest = frame.numbers.front().numbers.size();
    std::size_t most = 0;
    std::size_t inOneBlock = 0;
    for (const NumberUse& use : frame.numbers) {
        own.insert(use.ns.inode);
        fewest = std::min(fewest, use.numbers.size());
        most = std::max(most, use.numbers.size());
        inOneBlock += blocksOf(use.numbers).size() == 1;
    }
    std::vector<std::string> sentences;
    const std::string besides = fewest == most ? std::to_string(most) : fmt::format("{} to {}", fewest, most);
    sentences.push_back(fmt::format("Besides its own number each network namespace took {} more, one for each entry of its "
                                    "/proc/net: namespaces and entries of /proc get their numbers from one allocator, the "
                                    "lowest free one first.", besides));
    std::vector<std::uint64_t> distances;
    std::size_t full = 0;
    for (auto next = own.begin(), before = next++; next != own.end(); before = next++) {
        distances.push_back(*next - *before);
        full += *next - *before == most + 1;
    }
    if (!distances.empty())
        sentences.push_back(fmt::format("The {} numbers of their own lie {} apart; {} of these {} {}, which is one "
                                        "namespace with all its entries.", own.size(), joined(distances), full,
                                        full == 1 ? "is" : "are", most + 1));
    if (inOneBlock < frame.numbers.size())
        sentences.push_back(fmt::format("{} of {} found their entries' numbers in several holes that others had left, "
                                        "which makes distances irregular.", frame.numbers.size() - inOneBlock,
                                        frame.numbers.size()));
    return sentences;
}

std::string numberStrip(const Frame& frame)
{
    if (frame.numbers.empty())
        return {};
    const std::size_t rows = std::min(stripRows, frame.numbers.size());
    std::uint64_t lowest = UINT64_MAX;
    std::uint64_t highest = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        const NumberUse& use = frame.numbers[i];
        lowest = std::min(lowest, use.ns.inode);
        highest = std::max(highest, use.ns.inode);
        if (!use.numbers.empty()) {
            lowest = std::min(lowest, use.numbers.front());
            highest = std::max(highest, use.numbers.back());
        }
    }
    const double unit = (pictureWidth - pictureLabelWidth) / (static_cast<double>(highest - lowest) + 1);
    const auto x = [&](std::uint64_t number) { return pictureLabelWidth + static_cast<double>(number - lowest) * unit; };
    std::string body;
    double y = 2;
    for (std::size_t i = 0; i < rows; ++i) {
        const NumberUse& use = frame.numbers[i];
        body += fmt::format("<text class=\"label\" x=\"{}\" y=\"{:.1f}\">{}</text>\n", pictureLabelWidth - 8, y + 10,
                            linkText(use.ns));
        for (const NumberBlock& block : blocksOf(use.numbers))
            body += fmt::format("<rect class=\"entry\" x=\"{:.2f}\" y=\"{:.1f}\" width=\"{:.2f}\" height=\"6\"><title>"
                                "{} to {}: entries of its /proc/net</title></rect>\n", x(block.first), y + 4,
                                std::max(0.8, x(block.last + 1) - x(block.first)), block.first, block.last);
        body += fmt::format("<rect class=\"held\" x=\"{:.2f}\" y=\"{:.1f}\" width=\"{:.2f}\" height=\"{}\"><title>{}: the "
                            "namespace itself</title></rect>\n", x(use.ns.inode), y, std::max(2.0, unit), numberHeight - 2,
                            use.ns.inode);
        y += numberHeight;
    }
    body += fmt::format("<text class=\"time\" style=\"text-anchor:start\" x=\"{}\" y=\"{:.1f}\">{}</text>"
                        "<text class=\"label\" x=\"{}\" y=\"{:.1f}\">{}</text>\n", pictureLabelWidth, y + 14, lowest, pictureWidth, y + 14,
                        highest);
    return fmt::format("<svg viewBox=\"0 0 {} {:.0f}\" role=\"img\" aria-label=\"Numbers taken\">\n{}</svg>\n", pictureWidth, y + 20, body);
}

} // namespace nsscope
