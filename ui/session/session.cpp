// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/session.h"

#include "core/base/unique_fd.h"
#include "ui/session/stream_worker.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryFile>
#include <QThread>
#include <fcntl.h>
#include <unistd.h>

namespace nsscope::ui
{

namespace
{

/// The file that keeps what a live agent says. Without a name where the file system can do that (open(2) O_TMPFILE), so
/// that it goes with this program, however that ends.
class Spool
{
public:
    void make()
    {
        reset();
        m_nameless.reset(::open(QFile::encodeName(QDir::tempPath()).constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
        if (m_nameless) {
            m_path = QStringLiteral("/proc/self/fd/%1").arg(m_nameless.get());
            return;
        }
        m_named = std::make_unique<QTemporaryFile>(QDir::tempPath() + QStringLiteral("/nsscope-XXXXXX.nsrec"));
        m_path = m_named->open() ? m_named->fileName() : QString();
    }
    void reset()
    {
        m_nameless.reset();
        m_named.reset();
        m_path.clear();
    }
    const QString& path() const { return m_path; } ///< empty: there is none

private:
    UniqueFd m_nameless;
    std::unique_ptr<QTemporaryFile> m_named;
    QString m_path;
};

} // namespace

struct Session::Private
{
    QThread thread;
    StreamWorker* worker = nullptr; ///< deleted by its thread's end
    int number = 0;                 ///< of the source; signals of earlier ones are ignored
    Source source = Source::None;
    AgentSource agent;
    FramePtr frame;
    QString path;
    Spool spool;
    std::vector<Remark> remarks;
    std::uint64_t savedFacts = 0;
    bool loading = false;
    bool connected = false;

