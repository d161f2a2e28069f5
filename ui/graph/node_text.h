// SPDX-License-Identifier: GPL-3.0-or-later
// What the graph says about a node, in words: card lines, badge, pill, tooltip. Translated; bytes of strangers come out
// safe to show.
#pragma once
#include "ui/graph/graph_node.h"

#include <QString>

namespace nsscope::ui
{

/// "net …178 (+338)"; `shortly` leaves the offset out.
QString nodeTitle(const GraphNode& node, bool shortly = false);
/// "held · process 4711", "obsolete for 10 ms", "initial · 3 processes".
QString nodeSubtitle(const GraphNode& node, Instant at);
/// Its holders in few words, or the state where there are none: "3 processes", "obsolete".
QString nodeChip(const GraphNode& node);
/// "3rd"; empty where it says nothing.
QString nodeBadge(const GraphNode& node);
/// Two lines: "process", "4711".
QStringList pillLines(const GraphNode& node);
/// Two lines: "2 lives", "ended".
QStringList endedLines(const GraphNode& node);
/// Labels of edges: "owns 5", "owns", "parent".
QString ownsText(const GraphNode& node);
QString parentText();
/// Full number, id, state and holders as rich text for a tooltip.
QString nodeTooltip(const GraphNode& node, Instant at);
QString endedTooltip(const GraphNode& node, const Frame& frame);
QString pillTooltip(const GraphNode& node, Instant at);
/// One plain sentence for assistive technology.
QString nodeSentence(const GraphNode& node, Instant at);
/// "1st", "2nd", "3rd", "4th"
QString ordinalText(int n);

} // namespace nsscope::ui
