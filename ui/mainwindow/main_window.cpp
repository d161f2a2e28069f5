// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/main_window.h"

#include "core/lab/free_script.h"
#include "ui/free/free_panel.h"
#include "ui/graph/graph_panel.h"
#include "ui/mainwindow/header_bar.h"
#include "ui/mainwindow/key_guard.h"
#include "ui/mainwindow/lesson_desk.h"
#include "ui/mainwindow/program_files.h"
#include "ui/mainwindow/recent_files.h"
#include "ui/mainwindow/start_page.h"
#include "ui/mainwindow/study_panel.h"
#include "ui/mainwindow/welcome_page.h"
#include "ui/mainwindow/window_actions.h"
#include "ui/mainwindow/workbench.h"
#include "ui/lesson/lesson_list.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/models/life_search.h"
#include "ui/models/life_text.h"
#include "ui/panels/compare_view.h"
#include "ui/panels/filter_bar.h"
#include "ui/panels/inspector_view.h"
#include "ui/panels/lab_panel.h"
#include "ui/panels/notice_banner.h"
#include "ui/panels/outline_view.h"
#include "ui/panels/status_bar.h"
#include "ui/timeline/timeline_panel.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QUndoStack>
#include <QVBoxLayout>
#include <algorithm>

namespace nsscope::ui
{

MainWindow::MainWindow(ThemeSource* theme, QWidget* parent)
    : QMainWindow(parent), m_theme(theme), m_session(new Session(this)), m_selection(new Selection(this)),
      m_transport(new Transport(m_selection, this)), m_actions(new WindowActions(this)),
      m_recent(std::make_unique<RecentFiles>())
{
    setAcceptDrops(true);
    m_actions->fill(menuBar());
    buildPanels();
    connectAgents();
    connectPanels();
    connectLessons();
    connectFree();
    connectActions();
    connectArrangement();
    connectExport();
    qApp->installEventFilter(new KeyGuard(this));
    connect(m_theme, &ThemeSource::renewed, this, &MainWindow::applyTheme);
    applyTheme();
    refreshRecent();
    onSource();
    m_graph->view()->setFocus(Qt::OtherFocusReason);
}

MainWindow::~MainWindow()
{
    // Children are hidden, emptied and deleted after this is gone, and say so.
    for (const QObject* child : findChildren<QObject*>())
        child->disconnect(this);
    m_selection->arrangement()->disconnect(this); // a part of its owner, no child
    m_selection->arrangement()->undoStack()->disconnect(this);
}

void MainWindow::buildPanels()
{
    m_header = new HeaderBar(m_transport, m_theme);
    m_banner = new NoticeBanner(m_theme);
    m_start = new StartPage(m_theme);
    m_lab = new LabPanel(m_selection, m_theme);
    m_graph = new GraphPanel(m_selection, m_theme);
    m_timeline = new TimelinePanel(m_selection, m_theme);
    m_inspector = new InspectorView(m_selection, m_theme);
    m_outline = new OutlineView(m_selection, m_theme);
    m_compare = new CompareView(m_selection, m_theme);
    m_filter = new FilterBar(m_selection, m_theme);
    m_desk = new LessonDesk(m_session, m_selection, m_transport, m_theme, this);
    m_free = new FreePanel(m_transport, m_selection, m_theme);
    m_study = new StudyPanel(m_theme, {m_lab, m_desk->list(), m_desk->panel(), m_free});
    m_desk->veil({m_graph}, {m_timeline, m_inspector, m_outline, m_compare});
    m_workbench = new Workbench(m_theme, {m_study, m_graph, m_timeline, m_inspector, m_outline, m_compare});
    m_status = new StatusBar(m_selection, m_theme);
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_welcome = new WelcomePage(m_theme));
    m_pages->addWidget(m_workbench);

    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto* notice = new QVBoxLayout;
    notice->setContentsMargins(grid, 0, grid, 0);
    notice->addWidget(m_banner);
    notice->addWidget(m_filter);
    column->addLayout(notice);
    column->addWidget(m_pages, 1);
    column->addWidget(m_status);
    setCentralWidget(body);
}

void MainWindow::connectPanels()
{
    connect(m_session, &Session::frameChanged, this, &MainWindow::onFrame);
    connect(m_session, &Session::sourceChanged, this, &MainWindow::onSource);
    connect(m_session, &Session::failed, this, &MainWindow::onFailed);
    connect(m_session, &Session::progressed, m_status, &StatusBar::showProgress);
    connect(m_session, &Session::loaded, this, [this] { m_status->showProgress(1, 1); });
    connect(m_status, &StatusBar::cancelWanted, m_session, &Session::cancelLoading);
    connect(m_transport, &Transport::commandWanted, m_session, &Session::send);
    connect(m_lab, &LabPanel::commandWanted, m_session, &Session::send);
    connect(m_lab, &LabPanel::referenceWanted, this, &MainWindow::openReference);
    connect(m_transport, &Transport::changed, this, &MainWindow::refreshActions);
    connect(m_header, &HeaderBar::searched, this, &MainWindow::search);
    connect(m_start, &StartPage::openWanted, this, &MainWindow::openDialog);
    connect(m_start, &StartPage::referenceWanted, this, &MainWindow::openReference);
    connect(m_banner->addButton(tr("Close")), &QPushButton::clicked, this,
            [this] { m_banner->show(NoticeBanner::Tone::Info, {}); });
}

