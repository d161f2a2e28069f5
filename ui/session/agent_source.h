// SPDX-License-Identifier: GPL-3.0-or-later
// How an agent is started, and what the window calls the place that it looks at. Privilege and distance are
// differently started agents, never another way through the program.
#pragma once
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

namespace nsscope::ui
{

struct AgentSource
{
    enum class Kind { Own, Elevated, Remote, Command };

    Kind kind = Kind::Own;
    QStringList command; ///< program and arguments; empty: none yet
    QString place;       ///< remote: the host; command: the command; else empty: this host
};

/// Or a sentence for the user: what is missing or wrong, and what would help.
using AgentChoice = tl::expected<AgentSource, QString>;

/// `agent` is how this user's own agent is started: {"/usr/bin/nsscope-cli", "agent"}.
AgentSource ownAgent(const QStringList& agent);

/// As root by pkexec(1), which asks in a window of the desktop. `root`: this process already is.
AgentChoice elevatedAgent(const QStringList& agent, bool root);

/// nsscope-cli on another host by ssh(1): "host", "user@host" or "ssh://user@host:port", at most 255 characters. ssh must
/// log in without a question (a key, ssh-agent), since nobody could answer one.
AgentChoice remoteAgent(const QString& host);

/// Any command that writes an agent's stream (core/stream/FORMAT.md), split at blanks outside of double quotes; no shell runs it.
AgentChoice commandAgent(const QString& line);

/// What it means that an agent ended before it sent anything.
enum class AgentEnd {
    Failed,
    Dismissed,    ///< the user said no to pkexec, which is no error
    NotAuthorised ///< pkexec was answered wrongly, or had nobody to ask
};
AgentEnd meaningOfEnd(AgentSource::Kind kind, int exitStatus);

} // namespace nsscope::ui
