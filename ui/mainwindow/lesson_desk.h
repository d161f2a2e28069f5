// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons and the rest of the window: opens one live or from its recording, starts its experiment, dims the views while
// a prediction is open, keeps and saves results. The pages are placed by others.
#pragma once
#include "ui/lesson/lesson_attempt.h"
#include "ui/session/experiment_plan.h"
#include "ui/session/session.h"
#include "ui/theme/theme_source.h"

#include <QObject>
#include <vector>

namespace nsscope::ui
{

class LessonList;
class LessonPanel;
class ViewVeil;

class LessonDesk : public QObject
{
    Q_OBJECT
public:
    LessonDesk(Session* session, Selection* selection, Transport* transport, ThemeSource* theme, QWidget* window);

    LessonList* list() const { return m_list; }
    LessonPanel* panel() const { return m_panel; }
    LessonAttempt* attempt() const { return m_attempt; }
    LessonsModel* lessons() const { return m_model; }
    /// Views that would show what a prediction is about: now, and what comes later in a recording.
    void veil(const std::vector<QWidget*>& now, const std::vector<QWidget*>& later);

    /// Starts it, live where an agent is there or can be had. With a demonstration nothing is asked.
    void open(const LessonPtr& lesson, bool demonstration = false, const ExperimentParameters& parameters = {});
    /// The lesson that comes next for this student; nothing where there is none.
    void openNext();
    void leave();

    void setFrame(const FramePtr& frame);
    void sourceChanged();
    /// The lesson's experiment anew.
    void run(bool play);

signals:
    void opened();
    void listWanted();
    void observeWanted(); ///< a live agent is needed
    void saved(const QString& sentence);

private:
    void replay();
    void save();
    void openFollowing();
    void refreshVeils();

    Session* m_session;
    Selection* m_selection;
    ThemeSource* m_theme;
    QWidget* m_window;
    LessonsModel* m_model;
    LessonAttempt* m_attempt;
    LessonList* m_list;
    LessonPanel* m_panel;
    std::vector<ViewVeil*> m_now;
    std::vector<ViewVeil*> m_later;
    ExperimentParameters m_given; ///< from outside, for the first run
    bool m_startPending = false;
};

} // namespace nsscope::ui
