// SPDX-License-Identifier: GPL-3.0-or-later
// Every action of the window with its text, shortcut and menu: the one registry that menus and the shortcut sheet are
// made from. Knows what actions are called, not what they do.
#pragma once
#include <QAction>
#include <QObject>
#include <QString>
#include <vector>

class QMenu;
class QMenuBar;

namespace nsscope::ui
{

enum class ActionId {
    Observe,
    ObserveElevated,
    ObserveElsewhere,
    Open,
    OpenReference,
    Save,
    SavePicture,
    CopyPicture,
    Quit,
    ExportGraph,
    ExportTimeline,
    ExportData,
    CopyGraph,
    CopyTimeline,
    Undo,
    Redo,
    Search,
    Filter,
    Palette,
    KeepInSight,
    Neighbourhood,
    ZoomToSelection,
    CountReferences,
    GraphTree,
    GraphLanes,
    RowsByNumber,
    RowsByType,
    RowsByOwner,
    RowsByRun,
    NoteMoment,
    CompareMoments,
    ComparePhases,
    Settings,
    ClearSelection,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Larger,
    Smaller,
    NormalSize,
    ShowLab,
    ShowTimeline,
    ShowSide,
    ShowOutline,
    FullScreen,
    ClassMode,
    Lessons,
    GoOn,
    Free,
    SaveFree,
    Run,
    Prepare,
    PlayPause,
    Step,
    Back,
    ToStart,
    ToEnd,
    ToNow,
    Slower,
    Faster,
    Reset,
    Welcome,
    Shortcuts,
    About,
    Count
};

class WindowActions : public QObject
{
    Q_OBJECT
public:
    explicit WindowActions(QWidget* window);

    QAction* action(ActionId id) const { return m_actions[static_cast<std::size_t>(id)]; }
    QMenu* recentMenu() const { return m_recent; }
    void fill(QMenuBar* bar);

    /// Actions with a shortcut, in menu order, for the sheet.
    struct Shortcut
    {
        QString group;
        QString text;
        QString keys;
    };
    std::vector<Shortcut> shortcuts() const;

private:
    std::vector<QAction*> m_actions;
    QMenu* m_recent = nullptr;
};

} // namespace nsscope::ui
