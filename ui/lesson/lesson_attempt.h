// SPDX-License-Identifier: GPL-3.0-or-later
// One try at a lesson: answers, which are locked, the stage, and what the run said of them. Keeps the gate of the
// transport before the step that an open question is about. Knows no widgets and writes no files.
#pragma once
#include "core/lab/lesson_folder.h"
#include "core/lesson/answers_json.h"
#include "ui/lesson/lesson_words.h"
#include "ui/lesson/lessons_model.h"
#include "ui/session/transport.h"

#include <QObject>
#include <memory>

namespace nsscope::ui
{

class LessonAttempt : public QObject
{
    Q_OBJECT
public:
    enum class Way { Live, Replay, Demonstration }; ///< Demonstration: nothing is asked
    LessonAttempt(Transport* transport, Selection* selection, QObject* parent = nullptr);

    void begin(LessonPtr lesson, Way way);
    void leave();
    const LessonPtr& lesson() const { return m_lesson; }
    Way way() const { return m_way; }

    /// The newest run of this lesson since begin(); null: none yet.
    const LabRun* run() const;
    /// Steps of it done by the moment shown.
    int stepsDone() const;

    const LessonQuestion& question(std::size_t i) const { return m_lesson->lesson().questions[i]; }
    std::size_t questionCount() const { return m_sheet.answers.size(); }
    const LessonAnswer& answer(std::size_t i) const { return m_sheet.answers[i]; }
    bool locked(std::size_t i) const { return m_sheet.locked[i]; }
    void setAnswer(std::size_t i, LessonAnswer answer);
    /// Needs a whole answer and a confidence.
    void lock(std::size_t i);
    /// Questions to answer before the next step.
    std::vector<std::size_t> due() const;
    bool anyOpen() const;

    /// Every question is locked and a run has come to its end: then answers and checks are held against it.
    bool finished() const { return m_judgedRun >= 0; }
    const Judgement& judgement(std::size_t i) const { return m_sheet.judgements[i]; }
    Truth check(std::size_t i) const { return m_sheet.checks[i]; }
    std::size_t rightCount() const;
    void setExplanation(const QString& words) { m_sheet.explanation = words.toStdString(); }
    const AnswerSheet& sheet() const { return m_sheet; }
    /// The run that was judged, for the sheet; without recording.
    AnsweredRun answeredRun() const;

    Stage stage() const;          ///< shown
    bool reachable(Stage stage) const;
    void showStage(Stage stage);

public slots:
    void setFrame(nsscope::FramePtr frame);

signals:
    void changed();
    void begun();
    void judged(); ///< the first time

private:
    int runIndex() const;
    void refresh();
    void holdGate();
    void judge();
    void highlight();

    Transport* m_transport;
    Selection* m_selection;
    FramePtr m_frame;
    LessonPtr m_lesson;
    Way m_way = Way::Live;
    std::size_t m_firstRun = 0; ///< runs before it are none of this try
    int m_judgedRun = -1;
    int m_highlighted = -1; ///< steps done when a life was last selected
    AnswerSheet m_sheet;
    std::optional<Stage> m_shown; ///< chosen by the student, of those reachable
};

} // namespace nsscope::ui
