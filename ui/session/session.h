// SPDX-License-Identifier: GPL-3.0-or-later
// Where the facts come from and go through: owns the worker thread that reads a stream (a live agent's pipe or a
// recording) and builds frames, and the agent process. Views get frames by signal and never know which it was.
#pragma once
#include "core/stream/command.h"
#include "core/stream/remark.h"
#include "core/track/frame.h"
#include "ui/session/agent_source.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>

namespace nsscope::ui
{

class Session : public QObject
{
    Q_OBJECT
public:
    enum class Source { None, Live, Recording };
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    Source source() const;
    QString title() const; ///< "This host · without root", "alice@box · as root", or the file's name
    const AgentSource& agent() const; ///< the last one started
    QString path() const;  ///< of the recording, empty otherwise
    QString streamFile() const; ///< where the bytes of what is open lie: the recording, or what a live agent has sent so far
    /// Null until the first frame.
    FramePtr frame() const;
    /// A recording is being read, or the agent has not sent anything yet.
    bool loading() const;
    /// The agent runs and takes commands.
    bool connected() const;

    void openRecording(const QString& path);
    /// Starts an agent; what was open is closed.
    void startLive(const AgentSource& agent);
    void close();
    /// Stops reading a recording; what was read stays.
    void cancelLoading();
    void send(const Command& command); ///< to the live agent; ignored where there is none
    /// Writes the stream read so far, byte for byte, to `path`. Error text, empty where done.
    /// `remarks` replace those it carries.
    QString saveAs(const QString& path, const std::vector<Remark>& remarks = {});
    /// What the recording carries of its user's notes.
    const std::vector<Remark>& remarks() const;
    bool unsaved() const; ///< live facts not yet in a file

signals:
    void frameChanged(nsscope::FramePtr frame);
    void sourceChanged();
    /// The agent ended or could not start, or the file could not be read: one sentence. What was seen stays.
    void failed(const QString& sentence);
    /// The user did not want the agent to be started as root; nothing is open now.
    void dismissed();
    void progressed(qint64 done, qint64 total); ///< bytes of a recording
    void loaded(); ///< a recording has been read to its end

private:
    void lose(const QString& sentence, int exitStatus);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace nsscope::ui
