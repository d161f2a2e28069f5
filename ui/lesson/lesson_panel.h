// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson as the student works through it: its text, the open question, the script, what came out. What the attempt
// knows is shown here; what the kernel or a file shall do is asked for by signal.
#pragma once
#include "core/lesson/lesson_sections.h"
#include "ui/lesson/lesson_attempt.h"
#include "ui/session/experiment_plan.h"
#include "ui/theme/theme_source.h"

#include <QFrame>

class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace nsscope::ui
{

class LessonForm;
class LessonText;
class NoticeBanner;
class QuestionCard;
class ScriptView;
class StageBar;
class ThemedLabel;
class VerdictList;

class LessonPanel : public QWidget
{
    Q_OBJECT
public:
    LessonPanel(LessonAttempt* attempt, Transport* transport, Selection* selection, ThemeSource* theme,
                QWidget* parent = nullptr);

    ExperimentParameters parameters() const;
    /// An agent takes commands.
    void setLive(bool live);
    void takeFocus(); ///< to the one thing to do now

public slots:
    void setFrame(nsscope::FramePtr frame);
    /// The one thing to do now: lock in, step, go on.
    void goOn();

signals:
    void runWanted(bool play); ///< start the lesson's experiment anew, with parameters()
    void replayWanted(); ///< from its reference recording
    void saveWanted();   ///< the answers, for grading
    void nextWanted();   ///< the lesson after this one

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildPages(QVBoxLayout* column);
    void buildFoot(QVBoxLayout* column);
    void beginLesson();
    void refresh();
    void refreshHead();
    void refreshBanner();
    void refreshQuestion();
    void refreshRun();
    void refreshResults();
    void refreshFoot();
    QString textOfStage() const;

    LessonAttempt* m_attempt;
    Transport* m_transport;
    Selection* m_selection;
    ThemeSource* m_theme;
    FramePtr m_frame;
    std::vector<LessonSection> m_sections;
    bool m_live = false;
    bool m_explained = false;       ///< the explanation has been asked for
    Stage m_stage = Stage::Predict; ///< shown last
    int m_asked = -1;               ///< question on the card
    Instant m_since;                ///< notices before it are not about this lesson

    ThemedLabel* m_title = nullptr;
    ThemedLabel* m_facts = nullptr;
    StageBar* m_stages = nullptr;
    NoticeBanner* m_banner = nullptr;
    QPushButton* m_replay = nullptr;
    QScrollArea* m_area = nullptr;
    LessonText* m_text = nullptr;
    VerdictList* m_answers = nullptr;
    QuestionCard* m_card = nullptr;
    ScriptView* m_script = nullptr;
    ThemedLabel* m_result = nullptr;
    ThemedLabel* m_stepTitle = nullptr;
    LessonText* m_stepText = nullptr;
    ThemedLabel* m_ownTitle = nullptr;
    QPlainTextEdit* m_own = nullptr;
    LessonForm* m_form = nullptr;
    ThemedLabel* m_score = nullptr;
    VerdictList* m_checks = nullptr;
    QPushButton* m_primary = nullptr;
    QPushButton* m_second = nullptr;
};

} // namespace nsscope::ui
