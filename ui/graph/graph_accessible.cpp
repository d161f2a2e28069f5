// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_accessible.h"

#include "ui/graph/node_text.h"

#include <QWindow>
#include <algorithm>

namespace nsscope::ui
{

std::int32_t CardAccessible::node() const { return m_view ? m_view->scene().nodeWithKey(m_key) : -1; }

QWindow* CardAccessible::window() const { return m_view ? m_view->window()->windowHandle() : nullptr; }

QAccessibleInterface* CardAccessible::parent() const { return QAccessible::queryAccessibleInterface(m_view); }

QString CardAccessible::text(QAccessible::Text kind) const
{
    const std::int32_t i = node();
    if (i < 0)
        return {};
    const GraphScene& scene = m_view->scene();
    if (kind == QAccessible::Name)
        return nodeSentence(scene.node(i), scene.content.at);
    if (kind == QAccessible::Description && scene.node(i).parent >= 0)
        return GraphView::tr("below %1").arg(nodeTitle(scene.node(scene.node(i).parent)));
    return {};
}

QRect CardAccessible::rect() const
{
    const std::int32_t i = node();
    if (i < 0)
        return {};
    const QRect box = m_view->camera().view().map(m_view->scene().box(i).card).toAlignedRect();
    return {m_view->viewport()->mapToGlobal(box.topLeft()), box.size()};
}

QAccessible::State CardAccessible::state() const
{
    QAccessible::State state;
    const std::int32_t i = node();
    state.invalid = i < 0;
    if (i < 0)
        return state;
    const GraphNode& card = m_view->scene().node(i);
    state.selectable = card.life != nullptr;
    state.focusable = true;
    state.selected = card.life && m_view->scene().content.nodeOf(m_view->selectedLife()) == i;
    state.focused = m_view->hasFocus() && m_view->currentKey() == m_key;
    state.expandable = card.expandable();
    state.expanded = card.expandable() && card.open;
    state.collapsed = card.expandable() && !card.open;
    state.offscreen = !m_view->viewport()->rect().intersects(
        m_view->camera().view().map(m_view->scene().box(i).card).toAlignedRect());
    return state;
}

GraphAccessible::GraphAccessible(GraphView* view) : QAccessibleWidget(view, QAccessible::Tree) {}

GraphAccessible::~GraphAccessible()
{
    for (const auto& [key, id] : m_cards)
        QAccessible::deleteAccessibleInterface(id);
}

GraphView* GraphAccessible::view() const { return static_cast<GraphView*>(widget()); }

std::vector<std::uint64_t> GraphAccessible::keys() const
{
    std::vector<std::uint64_t> all;
    const GraphScene& scene = view()->scene();
    for (std::size_t i = 0; i < scene.boxes.size(); ++i) {
        if (!scene.boxes[i].card.isNull())
            all.push_back(scene.content.nodes[i].key);
    }
    return all;
}

QAccessibleInterface* GraphAccessible::card(std::uint64_t key) const
{
    const auto known = m_cards.find(key);
    if (known != m_cards.end())
        return QAccessible::accessibleInterface(known->second);
    auto* made = new CardAccessible(view(), key);
    m_cards.emplace(key, QAccessible::registerAccessibleInterface(made));
    return made;
}

int GraphAccessible::childCount() const { return static_cast<int>(keys().size()); }

QAccessibleInterface* GraphAccessible::child(int index) const
{
    const std::vector<std::uint64_t> all = keys();
    return index < 0 || index >= static_cast<int>(all.size()) ? nullptr : card(all[static_cast<std::size_t>(index)]);
}

QAccessibleInterface* GraphAccessible::childAt(int x, int y) const
{
    const QPoint at = view()->viewport()->mapFromGlobal(QPoint(x, y));
    const SceneHit hit = view()->scene().hit(view()->camera().view().unmap(QPointF(at)));
    return hit.node < 0 ? nullptr : card(view()->scene().node(hit.node).key);
}

int GraphAccessible::indexOfChild(const QAccessibleInterface* child) const
{
    const auto* item = dynamic_cast<const CardAccessible*>(child);
    if (!item)
        return -1;
    const std::vector<std::uint64_t> all = keys();
    const auto found = std::find(all.begin(), all.end(), item->key());
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

QAccessibleInterface* GraphAccessible::focusChild() const
{
    const std::uint64_t key = view()->currentKey();
    return view()->hasFocus() && key != 0 && view()->scene().nodeWithKey(key) >= 0 ? card(key) : nullptr;
}

void GraphAccessible::install()
{
    static const bool once = [] {
        QAccessible::installFactory([](const QString&, QObject* object) -> QAccessibleInterface* {
            auto* graph = qobject_cast<GraphView*>(object);
            return graph ? new GraphAccessible(graph) : nullptr;
        });
        return true;
    }();
    Q_UNUSED(once)
}

} // namespace nsscope::ui
