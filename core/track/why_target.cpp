// SPDX-License-Identifier: Apache-2.0
#include "core/track/why_target.h"

#include "core/base/escape.h"
#include "core/track/filter_fields.h"
#include "core/track/filter_value.h"

#include <algorithm>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

std::string typeMessage(std::string_view name)
{
    const auto words = filterWordsOf(*filterFieldByName("type"));
    return fmt::format("'{}' is no namespace type{}", displayText(name), filterHint(name, words));
}

constexpr std::string_view forms = "expected TYPE:[INODE], TYPE:#ID, PID, PID:TYPE or a path with a slash";

} // namespace

tl::expected<WhyTarget, std::string> parseWhyTarget(std::string_view text)
{
    WhyTarget target;
    if (text.find('/') != text.npos) {
        target.path = text;
        return target;
    }
    const std::size_t colon = text.find(':');
    const std::string_view left = text.substr(0, colon);
    const std::string_view right = colon == text.npos ? std::string_view() : text.substr(colon + 1);
    if (const auto id = parseWholeNumber(left)) {
        target.kind = WhyTarget::Kind::Task;
        target.number = *id;
        target.type = nsTypeByName(right);
        if (colon != text.npos && !target.type)
            return tl::unexpected(typeMessage(right));
        if (*id == 0 || *id > INT32_MAX)
            return tl::unexpected(fmt::format("'{}' is no process id", left));
        return target;
    }
    if (colon == text.npos)
        return tl::unexpected(fmt::format("cannot read '{}': {}", displayText(text), forms));
    target.type = nsTypeByName(left);
    if (!target.type)
        return tl::unexpected(typeMessage(left));
    const bool byId = right.starts_with('#');
    const auto number = byId ? parseWholeNumber(right.substr(1)) : parseInodeText(right);
    if (!number)
        return tl::unexpected(fmt::format("cannot read '{}' after '{}:': {}", displayText(right), left, forms));
    target.kind = byId ? WhyTarget::Kind::Id : WhyTarget::Kind::Inode;
    target.number = *number;
    return target;
}

const NamespaceInfo* findTarget(const Snapshot& snapshot, const WhyTarget& target)
{
    const auto& all = snapshot.namespaces;
    const auto at = std::find_if(all.begin(), all.end(), [&](const NamespaceInfo& info) {
        const std::uint64_t seen = target.kind == WhyTarget::Kind::Id ? info.ref.id : info.ref.inode;
        return info.ref.type == target.type && seen == target.number;
    });
    return at == all.end() ? nullptr : &*at;
}

} // namespace nsscope
