// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/agent_source.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

constexpr qsizetype maxHost = 255;

// pkexec(1), "RETURN VALUE".
constexpr int pkexecDismissed = 126;
constexpr int pkexecRefused = 127;

QString tr(const char* text) { return QCoreApplication::translate("AgentSource", text); }

/// pkexec takes an absolute path and runs it with an environment of its own.
QString absoluteProgram(const QString& program)
{
    return program.startsWith(QLatin1Char('/')) ? program : QStandardPaths::findExecutable(program);
}

} // namespace

AgentSource ownAgent(const QStringList& agent) { return {AgentSource::Kind::Own, agent, {}}; }

AgentChoice elevatedAgent(const QStringList& agent, bool root)
{
    if (root)
        return tl::unexpected(tr("This window already runs as root, so its agent sees everything there is to see."));
    const QString pkexec = QStandardPaths::findExecutable(QStringLiteral("pkexec"));
    if (pkexec.isEmpty())
        return tl::unexpected(tr("pkexec is not installed, so the agent cannot be started as root from here. "
                                 "The package \"pkexec\" brings it; or start nsscope with --agent \"sudo -n nsscope-cli agent\"."));
    const QString program = absoluteProgram(agent.value(0));
    if (program.isEmpty())
        return tl::unexpected(tr("nsscope-cli, which looks at the host, was not found."));
    return AgentSource{AgentSource::Kind::Elevated, QStringList{pkexec, program} + agent.mid(1), {}};
}

AgentChoice remoteAgent(const QString& host)
{
    const QString name = host.trimmed();
    const bool clean = std::all_of(name.begin(), name.end(), [](QChar c) { return c.isPrint() && !c.isSpace(); });
    if (name.isEmpty() || name.size() > maxHost || name.startsWith(QLatin1Char('-')) || !clean)
        return tl::unexpected(tr("A host is written as host, user@host or ssh://user@host:port, without blanks."));
    return AgentSource{AgentSource::Kind::Remote,
                       {QStringLiteral("ssh"), QStringLiteral("-T"), QStringLiteral("-o"), QStringLiteral("BatchMode=yes"),
                        QStringLiteral("-o"), QStringLiteral("ConnectTimeout=10"), QStringLiteral("--"), name,
                        QStringLiteral("nsscope-cli agent")},
                       name};
}

AgentChoice commandAgent(const QString& line)
{
    const QStringList words = QProcess::splitCommand(line);
    if (words.isEmpty() || words.first().isEmpty())
        return tl::unexpected(tr("Type the command that starts an agent, for example: sudo -n nsscope-cli agent"));
    return AgentSource{AgentSource::Kind::Command, words, line.simplified()};
}

AgentEnd meaningOfEnd(AgentSource::Kind kind, int exitStatus)
{
    if (kind != AgentSource::Kind::Elevated)
        return AgentEnd::Failed;
    return exitStatus == pkexecDismissed ? AgentEnd::Dismissed
           : exitStatus == pkexecRefused ? AgentEnd::NotAuthorised
                                         : AgentEnd::Failed;
}

} // namespace nsscope::ui
