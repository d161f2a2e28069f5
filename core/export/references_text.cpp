// SPDX-License-Identifier: Apache-2.0
#include "core/export/references_text.h"

#include <array>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

std::string_view partWords(ReferenceKind kind)
{
    static constexpr std::array<std::string_view, referenceKindCount> words{
        "of sets of namespaces that tasks share",
        "of its file, for all descriptors and mounts of it",
        "of sockets",
        "of open files of /proc or of control groups",
        "of attached shared memory",
        "of process ids",
        "of credentials of tasks and open files",
        "of counts of users' resources",
        "of address spaces",
        "of file systems made in it",
        "of child namespaces",
        "of namespaces that it owns",
        "of kinds that this version does not know"};
    return words[static_cast<std::size_t>(kind)];
}

} // namespace

std::string referencesBrief(const NsReferences& references)
{
    const std::uint32_t explained = references.explained();
    const std::string head = fmt::format("{} reference{}, ", references.count, references.count == 1 ? "" : "s");
    return explained >= references.count ? head + fmt::format("{} explained", explained)
                                         : head + fmt::format("{} unexplained", references.count - explained);
}

std::string referencesSentence(const NsReferences& references)
{
    std::string text = referencesBrief(references);
    std::string_view separator = ": ";
    for (const ReferencePart& part : references.parts) {
        text += fmt::format("{}{} {}", separator, part.count, partWords(part.kind));
        separator = ", ";
    }
    return text + ".";
}

} // namespace nsscope
