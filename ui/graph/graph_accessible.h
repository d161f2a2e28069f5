// SPDX-License-Identifier: GPL-3.0-or-later
// What assistive technology meets in the graph: the view as a tree, every drawn card as an item with a sentence, a place
// and the state "selected". Texts are those of the cards; the outline says the same as a table.
#pragma once
#include "ui/graph/graph_view.h"

#include <QAccessibleWidget>
#include <QPointer>
#include <unordered_map>

namespace nsscope::ui
{

/// One card; found again by its key, so that it survives every new frame.
class CardAccessible : public QAccessibleInterface
{
public:
    CardAccessible(GraphView* view, std::uint64_t key) : m_view(view), m_key(key) {}

    bool isValid() const override { return m_view && node() >= 0; }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override;
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::TreeItem; }
    QAccessible::State state() const override;
    std::uint64_t key() const { return m_key; }

private:
    std::int32_t node() const;

    QPointer<GraphView> m_view;
    std::uint64_t m_key;
};

class GraphAccessible : public QAccessibleWidget
{
public:
    explicit GraphAccessible(GraphView* view);
    ~GraphAccessible() override;

    int childCount() const override;
    QAccessibleInterface* child(int index) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface* child) const override;
    QAccessibleInterface* focusChild() const override;

    /// Makes Qt ask here for the interface of a GraphView. Once for the program.
    static void install();

private:
    GraphView* view() const;
    std::vector<std::uint64_t> keys() const;
    QAccessibleInterface* card(std::uint64_t key) const;

    mutable std::unordered_map<std::uint64_t, QAccessible::Id> m_cards;
};

} // namespace nsscope::ui
