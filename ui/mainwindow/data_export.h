// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a recording in another format by running nsscope-cli export, so that window and command line write the same,
// however long it takes the window stays free, and it can be given up.
#pragma once
#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace nsscope::ui
{

struct ExportFormat
{
    QString name;   ///< of nsscope-cli export --to
    QString ending; ///< of the file's name, without the first dot
    QString text;   ///< "Report"
};
const QList<ExportFormat>& exportFormats();

class DataExport : public QObject
{
    Q_OBJECT
public:
    explicit DataExport(QObject* parent = nullptr);
    ~DataExport() override;

    /// One at a time. `path` is replaced only by a whole file.
    void start(const QString& program, const QString& recording, const QString& format, const QString& path);
    bool running() const { return m_process.state() != QProcess::NotRunning; }
    void cancel();

signals:
    /// Error text, empty where done. Not told of a cancelled one.
    void finished(const QString& fault);

private:
    void ended(int exitCode, QProcess::ExitStatus status);
    void giveUp(const QString& fault);
    QString part() const { return m_path + QStringLiteral(".part"); }

    QProcess m_process;
    QString m_path;
    bool m_cancelled = false;
};

} // namespace nsscope::ui
