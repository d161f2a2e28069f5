// SPDX-License-Identifier: Apache-2.0
#include "core/export/graph_dot.h"

#include "core/base/escape.h"
#include "core/export/holder_text.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

std::string quoted(std::string_view bytes)
{
    std::string text = "\"";
    for (const char c : displayText(bytes)) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + "\"";
}

std::string nodeName(const NsRef& ref)
{
    return fmt::format("\"{}:{}:{}:{}\"", nsTypeName(ref.type), ref.dev, ref.inode, ref.id);
}

std::string_view shapeOf(NsType type)
{
    return type == NsType::User ? "house" : type == NsType::Pid ? "ellipse" : "box";
}

void addEdge(std::string& text, const NsLink& from, const NsRef& to, std::string_view style)
{
    if (from.kind == NsLink::Kind::Ref)
        text += fmt::format("  {} -> {} [style={}];\n", nodeName(from.ref), nodeName(to), style);
}

} // namespace

std::string graphDot(const Snapshot& snapshot)
{
    std::string text = "digraph namespaces {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n";
    for (const NamespaceInfo& info : snapshot.namespaces) {
        // Both lines are quoted apart, so that the line break between them is Graphviz's own escape.
        std::string label = quoted(linkText(info.ref));
        label.pop_back();
        label += "\\n" + quoted(holdersBrief(info)).substr(1);
        text += fmt::format("  {} [label={}, shape={}{}];\n", nodeName(info.ref), label, shapeOf(info.ref.type),
                            isHeld(info) ? "" : ", style=dashed");
        addEdge(text, info.owner, info.ref, "solid");
        addEdge(text, info.parent, info.ref, "dashed");
    }
    return text + "}\n";
}

} // namespace nsscope
