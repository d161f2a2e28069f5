// SPDX-License-Identifier: GPL-3.0-or-later
// The outline as a tree with columns: the graph's twin for keyboard and screen reader. Shares the one selection.
#pragma once
#include "ui/models/outline_model.h"
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QTimer>
#include <QTreeView>

namespace nsscope::ui
{

class OutlineView : public QTreeView
{
    Q_OBJECT
public:
    OutlineView(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);

public slots:
    void setFrame(nsscope::FramePtr frame);

protected:
    void showEvent(QShowEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;

private:
    void schedule();
    void refresh();
    void followSelection();
    void expandNamespaces(const QModelIndex& parent, int first, int last);

    Selection* m_selection;
    ThemeSource* m_theme;
    FramePtr m_frame;
    OutlineModel m_model;
    QTimer m_pace; ///< at most a few merges a second
    bool m_following = false;
};

} // namespace nsscope::ui
