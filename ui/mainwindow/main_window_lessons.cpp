// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons and the welcome page in MainWindow.
#include "ui/lesson/lesson_list.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/lesson/lesson_words.h"
#include "ui/mainwindow/lesson_desk.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/study_panel.h"
#include "ui/mainwindow/welcome_page.h"
#include "ui/mainwindow/workbench.h"
#include "ui/panels/lab_panel.h"
#include "ui/panels/status_bar.h"

#include <QSettings>
#include <QStackedWidget>

namespace nsscope::ui
{

namespace
{

const QString welcomedKey = QStringLiteral("welcomed");

} // namespace

void MainWindow::connectLessons()
{
    connect(m_desk, &LessonDesk::opened, this, [this] {
        welcome(false);
        m_study->showLesson();
        m_workbench->setLabShown(true);
        m_desk->panel()->takeFocus();
    });
    connect(m_desk, &LessonDesk::listWanted, m_study, &StudyPanel::showLessons);
    connect(m_desk, &LessonDesk::observeWanted, this, [this] { observe(); });
    connect(m_desk, &LessonDesk::saved, m_status, &StatusBar::showMessage);
    connect(m_desk->list(), &LessonList::trashWanted, this, [this] { showTrash(false); });
    connect(m_study, &StudyPanel::lessonsWanted, this, [this] {
        m_study->showLessons();
        m_desk->list()->focusNext();
    });
    connect(m_study, &StudyPanel::shownChanged, this, &MainWindow::refreshSplit);
    connect(m_lab, &LabPanel::runToWanted, m_transport, &Transport::runTo);
    const LessonPtr first = m_desk->lessons()->lesson(m_desk->lessons()->next());
    m_welcome->setFirstLesson(first ? QStringLiteral("%1 · %2").arg(lessonWords(first->lesson().id), lessonWords(first->lesson().title))
                                    : QString());
    connect(m_welcome, &WelcomePage::lessonWanted, m_desk, &LessonDesk::openNext);
    connect(m_welcome, &WelcomePage::trashWanted, this, [this] { showTrash(true); });
    connect(m_welcome, &WelcomePage::observeWanted, this, [this] { welcome(false); });
    connect(m_welcome, &WelcomePage::openWanted, this, [this] {
        welcome(false);
        openDialog();
    });
    refreshSplit();
}

void MainWindow::welcomeOnce()
{
    if (!QSettings().value(welcomedKey).toBool())
        welcome(true);
}

void MainWindow::welcome(bool shown)
{
    m_welcoming = shown;
    if (!shown)
        QSettings().setValue(welcomedKey, true);
    showPage();
    if (shown)
        m_welcome->takeFocus();
}

void MainWindow::showTrash(bool start)
{
    welcome(false);
    m_desk->leave();
    m_study->showExperiment();
    if (!start)
        return;
    if (m_session->frame() && m_session->connected())
        return m_lab->startExperiment(true);
    if (!m_session->connected())
        observe();
    startExperimentWhenLive(m_lab->experiment(), m_lab->parameters(), true);
}

void MainWindow::refreshSplit() { m_workbench->setLabWide(!m_study->experimentShown()); }

} // namespace nsscope::ui