void MainWindow::applyTheme()
{
    const Theme& theme = m_theme->current();
    qApp->setPalette(theme.palette());
    qApp->setFont(theme.body);
    qApp->setStyleSheet(theme.styleSheet());
    const ThemeSource::Choice choice = m_theme->choice();
    m_actions->action(ActionId::ThemeSystem)->setChecked(choice == ThemeSource::Choice::System);
    m_actions->action(ActionId::ThemeLight)->setChecked(choice == ThemeSource::Choice::Light);
    m_actions->action(ActionId::ThemeDark)->setChecked(choice == ThemeSource::Choice::Dark);
}

void MainWindow::openFile(const QString& path)
{
    m_failure.clear();
    m_banner->show(NoticeBanner::Tone::Info, {});
    m_session->openRecording(path);
    if (m_session->path() == path) {
        m_recent->add(path);
        refreshRecent();
    }
}

void MainWindow::startExperimentWhenLive(const QString& experiment, const ExperimentParameters& parameters, bool play)
{
    if (experiment == QLatin1String(freeExperimentId))
        return showFree(true, parameters);
    if (experiment != m_lab->experiment()) {
        if (auto lesson = findLesson(experiment.toStdString()))
            m_desk->open(std::make_shared<const LessonFolder>(std::move(*lesson)), play, parameters);
        else
            onFailed(QString::fromStdString(lesson.error().message()));
        return;
    }
    m_lab->setParameters(parameters);
    m_startPending = true;
    m_startPlays = play;
}

void MainWindow::onFrame(const FramePtr& frame)
{
    m_transport->setFrame(frame);
    m_lab->setFrame(frame);
    m_graph->setFrame(frame);
    m_timeline->setFrame(frame);
    m_inspector->setFrame(frame);
    m_outline->setFrame(frame);
    m_compare->setFrame(frame);
    m_filter->setFrame(frame);
    m_status->setFrame(frame);
    m_desk->setFrame(frame);
    m_free->setFrame(frame);
    showPage();
    if (!frame)
        return;
    showRecordingState(*frame);
    sendRate();
    answerCount(*frame);
    if (m_startPending && m_session->connected()) {
        m_startPending = false;
        m_lab->startExperiment(m_startPlays);
    }
    if (m_freePending && m_session->connected()) {
        m_freePending = false;
        m_free->begin(m_freeSteps);
    }
}

void MainWindow::onSource()
{
    m_countAsked.reset();
    m_transport->setLive(m_session->connected());
    m_lab->setLive(m_session->connected());
    m_free->setLive(m_session->connected());
    m_desk->sourceChanged();
    m_status->setConnected(m_session->connected());
    if (!m_session->frame()) {
        m_selection->clear();
        m_selection->lookAtNow();
        m_selection->arrangement()->forget();
        onFrame(nullptr);
    }
    refreshTitle();
    refreshActions();
    showPage();
}

void MainWindow::showPage()
{
    if (m_welcoming)
        return m_pages->setCurrentWidget(m_welcome);
    if (m_session->frame())
        m_pages->setCurrentWidget(m_workbench);
    else if (m_session->loading() && m_session->source() == Session::Source::Live)
        showWaiting();
    else if (m_session->loading())
        m_start->showWaiting(tr("Reading %1").arg(m_session->title()), tr("The recording is being read."));
    else
        m_start->showChoices(m_failure.isEmpty() ? tr("Nothing open") : tr("That did not work"), m_failure);
    if (!m_session->frame())
        m_pages->setCurrentWidget(m_start);
}

void MainWindow::onFailed(const QString& sentence)
{
    m_failure = sentence;
    const bool lost = m_session->source() == Session::Source::Live && m_session->frame();
    if (m_session->frame())
        m_banner->show(NoticeBanner::Tone::Error, lost ? sentence + QLatin1Char(' ') + tr("What was seen until then stays, and can be saved.")
                                                       : sentence);
    showPage();
}

void MainWindow::showRecordingState(const Frame& frame)
{
    if (!m_banner->sentence().isEmpty() || m_session->loading() || m_session->source() != Session::Source::Recording)
        return;
    if (!frame.problem.empty())
        m_banner->show(NoticeBanner::Tone::Warning, QString::fromStdString(frame.problem));
    else if (frame.torn)
        m_banner->show(NoticeBanner::Tone::Warning,
                       tr("This recording was cut off: its last line is not whole and was left out. All before it is shown."));
}

void MainWindow::search(const QString& words, bool next)
{
    const FramePtr frame = m_session->frame();
    if (!frame || words.trimmed().isEmpty()) {
        m_header->setFound(true);
        return;
    }
    const std::vector<LifeId> found = findLives(*frame, shownMoment(*frame, m_selection->cursor()), words);
    m_header->setFound(!found.empty());
    if (found.empty())
        return;
    auto chosen = std::find(found.begin(), found.end(), m_selection->life());
    if (chosen == found.end())
        chosen = found.begin();
    else if (next && ++chosen == found.end())
        chosen = found.begin();
    m_selection->select(*chosen);
    m_status->showMessage(tr("%1 of %2 found").arg(chosen - found.begin() + 1).arg(found.size()));
}

void MainWindow::openReference()
{
    const QString path = referenceRecording();
    if (path.isEmpty())
        onFailed(tr("The reference recording is not installed."));
    else
        openFile(path);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile() && QFileInfo(urls.first().toLocalFile()).isFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    openFile(event->mimeData()->urls().value(0).toLocalFile());
}

} // namespace nsscope::ui

#include "moc_main_window.cpp"