    template <class Call> void post(Call call)
    {
        QMetaObject::invokeMethod(worker, [w = worker, call] { call(*w); }, Qt::QueuedConnection);
    }
};

namespace
{

/// First bytes of every stream (core/stream/FORMAT.md).
const QByteArray streamStart = QByteArrayLiteral("{\"nsscope\":");

/// The end of the first `size` bytes of a file, as much as remarks may take.
QByteArray lastBytes(QFile& file, qint64 size)
{
    const qint64 length = qMin<qint64>(size, maxRemarksBytes);
    return file.seek(size - length) ? file.read(length) : QByteArray();
}

QByteArray remarkLines(const QByteArray& end)
{
    return end.mid(static_cast<qsizetype>(remarksBegin({end.constData(), static_cast<std::size_t>(end.size())})));
}

QString copyWholeLines(QFile& from, QSaveFile& to)
{
    qint64 whole = 0;
    qint64 position = 0;
    while (!from.atEnd()) {
        const QByteArray bytes = from.read(1 << 20);
        if (bytes.isEmpty())
            break;
        if (const qsizetype line = bytes.lastIndexOf('\n'); line >= 0)
            whole = position + line + 1;
        position += bytes.size();
    }
    whole -= remarkLines(lastBytes(from, whole)).size();
    from.seek(0);
    while (whole > 0) {
        const QByteArray bytes = from.read(qMin<qint64>(whole, 1 << 20));
        if (bytes.isEmpty())
            return from.errorString();
        if (to.write(bytes) != bytes.size())
            return to.errorString();
        whole -= bytes.size();
    }
    return {};
}

} // namespace

Session::Session(QObject* parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->worker = new StreamWorker;
    d->worker->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->worker, &QObject::deleteLater);
    connect(d->worker, &StreamWorker::frameReady, this, [this](int source, FramePtr frame) {
        if (source == d->number) {
            const bool first = !d->frame;
            d->frame = std::move(frame);
            if (d->source == Source::Live)
                d->loading = false;
            if (first)
                emit sourceChanged();
            emit frameChanged(d->frame);
        }
        d->post([](StreamWorker& worker) { worker.frameTaken(); });
    });
    connect(d->worker, &StreamWorker::progressed, this, [this](int source, qint64 done, qint64 total) {
        if (source == d->number)
            emit progressed(done, total);
    });
    connect(d->worker, &StreamWorker::loaded, this, [this](int source) {
        if (source != d->number)
            return;
        d->loading = false;
        emit loaded();
        emit sourceChanged();
    });
    connect(d->worker, &StreamWorker::lost, this, [this](int source, const QString& sentence, int exitStatus) {
        if (source == d->number)
            lose(sentence, exitStatus);
    });
    d->thread.setObjectName(QStringLiteral("stream"));
    d->thread.start();
}

Session::~Session()
{
    d->worker->disconnect(this);
    d->thread.quit();
    d->thread.wait();
}

void Session::lose(const QString& sentence, int exitStatus)
{
    d->loading = false;
    d->connected = false;
    const AgentEnd end = d->source != Source::Live || d->frame ? AgentEnd::Failed : meaningOfEnd(d->agent.kind, exitStatus);
    if (end == AgentEnd::Dismissed) {
        close();
        emit sourceChanged();
        emit dismissed();
        return;
    }
    emit failed(end == AgentEnd::NotAuthorised
                    ? tr("The agent was not allowed to start as root: the password was wrong, or no desktop was there to ask for it.")
                    : sentence);
    emit sourceChanged();
}

const AgentSource& Session::agent() const { return d->agent; }
Session::Source Session::source() const { return d->source; }
QString Session::path() const { return d->path; }
QString Session::streamFile() const
{
    // Another program is to open it, too.
    return d->source == Source::Live ? QString(d->spool.path()).replace(QStringLiteral("/proc/self/"), QStringLiteral("/proc/%1/").arg(::getpid()))
                                     : d->path;
}
FramePtr Session::frame() const { return d->frame; }
bool Session::loading() const { return d->loading; }
bool Session::connected() const { return d->connected; }

QString Session::title() const
{
    switch (d->source) {
    case Source::None:
        return tr("Nothing open");
    case Source::Recording:
        return QFileInfo(d->path).fileName();
    case Source::Live:
        break;
    }
    const QString place = d->agent.place.isEmpty() ? tr("This host") : d->agent.place;
    if (!d->frame)
        return place;
    return (d->frame->header.host.uid == 0 ? tr("%1 · as root") : tr("%1 · without root")).arg(place);
}

void Session::openRecording(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        emit failed(tr("%1 cannot be opened: %2.").arg(QDir::toNativeSeparators(path), file.errorString()));
        return;
    }
    const QByteArray start = file.read(streamStart.size());
    if (start.isEmpty() || !streamStart.startsWith(start)) {
        emit failed(tr("%1 is not a recording of nsscope.").arg(QDir::toNativeSeparators(path)));
        return;
    }
    const QByteArray end = remarkLines(lastBytes(file, file.size()));
    close();
    d->remarks = decodeRemarks({end.constData(), static_cast<std::size_t>(end.size())});
    d->source = Source::Recording;
    d->path = path;
    d->loading = true;
    d->post([number = d->number, path](StreamWorker& worker) { worker.openFile(number, path); });
    emit sourceChanged();
}

void Session::startLive(const AgentSource& agent)
{
    close();
    d->agent = agent;
    d->source = Source::Live;
    d->loading = true;
    d->connected = true;
    d->spool.make();
    d->post([number = d->number, command = agent.command, spool = d->spool.path()](StreamWorker& worker) {
        worker.startAgent(number, command, spool);
    });
    emit sourceChanged();
}

void Session::close()
{
    ++d->number;
    d->post([](StreamWorker& worker) { worker.stop(); });
    d->source = Source::None;
    d->frame.reset();
    d->path.clear();
    d->remarks.clear();
    d->spool.reset();
    d->savedFacts = 0;
    d->loading = false;
    d->connected = false;
}

void Session::cancelLoading()
{
    d->post([](StreamWorker& worker) { worker.cancel(); });
}

void Session::send(const Command& command)
{
    if (!d->connected)
        return;
    const QByteArray line = QByteArray::fromStdString(encodeCommand(command)) + '\n';
    d->post([line](StreamWorker& worker) { worker.write(line); });
}

const std::vector<Remark>& Session::remarks() const { return d->remarks; }

QString Session::saveAs(const QString& path, const std::vector<Remark>& remarks)
{
    const QString from = streamFile();
    if (from.isEmpty())
        return tr("There is nothing to save.");
    const std::uint64_t facts = d->frame ? d->frame->factCount : 0;
    QFile source(from);
    QSaveFile target(path);
    if (!source.open(QIODevice::ReadOnly))
        return source.errorString();
    if (!target.open(QIODevice::WriteOnly))
        return target.errorString();
    if (const QString fault = copyWholeLines(source, target); !fault.isEmpty())
        return fault;
    for (const Remark& remark : remarks)
        target.write(QByteArray::fromStdString(encodeRemark(remark)));
    if (!target.commit())
        return target.errorString();
    d->savedFacts = facts;
    return {};
}

bool Session::unsaved() const
{
    return d->source == Source::Live && d->frame && d->frame->factCount > d->savedFacts;
}

} // namespace nsscope::ui

#include "moc_session.cpp"
