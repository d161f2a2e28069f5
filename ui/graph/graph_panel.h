// SPDX-License-Identifier: GPL-3.0-or-later
// The graph with its surroundings: title, what moment is shown, the choice of layout, legend.
#pragma once
#include "core/track/frame.h"
#include "ui/graph/graph_view.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace nsscope::ui
{

class GraphPanel : public QFrame
{
    Q_OBJECT
public:
    GraphPanel(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);

    /// What the user chose; before that the tree tells the story of an experiment, and lanes show a host.
    struct Layouts
    {
        GraphView::Layout story = GraphView::Layout::Tree;
        GraphView::Layout host = GraphView::Layout::Lanes;
    };
    const Layouts& layouts() const { return m_layouts; }
    void setLayouts(const Layouts& layouts);
    /// For what is shown now, and for all of its kind.
    void chooseLayout(GraphView::Layout layout);

    GraphView* view() const { return m_view; }
    QString subtitle() const;

public slots:
    void setFrame(nsscope::FramePtr frame);

private:
    void retheme();
    void updateHeader();
    GraphView::Layout& wantedLayout();
    QPushButton* addLayoutButton(const QString& text, const QString& tip, GraphView::Layout layout);

    ThemeSource* m_theme;
    FramePtr m_frame;
    Layouts m_layouts;
    QLabel* m_title;
    QLabel* m_subtitle;
    QPushButton* m_tree;
    QPushButton* m_lanes;
    GraphView* m_view;
};

} // namespace nsscope::ui
