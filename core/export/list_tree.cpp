// SPDX-License-Identifier: Apache-2.0
#include "core/export/list_row.h"
#include "core/export/list_text.h"
#include "core/track/why.h"

#include <algorithm>

namespace nsscope
{

namespace
{

/// Who stands below whom, by index; `shown` are the chosen ones and what stands above them.
struct Forest
{
    std::vector<std::vector<std::size_t>> below;
    std::vector<std::size_t> roots;
    std::vector<bool> shown;
};

bool takesPart(const NamespaceInfo& info, TreeKind kind) { return kind == TreeKind::Owner || nsTypeRow(info.ref.type).hasParent; }

const NsLink& linkUp(const NamespaceInfo& info, TreeKind kind)
{
    const bool user = info.ref.type == NsType::User;
    return kind == TreeKind::Parent || user ? info.parent : info.owner;
}

Forest plant(const Snapshot& snapshot, const Chosen& chosen, TreeKind kind)
{
    const auto& all = snapshot.namespaces;
    Forest forest{std::vector<std::vector<std::size_t>>(all.size()), {}, std::vector<bool>(all.size())};
    std::vector<std::size_t> above(all.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const NsLink& link = linkUp(all[i], kind);
        const NamespaceInfo* up = link.kind == NsLink::Kind::Ref ? findNamespace(snapshot, link.ref) : nullptr;
        if (up != nullptr && up != &all[i])
            above[i] = static_cast<std::size_t>(up - all.data());
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t at = i; at < all.size() && chosen[i] && takesPart(all[i], kind) && !forest.shown[at]; at = above[at])
            forest.shown[at] = true;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (forest.shown[i])
            (above[i] < all.size() ? forest.below[above[i]] : forest.roots).push_back(i);
    }
    // What belongs to a user namespace comes before the user namespaces below it.
    const auto userLast = [&](std::size_t a, std::size_t b) {
        return (all[a].ref.type == NsType::User) < (all[b].ref.type == NsType::User);
    };
    for (auto& list : forest.below)
        std::stable_sort(list.begin(), list.end(), userLast);
    return forest;
}

struct Visit
{
    std::size_t index;
    std::string indent; ///< for what stands below it
    std::string mark;
};

} // namespace

std::string listTree(const Snapshot& snapshot, const Chosen& chosen, TreeKind kind, const TextStyle& style,
                     std::size_t width)
{
    Forest forest = plant(snapshot, chosen, kind);
    const std::string_view branch = style.utf8 ? "├─" : "|-";
    const std::string_view lastBranch = style.utf8 ? "└─" : "`-";
    const std::string_view line = style.utf8 ? "│ " : "| ";
    const bool references = hasReferences(snapshot);
    TextTable table(listColumns(references));
    std::vector<bool> done(snapshot.namespaces.size());
    const auto drawFrom = [&](std::size_t root) {
        std::vector<Visit> open{{root, "", ""}};
        while (!open.empty()) {
            const Visit visit = std::move(open.back());
            open.pop_back();
            if (done[visit.index])
                continue;
            done[visit.index] = true;
            std::vector<TableCell> row = listRow(snapshot.namespaces[visit.index], !chosen[visit.index], references);
            row.front().mark = visit.mark;
            table.addRow(std::move(row));
            const auto& below = forest.below[visit.index];
            for (std::size_t i = below.size(); i-- > 0;) {
                const bool last = i + 1 == below.size();
                open.push_back({below[i], visit.indent + std::string(last ? "  " : line),
                                visit.indent + std::string(last ? lastBranch : branch)});
            }
        }
    };
    for (const std::size_t root : forest.roots)
        drawFrom(root);
    // A recording can claim a circle, which no root leads to.
    for (std::size_t i = 0; i < done.size(); ++i) {
        if (forest.shown[i] && !done[i])
            drawFrom(i);
    }
    return table.text(style, width);
}

} // namespace nsscope
