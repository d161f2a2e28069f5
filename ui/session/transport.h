// SPDX-License-Identifier: GPL-3.0-or-later
// What Back, Step, Play and their kin mean. At now they command the kernel's experiment through the agent; in the past
// they move the shared cursor through what was recorded, and never the kernel. Knows no widgets.
#pragma once
#include "core/stream/command.h"
#include "core/track/frame.h"
#include "ui/session/selection.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace nsscope::ui
{

class Transport : public QObject
{
    Q_OBJECT
public:
    explicit Transport(Selection* selection, QObject* parent = nullptr);

    /// True while an agent takes commands.
    void setLive(bool live);
    bool live() const { return m_live; }

    const LabRun* run() const; ///< of the moment shown; null without any
    int stepsDone() const;     ///< by the moment shown
    int stepsRecorded() const;
    int stepsPlanned() const;
    bool past() const { return !m_selection->atNow(); }
    /// An experiment of the live agent has begun and not ended.
    bool labRuns() const;

    bool playing() const; ///< the live experiment at now, or the recorded past
    bool canBack() const;
    bool canStep() const;
    bool canPlay() const;
    bool canReset() const;
    double speed() const { return m_speed; } ///< factor; 0: as fast as possible

public slots:
    void setFrame(nsscope::FramePtr frame);
    void toStart();
    void back();
    void step();
    void playPause();
    void reset(); ///< live: the kernel's experiment anew; otherwise to the start of the recorded one
    void toNow();
    void setSpeed(double factor);

signals:
    void changed();
    void commandWanted(const nsscope::Command& command);

private:
    void command(Command::Kind kind, double number = 0);
    void lookAfter(int steps);
    void setReplaying(bool on);
    void advance();

    Selection* m_selection;
    FramePtr m_frame;
    bool m_live = false;
    double m_speed = 1;
    QTimer m_tick;
    QElapsedTimer m_elapsed;
};

} // namespace nsscope::ui
