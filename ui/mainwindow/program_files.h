// SPDX-License-Identifier: GPL-3.0-or-later
// Where our other files are: beside our own executable when built, below the prefix when installed.
#pragma once
#include <QString>
#include <QStringList>

namespace nsscope::ui
{

/// Program and arguments of the agent; falls back to the search path.
QStringList agentCommand();
/// The bundled recording of slow and fast trashing; empty where it is not there.
QString referenceRecording();

} // namespace nsscope::ui
