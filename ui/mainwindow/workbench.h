// SPDX-License-Identifier: GPL-3.0-or-later
// Places the panels: experiment left, graph above timeline in the middle, inspector and outline right. In a narrow
// window all side panels share one column of tabs. Knows nothing of what the panels show.
#pragma once
#include "ui/theme/theme_source.h"

#include <QWidget>

class QFrame;
class QSplitter;

namespace nsscope::ui
{

class SidePanel;

class Workbench : public QWidget
{
    Q_OBJECT
public:
    struct Panels
    {
        QFrame* lab;
        QWidget* graph;
        QWidget* timeline;
        QWidget* inspector;
        QWidget* outline;
        QWidget* compare;
    };
    Workbench(ThemeSource* theme, const Panels& panels, QWidget* parent = nullptr);

    void setLabShown(bool shown);
    /// Room for a lesson's text.
    void setLabWide(bool wide);
    void setTimelineShown(bool shown);
    /// It has one sentence to say: the graph takes what it does not need.
    void setTimelineQuiet(bool quiet);
    void setSideShown(bool shown);
    void showOutline();
    void showInspector();
    void showCompare();
    QByteArray columnSizes() const; ///< empty unless the user has moved them
    QByteArray centreSizes() const;
    void restoreSizes(const QByteArray& columns, const QByteArray& centre);
    bool narrow() const { return m_narrow; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void setNarrow(bool narrow);
    void distribute();
    void distributeAgain(); ///< unless the user has moved a splitter

    ThemeSource* m_theme;
    Panels m_panels;
    QSplitter* m_columns;
    QSplitter* m_centre;
    SidePanel* m_side;
    bool m_narrow = false;
    bool m_labShown = true;
    bool m_labWide = false;
    bool m_timelineQuiet = false;
    bool m_touched = false; ///< the user has moved a splitter: sizes are theirs
};

} // namespace nsscope::ui
