// SPDX-License-Identifier: GPL-3.0-or-later
// What MainWindow does with what the user arranges: undo, notes, filter, compare, settings, the session.
#include "ui/graph/graph_panel.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/settings_dialog.h"
#include "ui/mainwindow/window_actions.h"
#include "ui/mainwindow/workbench.h"
#include "ui/models/life_text.h"
#include "ui/panels/compare_view.h"
#include "ui/panels/filter_bar.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QInputDialog>
#include <QUndoStack>

namespace nsscope::ui
{

void MainWindow::connectArrangement()
{
    Arrangement* arrangement = m_selection->arrangement();
    QUndoStack* stack = arrangement->undoStack();
    const auto on = [this](ActionId id, auto&& does) { connect(m_actions->action(id), &QAction::triggered, this, does); };
    on(ActionId::Undo, [stack] { stack->undo(); });
    on(ActionId::Redo, [stack] { stack->redo(); });
    on(ActionId::Filter, [this] { m_filter->open(); });
    on(ActionId::Palette, [this] { (new CommandPalette(*m_actions, m_selection, m_session->frame(), m_theme, this))->open(); });
    on(ActionId::KeepInSight, [this, arrangement](bool keep) { arrangement->keep(m_selection->life(), keep); });
    on(ActionId::Neighbourhood, [this, arrangement](bool only) { arrangement->setFocus(only ? m_selection->life() : LifeId::None); });
    on(ActionId::ZoomToSelection, [this] { m_graph->view()->zoomToSelection(); });
    on(ActionId::NoteMoment, [this] { noteMoment(); });
    on(ActionId::ComparePhases, [this] {
        m_workbench->showCompare();
        m_compare->showRuns();
    });
    on(ActionId::CompareMoments, [this] {
        m_workbench->showCompare();
        m_compare->showMoments();
    });
    on(ActionId::Settings, [this] {
        auto* dialog = new SettingsDialog(settingsNow(), m_theme, this);
        connect(dialog, &SettingsDialog::changed, this, [this](const Settings& settings) {
            writeSettings(settings);
            apply(settings);
        });
        dialog->open();
    });
    connect(m_compare, &CompareView::differencesWanted, m_graph->view(), &GraphView::compareSince);
    connect(arrangement, &Arrangement::changed, this, &MainWindow::refreshArrangement);
    connect(stack, &QUndoStack::indexChanged, this, &MainWindow::refreshArrangement); // a step is done before it is on the stack
    connect(m_selection, &Selection::lifeChanged, this, &MainWindow::refreshArrangement);
    // The last frame may come before or after the word that all is read.
    const auto readRemarks = [this, arrangement, stack] {
        const bool whole = m_session->frame() && !m_session->loading() && stack->count() == 0;
        if (whole && !m_session->remarks().empty())
            arrangement->read(m_session->remarks(), *m_session->frame());
    };
    connect(m_session, &Session::loaded, this, readRemarks);
    connect(m_session, &Session::frameChanged, this, readRemarks);
    refreshArrangement();
}

void MainWindow::refreshArrangement()
{
    const Arrangement& arrangement = *m_selection->arrangement();
    const QUndoStack& stack = *arrangement.undoStack();
    const auto name = [this](ActionId id, bool able, const QString& verb, const QString& what) {
        m_actions->action(id)->setEnabled(able);
        m_actions->action(id)->setText(what.isEmpty() ? verb : verb + QStringLiteral(": ") + what);
    };
    name(ActionId::Undo, stack.canUndo(), tr("Undo"), stack.undoText());
    name(ActionId::Redo, stack.canRedo(), tr("Redo"), stack.redoText());
    const LifeId life = m_selection->life();
    const bool focused = arrangement.now().focus != LifeId::None;
    m_actions->action(ActionId::KeepInSight)->setEnabled(life != LifeId::None);
    m_actions->action(ActionId::KeepInSight)->setChecked(arrangement.kept(life));
    m_actions->action(ActionId::ZoomToSelection)->setEnabled(life != LifeId::None);
    m_actions->action(ActionId::Neighbourhood)->setEnabled(life != LifeId::None || focused);
    m_actions->action(ActionId::Neighbourhood)->setChecked(focused);
}

void MainWindow::noteMoment()
{
    const FramePtr frame = m_session->frame();
    if (!frame)
        return;
    const Instant at = shownMoment(*frame, m_selection->cursor());
    const auto& notes = m_selection->arrangement()->now().momentNotes;
    const auto known = notes.find(at.ns);
    bool agreed = false;
    const QString note = QInputDialog::getMultiLineText(this, tr("Note on this moment"),
                                                        tr("%1 after the recording began").arg(QString::fromStdString(spanText(at - frame->first))),
                                                        known == notes.end() ? QString() : known->second, &agreed);
    if (agreed)
        m_selection->arrangement()->setMomentNote(at, note);
}

Settings MainWindow::settingsNow() const
{
    Settings settings = readSettings();
    settings.theme = m_theme->choice();
    settings.textScale = m_theme->textScale();
    settings.rate = m_rate;
    return settings;
}

void MainWindow::apply(const Settings& settings)
{
    m_theme->choose(settings.theme);
    m_theme->setTextScale(settings.textScale);
    m_graph->view()->setReducedMotion(settings.reducedMotion);
    setRate(settings.rate);
}

QString MainWindow::restore()
{
    const Settings settings = readSettings();
    const SavedWindow saved = readSavedWindow();
    Settings used = settings;
    if (m_theme->choice() != ThemeSource::Choice::System)
        used.theme = m_theme->choice();
    apply(used);
    m_restores = true;
    if (!saved.geometry.isEmpty())
        restoreGeometry(saved.geometry);
    m_workbench->restoreSizes(saved.columns, saved.centre);
    using Layout = GraphView::Layout;
    m_graph->setLayouts({saved.lanes ? Layout::Lanes : Layout::Tree, saved.hostTree ? Layout::Tree : Layout::Lanes});
    return settings.reopen && QFileInfo::exists(saved.recording) ? saved.recording : QString();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_restores) {
        writeSettings(settingsNow());
        writeSavedWindow({saveGeometry(), m_workbench->columnSizes(), m_workbench->centreSizes(), m_session->path(),
                          m_graph->layouts().story == GraphView::Layout::Lanes,
                          m_graph->layouts().host == GraphView::Layout::Tree});
    }
    QMainWindow::closeEvent(event);
}

} // namespace nsscope::ui
