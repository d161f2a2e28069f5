// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/program_files.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace nsscope::ui
{

QStringList agentCommand()
{
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/nsscope-cli");
    return {QFileInfo(beside).isExecutable() ? beside : QStringLiteral("nsscope-cli"), QStringLiteral("agent")};
}

QString referenceRecording()
{
    const QString path = QFileInfo(QCoreApplication::applicationDirPath() +
                                   QStringLiteral("/../share/nsscope/recordings/nsgarbage-net.nsrec"))
                             .absoluteFilePath();
    return QFileInfo(path).isReadable() ? QFileInfo(path).canonicalFilePath() : QString();
}

} // namespace nsscope::ui
