// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/data_export.h"

#include <QFile>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace nsscope::ui
{

namespace
{

constexpr int endMs = 2000;
constexpr qsizetype wordsCap = 300;

} // namespace

const QList<ExportFormat>& exportFormats()
{
    static const QList<ExportFormat> formats{
        {QStringLiteral("html"), QStringLiteral("html"), DataExport::tr("Report")},
        {QStringLiteral("csv"), QStringLiteral("csv"), DataExport::tr("Table of lives")},
        {QStringLiteral("json"), QStringLiteral("json"), DataExport::tr("Lives as JSON")},
        {QStringLiteral("dot"), QStringLiteral("dot"), DataExport::tr("Graph for Graphviz")},
        {QStringLiteral("perfetto"), QStringLiteral("trace.json"), DataExport::tr("Trace for Perfetto")},
    };
    return formats;
}

DataExport::DataExport(QObject* parent) : QObject(parent)
{
    connect(&m_process, &QProcess::finished, this, &DataExport::ended);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            giveUp(tr("%1 could not be started: %2.").arg(m_process.program(), m_process.errorString()));
    });
}

DataExport::~DataExport()
{
    m_process.disconnect(this);
    if (running()) {
        cancel();
        QFile::remove(part());
    }
}

void DataExport::start(const QString& program, const QString& recording, const QString& format, const QString& path)
{
    if (running())
        return;
    m_path = path;
    m_cancelled = false;
    m_process.start(program, {QStringLiteral("export"), recording, QStringLiteral("--to"), format, QStringLiteral("-o"), part()});
}

void DataExport::cancel()
{
    m_cancelled = true;
    m_process.kill();
    m_process.waitForFinished(endMs);
}

void DataExport::giveUp(const QString& fault)
{
    QFile::remove(part());
    if (!m_cancelled)
        emit finished(fault);
}

void DataExport::ended(int exitCode, QProcess::ExitStatus status)
{
    const QString words = QString::fromUtf8(m_process.readAllStandardError()).trimmed().right(wordsCap);
    if (status != QProcess::NormalExit || exitCode != 0)
        return giveUp(words.isEmpty() ? tr("nsscope-cli ended with status %1.").arg(exitCode) : words);
    if (std::rename(QFile::encodeName(part()).constData(), QFile::encodeName(m_path).constData()) != 0) {
        const QString fault = QString::fromLocal8Bit(std::strerror(errno));
        return giveUp(tr("%1 could not be replaced: %2.").arg(m_path, fault));
    }
    emit finished({});
}

} // namespace nsscope::ui

#include "moc_data_export.cpp"
