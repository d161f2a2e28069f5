// SPDX-License-Identifier: GPL-3.0-or-later
// What the actions of MainWindow do.
#include "ui/free/free_panel.h"
#include "ui/graph/graph_panel.h"
#include "ui/lesson/lesson_list.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/mainwindow/class_mode.h"
#include "ui/mainwindow/header_bar.h"
#include "ui/mainwindow/info_dialogs.h"
#include "ui/mainwindow/lesson_desk.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/program_files.h"
#include "ui/mainwindow/recent_files.h"
#include "ui/mainwindow/study_panel.h"
#include "ui/mainwindow/window_actions.h"
#include "ui/mainwindow/workbench.h"
#include "ui/panels/inspector_view.h"
#include "ui/panels/lab_panel.h"
#include "ui/panels/outline_view.h"
#include "ui/panels/status_bar.h"
#include "ui/panels/transport_bar.h"
#include "ui/timeline/row_groups.h"
#include "ui/timeline/timeline_panel.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>

namespace nsscope::ui
{

void MainWindow::connectActions()
{
    const auto on = [this](ActionId id, auto&& does) { connect(m_actions->action(id), &QAction::triggered, this, does); };
    on(ActionId::Open, [this] { openDialog(); });
    on(ActionId::OpenReference, [this] { openReference(); });
    on(ActionId::Save, [this] { save(); });
    on(ActionId::Quit, [this] { close(); });
    on(ActionId::Search, [this] {
        m_header->search()->setFocus(Qt::ShortcutFocusReason);
        m_header->search()->selectAll();
    });
    on(ActionId::ClearSelection, [this] {
        if (m_header->search()->hasFocus()) {
            m_header->search()->clear();
            m_graph->view()->setFocus(Qt::OtherFocusReason);
        } else {
            m_selection->clear();
        }
    });
    on(ActionId::ThemeSystem, [this] { m_theme->choose(ThemeSource::Choice::System); });
    on(ActionId::ThemeLight, [this] { m_theme->choose(ThemeSource::Choice::Light); });
    on(ActionId::ThemeDark, [this] { m_theme->choose(ThemeSource::Choice::Dark); });
    on(ActionId::Larger, [this] { m_theme->setTextScale(m_theme->textScale() + 0.25); });
    on(ActionId::Smaller, [this] { m_theme->setTextScale(m_theme->textScale() - 0.25); });
    on(ActionId::NormalSize, [this] { m_theme->setTextScale(1); });
    for (const ActionId id : {ActionId::ShowLab, ActionId::ShowTimeline, ActionId::ShowSide})
        m_actions->action(id)->setChecked(true);
    on(ActionId::ShowLab, [this](bool shown) { m_workbench->setLabShown(shown); });
    on(ActionId::ShowTimeline, [this](bool shown) { m_workbench->setTimelineShown(shown); });
    on(ActionId::ShowSide, [this](bool shown) { m_workbench->setSideShown(shown); });
    on(ActionId::ShowOutline, [this] { m_workbench->showOutline(); });
    for (const auto& [id, layout] : {std::pair{ActionId::GraphTree, GraphView::Layout::Tree}, std::pair{ActionId::GraphLanes, GraphView::Layout::Lanes}}) {
        on(id, [this, layout = layout] { m_graph->chooseLayout(layout); });
        connect(m_graph->view(), &GraphView::sceneChanged, this,
                [this, id = id, layout = layout] { m_actions->action(id)->setChecked(m_graph->view()->layoutKind() == layout); });
    }
    connect(m_timeline->view(), &TimelineView::contentChanged, this, [this] {
        const FramePtr frame = m_session->frame();
        m_workbench->setTimelineQuiet(frame && frame->runs.empty() && !m_selection->arrangement()->filter() && m_timeline->view()->empty());
    });
    for (const RowGrouping grouping : allGroupings) {
        const auto id = static_cast<ActionId>(static_cast<int>(ActionId::RowsByNumber) + static_cast<int>(grouping));
        on(id, [this, grouping] { m_timeline->view()->setRowGrouping(grouping); });
        connect(m_timeline->view(), &TimelineView::contentChanged, this,
                [this, id, grouping] { m_actions->action(id)->setChecked(m_timeline->view()->rowGrouping() == grouping); });
    }
    on(ActionId::FullScreen, [this](bool full) { full ? showFullScreen() : showNormal(); });
    auto* classMode = new ClassMode(m_theme, {menuBar(), m_status}, this);
    on(ActionId::ClassMode, [this, classMode](bool large) {
        classMode->set(large);
        m_workbench->setSideShown(!large && m_actions->action(ActionId::ShowSide)->isChecked());
    });
    on(ActionId::Lessons, [this] {
        welcome(false);
        m_study->showLessons();
        m_workbench->setLabShown(true);
        m_desk->list()->focusNext();
    });
    on(ActionId::GoOn, [this] { m_desk->panel()->goOn(); });
    const auto start = [this](bool play) {
        if (m_study->freeShown())
            m_free->begin();
        else
            m_study->lessonShown() ? m_desk->run(play) : m_lab->startExperiment(play);
    };
    on(ActionId::Run, [start] { start(true); });
    on(ActionId::Prepare, [start] { start(false); });
    on(ActionId::PlayPause, [this] { m_transport->playPause(); });
    on(ActionId::Step, [this] { m_transport->step(); });
    on(ActionId::Back, [this] { m_transport->back(); });
    on(ActionId::ToStart, [this] { m_transport->toStart(); });
    on(ActionId::ToEnd, [this] { m_transport->toEnd(); });
    on(ActionId::Welcome, [this] { welcome(true); });
    on(ActionId::ToNow, [this] {
        m_transport->toNow();
        m_timeline->view()->followLive();
    });
    on(ActionId::Slower, [this] { m_transport->setSpeed(speedAt(qMax(-20, positionOf(m_transport->speed()) - 2))); });
    on(ActionId::Faster, [this] { m_transport->setSpeed(speedAt(qMin(21, positionOf(m_transport->speed()) + 2))); });
    on(ActionId::Reset, [this] { m_transport->reset(); });
    on(ActionId::Shortcuts, [this] { showShortcutSheet(this, m_theme, *m_actions); });
    on(ActionId::About, [this] { showAbout(this, m_theme); });
    connect(m_status, &StatusBar::gapsWanted, this, [this] {
        if (const FramePtr frame = m_session->frame())
            showGapsDialog(this, m_theme, frame->gaps, frame->header.host);
    });
    m_header->sourceMenu()->addAction(m_actions->action(ActionId::Open));
    m_header->sourceMenu()->addMenu(m_actions->recentMenu());
    m_header->sourceMenu()->addAction(m_actions->action(ActionId::OpenReference));
}

void MainWindow::refreshActions()
{
    const auto enable = [this](ActionId id, bool able) { m_actions->action(id)->setEnabled(able); };
    const bool seen = m_session->frame() != nullptr;
    enable(ActionId::Save, seen);
    enable(ActionId::ExportData, seen);
    enable(ActionId::OpenReference, !referenceRecording().isEmpty());
    enable(ActionId::SaveFree, m_free->run() && m_free->run()->steps.size() > 1);
    refreshCountAction();
    enable(ActionId::Run, m_session->connected());
    enable(ActionId::Prepare, m_session->connected());
    enable(ActionId::PlayPause, m_transport->canPlay());
    enable(ActionId::Step, m_transport->canStep());
    enable(ActionId::Back, m_transport->canBack());
    enable(ActionId::ToStart, m_transport->run() != nullptr);
    enable(ActionId::ToEnd, m_transport->run() != nullptr);
    enable(ActionId::Reset, m_transport->canReset());
}

void MainWindow::refreshRecent()
{
    QMenu* menu = m_actions->recentMenu();
    menu->clear();
    for (const QString& path : m_recent->list()) {
        QAction* entry = menu->addAction(QFileInfo(path).fileName());
        entry->setToolTip(path);
        connect(entry, &QAction::triggered, this, [this, path] { openFile(path); });
    }
    menu->setEnabled(!menu->isEmpty());
}

void MainWindow::openDialog()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open recording"), QString(), tr("Recordings (*.nsrec);;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::save()
{
    QString path = QFileDialog::getSaveFileName(this, tr("Save recording"), QStringLiteral("recording.nsrec"), tr("Recordings (*.nsrec)"));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".nsrec");
    const FramePtr frame = m_session->frame();
    const QString fault = m_session->saveAs(path, frame ? m_selection->arrangement()->remarks(*frame) : std::vector<Remark>());
    if (fault.isEmpty()) {
        m_recent->add(path);
        refreshRecent();
    }
    m_status->showMessage(fault.isEmpty() ? tr("Saved %1").arg(QFileInfo(path).fileName()) : tr("Not saved: %1").arg(fault));
}

} // namespace nsscope::ui
