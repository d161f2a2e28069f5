// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/lesson_desk.h"

#include "ui/lesson/lesson_list.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/lesson/view_veil.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

namespace nsscope::ui
{

LessonDesk::LessonDesk(Session* session, Selection* selection, Transport* transport, ThemeSource* theme, QWidget* window)
    : QObject(window), m_session(session), m_selection(selection), m_theme(theme), m_window(window),
      m_model(new LessonsModel(this)), m_attempt(new LessonAttempt(transport, selection, this)),
      m_list(new LessonList(m_model, theme)), m_panel(new LessonPanel(m_attempt, transport, selection, theme))
{
    m_model->setLessons(readLessons());
    connect(m_list, &LessonList::chosen, this, [this](const LessonPtr& lesson) {
        if (lesson == m_attempt->lesson() && !m_attempt->finished())
            emit opened(); // goes on where it was left
        else
            open(lesson);
    });
    connect(m_panel, &LessonPanel::runWanted, this, &LessonDesk::run);
    connect(m_panel, &LessonPanel::replayWanted, this, &LessonDesk::replay);
    connect(m_panel, &LessonPanel::saveWanted, this, &LessonDesk::save);
    connect(m_panel, &LessonPanel::nextWanted, this, &LessonDesk::openFollowing);
    connect(m_attempt, &LessonAttempt::changed, this, &LessonDesk::refreshVeils);
    connect(m_attempt, &LessonAttempt::judged, this, [this] {
        if (m_attempt->way() != LessonAttempt::Way::Demonstration)
            m_model->setResult(m_attempt->lesson()->lesson().id, static_cast<int>(m_attempt->rightCount()),
                               static_cast<int>(m_attempt->questionCount()));
    });
}

void LessonDesk::veil(const std::vector<QWidget*>& now, const std::vector<QWidget*>& later)
{
    for (QWidget* view : now)
        m_now.push_back(new ViewVeil(view, m_theme));
    for (QWidget* view : later)
        m_later.push_back(new ViewVeil(view, m_theme));
}

void LessonDesk::open(const LessonPtr& lesson, bool demonstration, const ExperimentParameters& parameters)
{
    m_given = parameters;
    m_attempt->begin(lesson, demonstration ? LessonAttempt::Way::Demonstration : LessonAttempt::Way::Live);
    m_panel->setLive(m_session->connected());
    emit opened();
    m_startPending = true;
    if (!m_session->connected())
        emit observeWanted();
    else
        setFrame(m_session->frame());
}

void LessonDesk::openNext()
{
    if (const LessonPtr lesson = m_model->lesson(m_model->next()))
        open(lesson);
    else
        emit listWanted();
}

void LessonDesk::openFollowing()
{
    const QModelIndex at = m_model->indexOf(m_attempt->lesson()->lesson().id);
    const LessonPtr next = at.isValid() ? m_model->lesson(at.siblingAtRow(at.row() + 1)) : nullptr;
    if (next)
        open(next);
    else
        emit listWanted();
}

void LessonDesk::leave()
{
    m_startPending = false;
    m_attempt->leave();
}

void LessonDesk::setFrame(const FramePtr& frame)
{
    m_attempt->setFrame(frame);
    m_panel->setFrame(frame);
    if (m_startPending && frame && m_session->connected()) {
        m_startPending = false;
        run(m_attempt->way() == LessonAttempt::Way::Demonstration);
    }
}

void LessonDesk::sourceChanged()
{
    m_panel->setLive(m_session->connected());
    if (!m_attempt->lesson() || m_session->source() != Session::Source::Recording)
        return;
    const QString own = QString::fromStdString(m_attempt->lesson()->recording);
    if (m_attempt->way() != LessonAttempt::Way::Replay || m_session->path() != own)
        leave();
}

void LessonDesk::run(bool play)
{
    if (!m_attempt->lesson() || !m_session->connected())
        return;
    const std::string& id = m_attempt->lesson()->lesson().id;
    const LessonPtr known = m_model->lesson(m_model->indexOf(id));
    Command command;
    command.kind = Command::Kind::Start;
    command.experiment = known && known->path == m_attempt->lesson()->path ? id : m_attempt->lesson()->path;
    command.parameters = m_given.empty() ? m_panel->parameters() : m_given;
    command.play = play && !m_attempt->anyOpen();
    m_given.clear();
    m_selection->lookAtNow();
    m_session->send(command);
}

void LessonDesk::replay()
{
    const LessonPtr lesson = m_attempt->lesson();
    if (!lesson || lesson->recording.empty())
        return;
    m_startPending = false;
    m_attempt->begin(lesson, LessonAttempt::Way::Replay);
    m_session->openRecording(QString::fromStdString(lesson->recording));
}

void LessonDesk::refreshVeils()
{
    const bool later = m_attempt->lesson() && m_attempt->way() == LessonAttempt::Way::Replay && m_attempt->anyOpen();
    const bool now = m_attempt->lesson() && !m_attempt->due().empty();
    using Depth = ViewVeil::Depth;
    for (ViewVeil* veil : m_now)
        veil->set(now ? Depth::Dim : Depth::None, tr("Your prediction first"));
    for (ViewVeil* veil : m_later)
        veil->set(later ? Depth::Hidden : now ? Depth::Dim : Depth::None,
                  later ? tr("What comes later is shown here when your predictions are locked in") : tr("Your prediction first"));
}

void LessonDesk::save()
{
    const LessonPtr lesson = m_attempt->lesson();
    const QString offered = QString::fromStdString(lesson->lesson().id) + QStringLiteral("-answers.json");
    const QString path = QFileDialog::getSaveFileName(m_window, tr("Save answers"), offered, tr("Answers (*.json)"));
    if (path.isEmpty())
        return;
    // The recording stands beside its answers, and its hash in them, so that they can be proved.
    QString recording = QString::fromStdString(lesson->recording);
    QString fault;
    if (m_attempt->way() != LessonAttempt::Way::Replay) {
        const QFileInfo target(path);
        recording = target.path() + QLatin1Char('/') + target.completeBaseName() + QStringLiteral(".nsrec");
        fault = m_session->saveAs(recording);
    }
    AnsweredRun run = m_attempt->answeredRun();
    QFile bytes(recording);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (fault.isEmpty() && bytes.open(QIODevice::ReadOnly) && hash.addData(&bytes)) {
        run.recordingName = QFileInfo(recording).fileName().toStdString();
        run.recordingSha256 = hash.result().toHex().toStdString();
    } else if (fault.isEmpty()) {
        fault = bytes.errorString();
    }
    QSaveFile file(path);
    const std::string json = answersJson(lesson->lesson(), m_attempt->sheet(), run);
    if (fault.isEmpty() && (!file.open(QIODevice::WriteOnly) || file.write(json.data(), static_cast<qint64>(json.size())) < 0 || !file.commit()))
        fault = file.errorString();
    emit saved(fault.isEmpty() ? tr("Saved %1 and %2").arg(QFileInfo(path).fileName(), QFileInfo(recording).fileName())
                               : tr("Not saved: %1").arg(fault));
}

} // namespace nsscope::ui

#include "moc_lesson_desk.cpp"
