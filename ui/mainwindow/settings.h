// SPDX-License-Identifier: GPL-3.0-or-later
// What the user prefers, kept between sessions, and where the window stood when it was closed. Values only.
#pragma once
#include "ui/theme/theme_source.h"

#include <QByteArray>
#include <QString>

namespace nsscope::ui
{

struct Settings
{
    ThemeSource::Choice theme = ThemeSource::Choice::System;
    double textScale = 1;
    bool reducedMotion = false;
    double rate = 2; ///< looks a second of a live agent, 1 to 20
    bool reopen = false; ///< begin with the recording that was open last
    bool operator==(const Settings&) const = default;
};

struct SavedWindow
{
    QByteArray geometry;
    QByteArray columns; ///< splitters; empty: as the window likes it
    QByteArray centre;
    QString recording;
    bool lanes = false;    ///< the graph of an experiment
    bool hostTree = false; ///< the graph of a host
};

Settings readSettings();
void writeSettings(const Settings& settings);
SavedWindow readSavedWindow();
void writeSavedWindow(const SavedWindow& saved);

} // namespace nsscope::ui
