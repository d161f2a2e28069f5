// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of nsscope as values. Parsed before there is an application, so that help and faults need no display.
#pragma once
#include "app/cli/recording_reader.h"
#include "ui/session/agent_source.h"
#include "ui/session/experiment_plan.h"
#include "ui/theme/theme_source.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

namespace nsscope::ui
{

struct WindowOptions
{
    QString file;
    QString experiment;
    std::optional<AgentSource> agent; ///< absent: this host's own
    ExperimentParameters parameters;
    bool autoplay = false;
    std::optional<TimeArgument> at;
    QString screenshot;
    QSize size{1440, 900};
    ThemeSource::Choice theme = ThemeSource::Choice::System;
    bool quit = false;
};

/// What to do with a command line: run with options, or print a text and end.
struct WindowCall
{
    WindowOptions options;
    std::optional<int> exitStatus; ///< absent: run
    QString output;                ///< for standard output
    QString fault;                 ///< for standard error
};

/// `arguments` without the program's name.
WindowCall parseWindowOptions(const QStringList& arguments);

} // namespace nsscope::ui
