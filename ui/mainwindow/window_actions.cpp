// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/window_actions.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QWidget>

namespace nsscope::ui
{

namespace
{

enum class Menu { File, Edit, View, Experiment, Help, Count };

struct Row
{
    ActionId id;
    Menu menu;
    const char* text;
    const char* keys; ///< portable names, several parted by blanks; empty: none
    bool checkable = false;
    bool opensGroup = false; ///< a separator stands before it
};

constexpr Row rows[] = {
    {ActionId::Observe, Menu::File, QT_TR_NOOP("Observe this host"), "Ctrl+L"},
    {ActionId::ObserveElevated, Menu::File, QT_TR_NOOP("Observe this host as root…"), "Ctrl+Shift+L"},
    {ActionId::ObserveElsewhere, Menu::File, QT_TR_NOOP("Observe another place…"), "Ctrl+Alt+L"},
    {ActionId::Open, Menu::File, QT_TR_NOOP("Open recording…"), "Ctrl+O", false, true},
    {ActionId::OpenReference, Menu::File, QT_TR_NOOP("Open reference recording"), ""},
    {ActionId::Save, Menu::File, QT_TR_NOOP("Save recording…"), "Ctrl+S", false, true},
    {ActionId::ExportGraph, Menu::File, QT_TR_NOOP("Export graph…"), "Ctrl+E", false, true},
    {ActionId::ExportTimeline, Menu::File, QT_TR_NOOP("Export timeline…"), "Ctrl+Shift+E"},
    {ActionId::ExportData, Menu::File, QT_TR_NOOP("Export data or a report…"), "Ctrl+Alt+E"},
    {ActionId::SavePicture, Menu::File, QT_TR_NOOP("Export picture of the window…"), ""},
    {ActionId::Quit, Menu::File, QT_TR_NOOP("Quit"), "Ctrl+Q", false, true},
    {ActionId::Undo, Menu::Edit, QT_TR_NOOP("Undo"), "Ctrl+Z"},
    {ActionId::Redo, Menu::Edit, QT_TR_NOOP("Redo"), "Ctrl+Shift+Z Ctrl+Y"},
    {ActionId::CopyGraph, Menu::Edit, QT_TR_NOOP("Copy graph as picture"), "Ctrl+Shift+C", false, true},
    {ActionId::CopyTimeline, Menu::Edit, QT_TR_NOOP("Copy timeline as picture"), ""},
    {ActionId::CopyPicture, Menu::Edit, QT_TR_NOOP("Copy window as picture"), ""},
    {ActionId::KeepInSight, Menu::Edit, QT_TR_NOOP("Keep selected card in sight"), "K", true, true},
    {ActionId::NoteMoment, Menu::Edit, QT_TR_NOOP("Note on this moment…"), "Ctrl+M"},
    {ActionId::Settings, Menu::Edit, QT_TR_NOOP("Settings…"), "Ctrl+,", false, true},
    {ActionId::Palette, Menu::View, QT_TR_NOOP("All commands…"), "Ctrl+K Ctrl+Shift+P"},
    {ActionId::Search, Menu::View, QT_TR_NOOP("Search"), "Ctrl+F"},
    {ActionId::Filter, Menu::View, QT_TR_NOOP("Filter all views"), "Ctrl+Shift+F"},
    {ActionId::ClearSelection, Menu::View, QT_TR_NOOP("Clear selection"), "Esc"},
    {ActionId::ZoomToSelection, Menu::View, QT_TR_NOOP("Zoom to selection"), "Z", false, true},
    {ActionId::Neighbourhood, Menu::View, QT_TR_NOOP("Only the neighbourhood of the selection"), "O", true},
    {ActionId::CountReferences, Menu::View, QT_TR_NOOP("Count references"), "C"},
    {ActionId::GraphTree, Menu::View, QT_TR_NOOP("Graph as tree"), "G", true, true},
    {ActionId::GraphLanes, Menu::View, QT_TR_NOOP("Graph in lanes"), "Shift+G", true},
    {ActionId::RowsByNumber, Menu::View, QT_TR_NOOP("Timeline rows by number"), "", true, true},
    {ActionId::RowsByType, Menu::View, QT_TR_NOOP("Timeline rows by type"), "", true},
    {ActionId::RowsByOwner, Menu::View, QT_TR_NOOP("Timeline rows by owner"), "", true},
    {ActionId::RowsByRun, Menu::View, QT_TR_NOOP("Timeline rows by experiment"), "", true},
    {ActionId::ComparePhases, Menu::View, QT_TR_NOOP("Compare phases"), "F7", false, true},
    {ActionId::CompareMoments, Menu::View, QT_TR_NOOP("Compare markers A and B"), "Shift+F7"},
    {ActionId::ShowLab, Menu::View, QT_TR_NOOP("Experiment panel"), "F2", true, true},
    {ActionId::ShowTimeline, Menu::View, QT_TR_NOOP("Timeline panel"), "F3", true},
    {ActionId::ShowSide, Menu::View, QT_TR_NOOP("Side panel"), "F4", true},
    {ActionId::ShowOutline, Menu::View, QT_TR_NOOP("Outline"), "F6"},
    {ActionId::ThemeSystem, Menu::View, QT_TR_NOOP("Colours of the desktop"), "", true, true},
    {ActionId::ThemeLight, Menu::View, QT_TR_NOOP("Light"), "", true},
    {ActionId::ThemeDark, Menu::View, QT_TR_NOOP("Dark"), "", true},
    {ActionId::Larger, Menu::View, QT_TR_NOOP("Larger text"), "Ctrl++ Ctrl+=", false, true},
    {ActionId::Smaller, Menu::View, QT_TR_NOOP("Smaller text"), "Ctrl+-"},
    {ActionId::NormalSize, Menu::View, QT_TR_NOOP("Normal text"), "Ctrl+0"},
    {ActionId::FullScreen, Menu::View, QT_TR_NOOP("Full screen"), "F11", true, true},
    {ActionId::ClassMode, Menu::View, QT_TR_NOOP("Class mode: large type, little else"), "Shift+F11", true},
    {ActionId::Lessons, Menu::Experiment, QT_TR_NOOP("Lessons"), "F8"},
    {ActionId::GoOn, Menu::Experiment, QT_TR_NOOP("Go on in the lesson"), "Ctrl+Return Ctrl+Enter"},
    {ActionId::Free, Menu::Experiment, QT_TR_NOOP("Free experiment: build holders by hand"), "F9"},
    {ActionId::SaveFree, Menu::Experiment, QT_TR_NOOP("Save as experiment…"), ""},
    {ActionId::Run, Menu::Experiment, QT_TR_NOOP("Run"), "Ctrl+R", false, true},
    {ActionId::Prepare, Menu::Experiment, QT_TR_NOOP("Get ready to step"), "Ctrl+Shift+R"},
    {ActionId::PlayPause, Menu::Experiment, QT_TR_NOOP("Play or pause"), "Space", false, true},
    {ActionId::Step, Menu::Experiment, QT_TR_NOOP("Step"), "N"},
    {ActionId::Back, Menu::Experiment, QT_TR_NOOP("Back: look at the step before"), "P"},
    {ActionId::ToStart, Menu::Experiment, QT_TR_NOOP("To start"), "Shift+P"},
    {ActionId::ToEnd, Menu::Experiment, QT_TR_NOOP("To end"), "Shift+N"},
    {ActionId::ToNow, Menu::Experiment, QT_TR_NOOP("To now"), "L"},
    {ActionId::Slower, Menu::Experiment, QT_TR_NOOP("Slower"), "["},
    {ActionId::Faster, Menu::Experiment, QT_TR_NOOP("Faster"), "]"},
    {ActionId::Reset, Menu::Experiment, QT_TR_NOOP("Reset: end it and get it ready anew"), "", false, true},
    {ActionId::Welcome, Menu::Help, QT_TR_NOOP("Welcome page"), ""},
    {ActionId::Shortcuts, Menu::Help, QT_TR_NOOP("Keyboard shortcuts"), "? F1"},
    {ActionId::About, Menu::Help, QT_TR_NOOP("About nsscope"), "", false, true},
};

const char* menuTitle(Menu menu)
{
    switch (menu) {
    case Menu::File:
        return QT_TR_NOOP("&File");
    case Menu::Edit:
        return QT_TR_NOOP("&Edit");
    case Menu::View:
        return QT_TR_NOOP("&View");
    case Menu::Experiment:
        return QT_TR_NOOP("&Experiment");
    case Menu::Help:
    case Menu::Count:
        break;
    }
    return QT_TR_NOOP("&Help");
}

} // namespace

WindowActions::WindowActions(QWidget* window) : QObject(window), m_actions(static_cast<std::size_t>(ActionId::Count))
{
    auto* themes = new QActionGroup(this);
    auto* layouts = new QActionGroup(this);
    auto* groupings = new QActionGroup(this);
    for (const Row& row : rows) {
        auto* action = new QAction(tr(row.text), window);
        QList<QKeySequence> keys;
        for (const QString& key : QString::fromLatin1(row.keys).split(QLatin1Char(' '), Qt::SkipEmptyParts))
            keys << QKeySequence(key);
        action->setShortcuts(keys);
        action->setCheckable(row.checkable);
        if (row.id == ActionId::ThemeSystem || row.id == ActionId::ThemeLight || row.id == ActionId::ThemeDark)
            themes->addAction(action);
        if (row.id == ActionId::GraphTree || row.id == ActionId::GraphLanes)
            layouts->addAction(action);
        if (row.id >= ActionId::RowsByNumber && row.id <= ActionId::RowsByRun)
            groupings->addAction(action);
        m_actions[static_cast<std::size_t>(row.id)] = action;
        window->addAction(action);
    }
}

void WindowActions::fill(QMenuBar* bar)
{
    for (int index = 0; index < static_cast<int>(Menu::Count); ++index) {
        QMenu* menu = bar->addMenu(tr(menuTitle(static_cast<Menu>(index))));
        // Without a word of its own an action's tool tip is its text, which stands there anyway.
        connect(menu, &QMenu::hovered, menu, [menu](const QAction* action) { menu->setToolTipsVisible(action->toolTip() != action->text()); });
        for (const Row& row : rows) {
            if (static_cast<int>(row.menu) != index)
                continue;
            if (row.opensGroup)
                menu->addSeparator();
            menu->addAction(action(row.id));
            if (row.id == ActionId::Open)
                m_recent = menu->addMenu(tr("Recent recordings"));
        }
    }
}

std::vector<WindowActions::Shortcut> WindowActions::shortcuts() const
{
    std::vector<Shortcut> list;
    for (const Row& row : rows) {
        QStringList keys;
        for (const QKeySequence& key : action(row.id)->shortcuts())
            keys << key.toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            list.push_back({tr(menuTitle(row.menu)).remove(QLatin1Char('&')), action(row.id)->text(),
                            keys.join(QStringLiteral("  "))});
    }
    return list;
}

} // namespace nsscope::ui

#include "moc_window_actions.cpp"
