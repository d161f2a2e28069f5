// SPDX-License-Identifier: GPL-3.0-or-later
// Lives in the session's worker thread: reads one source, turns its bytes into facts and frames, and hands frames out
// one at a time, when the receiver has taken the one before. Nothing is dropped: a frame that waits carries all events
// since the last. Every signal names the source it belongs to by the number that opened it.
#pragma once
#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>
#include <memory>

namespace nsscope::ui
{

class StreamWorker : public QObject
{
    Q_OBJECT
public:
    StreamWorker();
    ~StreamWorker() override;

public slots:
    void openFile(int source, const QString& path);
    /// `spool` is an existing file; the agent's bytes are written to it as they come.
    void startAgent(int source, const QStringList& command, const QString& spool);
    void write(const QByteArray& line);
    void cancel();
    void stop();
    void frameTaken();

signals:
    void frameReady(int source, nsscope::FramePtr frame);
    void progressed(int source, qint64 done, qint64 total);
    void loaded(int source);
    /// `exitStatus` of an agent that ended by itself, else -1.
    void lost(int source, const QString& sentence, int exitStatus = -1);

private:
    void begin(int source);
    bool feed(const QByteArray& bytes);
    void readChunk();
    void readAgent();
    void readComplaints();
    void agentEnded(int exitCode, QProcess::ExitStatus status);
    void endStream();
    void offerFrame();
    QString lastWords() const;

    int m_source = 0;
    StreamReader m_reader;
    FrameBuilder m_builder;
    std::unique_ptr<QFile> m_file;
    std::unique_ptr<QFile> m_spool;
    std::unique_ptr<QProcess> m_agent;
    QByteArray m_complaints; ///< the agent's standard error, its end only
    QTimer m_next;           ///< next chunk of a file
    QTimer m_pace;
    QElapsedTimer m_sinceFrame;
    bool m_ended = false;     ///< nothing more comes: the last frame waits for nothing
    qint64 m_frameCostMs = 0; ///< from making the last frame until the window had taken it
    bool m_dirty = false;
    bool m_taken = true;
    bool m_spoke = false;  ///< the agent has sent something
    bool m_failed = false; ///< the stream could not be read further
};

} // namespace nsscope::ui
