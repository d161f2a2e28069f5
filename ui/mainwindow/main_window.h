// SPDX-License-Identifier: GPL-3.0-or-later
// The window: owns session, selection and transport, makes the panels, and connects them. Each view gets frames and the
// shared selection; none knows another.
#pragma once
#include "ui/session/experiment_plan.h"
#include "ui/session/selection.h"
#include "ui/session/session.h"
#include "ui/session/transport.h"
#include "ui/theme/theme_source.h"

#include <QMainWindow>

class QPushButton;
class QStackedWidget;

namespace nsscope::ui
{

class CompareView;
class FilterBar;
class FreePanel;
class GraphPanel;
class HeaderBar;
class InspectorView;
class LabPanel;
class LessonDesk;
class NoticeBanner;
class OutlineView;
class RecentFiles;
class StartPage;
class StatusBar;
class StudyPanel;
class TimelinePanel;
class WelcomePage;
class WindowActions;
class Workbench;
struct Drawing;
struct Settings;

/// Looks a second of an agent that nobody told otherwise (core/agent/agent.h).
inline constexpr double agentRate = 2;

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(ThemeSource* theme, QWidget* parent = nullptr);
    ~MainWindow() override;

    Session* session() const { return m_session; }
    Selection* selection() const { return m_selection; }
    Transport* transport() const { return m_transport; }

    /// This host, by this user's own agent.
    void observe();
    void observe(const AgentSource& source);
    void openFile(const QString& path);
    /// Takes up preferences and sizes of the last session, and keeps those of this one when it is closed. Returns the
    /// recording to begin with, where the user wants that.
    QString restore();
    /// Once the agent is there, gets this experiment or lesson (by id or path) ready, or plays it without questions.
    void startExperimentWhenLive(const QString& experiment, const ExperimentParameters& parameters, bool play);
    /// On the first start of this user the welcome page lies over the host until a choice is made.
    void welcomeOnce();
    LessonDesk* lessons() const { return m_desk; }
    /// What is open, in a format of exportFormats(); what came of it is said in the status bar.
    void writeData(const QString& format, const QString& path);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildPanels();
    void connectPanels();
    void connectActions();
    void connectAgents();
    void connectArrangement();
    void connectExport();
    void refreshArrangement();
    void noteMoment();
    QString picturePath(const QString& name);
    void exportPicture(const Drawing& drawing, const QString& path);
    void copyPicture(const Drawing& drawing);
    Settings settingsNow() const;
    void apply(const Settings& settings);
    void applyTheme();
    void onFrame(const FramePtr& frame);
    void onSource();
    void onFailed(const QString& sentence);
    void showPage();
    void observeElevated();
    void showWaiting();
    void setRate(double rate); ///< looks a second
    void sendRate();
    void countReferences();
    void answerCount(const Frame& frame);
    void refreshCountAction();
    void connectLessons();
    void welcome(bool shown);
    void showTrash(bool start);
    void connectFree();
    void showFree(bool begin, const ExperimentParameters& steps = {});
    void saveFree();
    void refreshSplit();
    void showRecordingState(const Frame& frame);
    void refreshActions();
    void refreshTitle();
    void refreshRecent();
    void search(const QString& words, bool next);
    void openDialog();
    void openReference();
    void save();
    void savePicture();
    void exportData();

    ThemeSource* m_theme;
    Session* m_session;
    Selection* m_selection;
    Transport* m_transport;
    WindowActions* m_actions;
    std::unique_ptr<RecentFiles> m_recent;
    HeaderBar* m_header = nullptr;
    NoticeBanner* m_banner = nullptr;
    QPushButton* m_again = nullptr; ///< of the banner: starts the last agent once more
    QStackedWidget* m_pages = nullptr;
    StartPage* m_start = nullptr;
    Workbench* m_workbench = nullptr;
    WelcomePage* m_welcome = nullptr;
    LabPanel* m_lab = nullptr;
    LessonDesk* m_desk = nullptr;
    FreePanel* m_free = nullptr;
    StudyPanel* m_study = nullptr;
    GraphPanel* m_graph = nullptr;
    TimelinePanel* m_timeline = nullptr;
    InspectorView* m_inspector = nullptr;
    OutlineView* m_outline = nullptr;
    CompareView* m_compare = nullptr;
    FilterBar* m_filter = nullptr;
    StatusBar* m_status = nullptr;
    QString m_failure;
    double m_rate = agentRate; ///< looks a second that the user wants
    bool m_rateSent = false;   ///< to the agent that runs now
    FramePtr m_countAsked;     ///< what was known when references were to be counted; null: no answer is awaited
    bool m_restores = false; ///< settings and sizes are kept when it is closed
    bool m_welcoming = false;
    bool m_startPending = false;
    bool m_startPlays = false;
    ExperimentParameters m_freeSteps;
    bool m_freePending = false; ///< a free experiment begins once the agent is there
};

} // namespace nsscope::ui
