// SPDX-License-Identifier: GPL-3.0-or-later
// Drives the window from the command line: waits until it has settled (source read, experiment ended and its last
// evidence in, cursor there, views still), writes the picture, and ends the program where asked.
#pragma once
#include "app/window/window_options.h"
#include "ui/mainwindow/main_window.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace nsscope::ui
{

class ScriptedRun : public QObject
{
    Q_OBJECT
public:
    ScriptedRun(MainWindow& window, const WindowOptions& options);

    /// Opens what the options name and begins to wait.
    void begin();

private:
    void look();
    void lookAtMoment();
    bool sourceReady() const;
    bool experimentOver() const;

    MainWindow& m_window;
    WindowOptions m_options;
    QTimer m_timer;
    QElapsedTimer m_still;     ///< since something last changed
    QElapsedTimer m_over;      ///< since the live experiment's end was seen
    std::uint64_t m_facts = 0; ///< that count as change
    bool m_moved = false;      ///< the cursor is where --at wants it
    bool m_played = false;
    int m_status = 0;
};

} // namespace nsscope::ui
