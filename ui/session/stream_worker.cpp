// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/stream_worker.h"

#include <algorithm>
#include <string_view>

namespace nsscope::ui
{

namespace
{

constexpr int paceMs = 40;
constexpr int restPerCost = 4; ///< frames that are dear come rarer: they take no more than a fifth of the time
constexpr qint64 chunkBytes = 1 << 20;
constexpr int complaintsCap = 4096;
constexpr int agentEndMs = 2000;

} // namespace

StreamWorker::StreamWorker() : m_next(this), m_pace(this)
{
    m_next.setSingleShot(true);
    m_pace.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &StreamWorker::readChunk);
    connect(&m_pace, &QTimer::timeout, this, &StreamWorker::offerFrame);
}

StreamWorker::~StreamWorker() { stop(); }

void StreamWorker::begin(int source)
{
    stop();
    m_source = source;
    m_reader = StreamReader();
    m_builder = FrameBuilder();
    m_complaints.clear();
    m_dirty = false;
    m_taken = true;
    m_spoke = false;
    m_failed = false;
    m_sinceFrame.invalidate();
    m_frameCostMs = 0;
    m_ended = false;
}

void StreamWorker::stop()
{
    m_next.stop();
    m_pace.stop();
    m_file.reset();
    if (m_agent) {
        m_agent->disconnect(this);
        m_agent->closeWriteChannel();
        if (m_agent->state() != QProcess::NotRunning && !m_agent->waitForFinished(agentEndMs)) {
            m_agent->kill();
            m_agent->waitForFinished(agentEndMs);
        }
        m_agent.reset();
    }
    m_spool.reset();
}

void StreamWorker::openFile(int source, const QString& path)
{
    begin(source);
    m_file = std::make_unique<QFile>(path);
    if (!m_file->open(QIODevice::ReadOnly)) {
        emit lost(m_source, tr("%1 cannot be read: %2.").arg(path, m_file->errorString()));
        m_file.reset();
        return;
    }
    m_next.start(0);
}

void StreamWorker::readChunk()
{
    if (!m_file)
        return;
    const QByteArray bytes = m_file->read(chunkBytes);
    if (bytes.isEmpty()) {
        const bool broken = m_file->error() != QFileDevice::NoError;
        const QString why = m_file->errorString();
        m_file.reset();
        if (broken)
            m_builder.setProblem(tr("The file could not be read further: %1.").arg(why).toStdString());
        endStream();
        if (broken)
            emit lost(m_source, tr("The file could not be read further: %1.").arg(why));
        emit loaded(m_source);
        return;
    }
    emit progressed(m_source, m_file->pos(), m_file->size());
    if (!feed(bytes)) {
        m_file.reset();
        m_ended = true;
        offerFrame();
        emit loaded(m_source);
        return;
    }
    offerFrame();
    m_next.start(0);
}

void StreamWorker::cancel()
{
    if (!m_file)
        return;
    m_next.stop();
    const qint64 percent = m_file->size() > 0 ? 100 * m_file->pos() / m_file->size() : 0;
    m_file.reset();
    m_builder.setProblem(tr("Reading was cancelled at %1 %.").arg(percent).toStdString());
    m_dirty = true;
    m_ended = true;
    offerFrame();
    emit loaded(m_source);
}

void StreamWorker::startAgent(int source, const QStringList& command, const QString& spool)
{
    begin(source);
    m_spool = std::make_unique<QFile>(spool);
    if (!m_spool->open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        m_spool.reset();
    m_agent = std::make_unique<QProcess>();
    connect(m_agent.get(), &QProcess::readyReadStandardOutput, this, &StreamWorker::readAgent);
    connect(m_agent.get(), &QProcess::readyReadStandardError, this, &StreamWorker::readComplaints);
    connect(m_agent.get(), &QProcess::finished, this, &StreamWorker::agentEnded);
    connect(m_agent.get(), &QProcess::errorOccurred, this, [this, command](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            emit lost(m_source, tr("The agent %1 could not be started: %2.")
                                    .arg(command.value(0), m_agent->errorString()));
    });
    m_agent->start(command.value(0), command.mid(1));
}

void StreamWorker::write(const QByteArray& line)
{
    if (m_agent && m_agent->state() == QProcess::Running)
        m_agent->write(line);
}

void StreamWorker::readAgent()
{
    const QByteArray bytes = m_agent->readAllStandardOutput();
    if (bytes.isEmpty() || m_failed)
        return;
    m_spoke = true;
    if (m_spool)
        m_spool->write(bytes);
    if (!feed(bytes))
        m_agent->closeWriteChannel();
    offerFrame();
}

void StreamWorker::readComplaints()
{
    m_complaints += m_agent->readAllStandardError();
    m_complaints = m_complaints.right(complaintsCap);
}

bool StreamWorker::feed(const QByteArray& bytes)
{
    const auto facts = m_reader.feed(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    m_dirty = true;
    if (!facts) {
        const QString sentence = QString::fromStdString(facts.error().message()) + QLatin1Char('.');
        m_builder.setProblem(sentence.toStdString());
        m_failed = true;
        emit lost(m_source, sentence);
        return false;
    }
    for (const Fact& fact : *facts)
        m_builder.add(fact);
    return true;
}

void StreamWorker::endStream()
{
    if (m_reader.finish())
        m_builder.setTorn(true);
    if (m_reader.damagedLines() > 0) {
        const QString sentence = (m_reader.damagedLines() == 1 ? tr("A damaged line was skipped, %2")
                                                               : tr("%1 damaged lines were skipped, the first is %2"))
                                     .replace(QStringLiteral("%1"), QString::number(m_reader.damagedLines()))
                                     .replace(QStringLiteral("%2"), QString::fromStdString(m_reader.firstDamage()));
        m_builder.setProblem(sentence.toStdString());
    }
    m_dirty = true;
    m_ended = true;
    offerFrame();
}

void StreamWorker::agentEnded(int exitCode, QProcess::ExitStatus status)
{
    readAgent();
    readComplaints();
    if (m_spoke) // else there is nothing to show, only why
        endStream();
    if (m_failed)
        return;
    QString sentence = status == QProcess::CrashExit ? tr("The agent was ended by a signal.")
                                                     : tr("The agent ended with status %1.").arg(exitCode);
    if (const QString words = lastWords(); !words.isEmpty())
        sentence += QLatin1Char(' ') + tr("It said: %1").arg(words);
    emit lost(m_source, sentence, status == QProcess::NormalExit ? exitCode : -1);
}

QString StreamWorker::lastWords() const
{
    const QByteArray text = m_complaints.trimmed();
    return QString::fromUtf8(text.mid(text.lastIndexOf('\n') + 1)).left(300);
}

void StreamWorker::frameTaken()
{
    m_taken = true;
    if (m_sinceFrame.isValid())
        m_frameCostMs = m_sinceFrame.elapsed();
    offerFrame();
}

void StreamWorker::offerFrame()
{
    if (!m_dirty || !m_taken)
        return;
    const qint64 pace = std::max<qint64>(paceMs, m_frameCostMs * (1 + restPerCost));
    if (!m_ended && m_sinceFrame.isValid() && m_sinceFrame.elapsed() < pace) {
        if (!m_pace.isActive())
            m_pace.start(static_cast<int>(pace - m_sinceFrame.elapsed()));
        return;
    }
    m_dirty = false;
    m_taken = false;
    m_sinceFrame.start();
    emit frameReady(m_source, m_builder.frame());
}

} // namespace nsscope::ui

#include "moc_stream_worker.cpp"
