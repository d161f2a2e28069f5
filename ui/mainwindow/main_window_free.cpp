// SPDX-License-Identifier: GPL-3.0-or-later
// The free experiment in MainWindow: how it is reached, begun, and saved as a lesson.
#include "core/lesson/free_lesson.h"
#include "ui/free/free_panel.h"
#include "ui/lesson/lesson_list.h"
#include "ui/mainwindow/lesson_desk.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/study_panel.h"
#include "ui/mainwindow/welcome_page.h"
#include "ui/mainwindow/window_actions.h"
#include "ui/mainwindow/workbench.h"
#include "ui/panels/status_bar.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>

namespace nsscope::ui
{

void MainWindow::connectFree()
{
    connect(m_free, &FreePanel::commandWanted, m_session, &Session::send);
    connect(m_free, &FreePanel::saveWanted, this, &MainWindow::saveFree);
    connect(m_desk->list(), &LessonList::freeWanted, this, [this] { showFree(false); });
    connect(m_welcome, &WelcomePage::freeWanted, this, [this] { showFree(true); });
    connect(m_actions->action(ActionId::Free), &QAction::triggered, this, [this] { showFree(false); });
    connect(m_actions->action(ActionId::SaveFree), &QAction::triggered, this, &MainWindow::saveFree);
}

void MainWindow::showFree(bool begin, const ExperimentParameters& steps)
{
    welcome(false);
    m_desk->leave();
    m_study->showFree();
    m_workbench->setLabShown(true);
    m_free->takeFocus();
    if (!begin)
        return;
    if (m_session->frame() && m_session->connected())
        return m_free->begin(steps);
    m_freeSteps = steps;
    if (!m_session->connected())
        observe();
    m_freePending = true;
}

void MainWindow::saveFree()
{
    const FramePtr frame = m_session->frame();
    const int run = frame ? newestFreeRun(*frame) : -1;
    if (run < 0)
        return m_status->showMessage(tr("There is no free experiment to save"));
    const QString folder = QFileDialog::getSaveFileName(this, tr("Save as experiment: name of a new folder"),
                                                        QDir::current().filePath(tr("my-experiment")));
    if (folder.isEmpty())
        return;
    const QString title = QFileInfo(folder).fileName();
    const std::string words = title.toStdString();
    const auto lesson = lessonOfRun(*frame, static_cast<std::size_t>(run), {lessonIdOf(words), words, words});
    const Status written = lesson ? writeLesson(*lesson, QFile::encodeName(folder).toStdString()) : Status(tl::make_unexpected(lesson.error()));
    m_status->showMessage(written ? tr("Saved %1. nsscope-cli lab run %2 plays it").arg(title, QDir::toNativeSeparators(folder))
                                  : tr("Not saved: %1").arg(QString::fromStdString(written.error().message())));
}

} // namespace nsscope::ui
