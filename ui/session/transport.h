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

    /// No more steps than these may be done, or looked at in a recording; absent: all. Closed again by the caller.
    void setGate(std::optional<int> steps);
    std::optional<int> gate() const { return m_gate; }
    bool atGate() const { return m_gate && stepsDone() >= *m_gate; }

public slots:
    void setFrame(nsscope::FramePtr frame);
    void toStart();
    void back();
    void step();
    void playPause();
    void reset(); ///< live: the kernel's experiment anew; otherwise to the start of the recorded one
    void toNow();
    /// To the end of the experiment: live it plays on; otherwise the moment after the last recorded step.
    void toEnd();
    /// Until `steps` steps are done: the live experiment plays and pauses there, the past moves the cursor.
    void runTo(int steps);
    void setSpeed(double factor);

signals:
    void changed();
    void commandWanted(const nsscope::Command& command);

private:
    void command(Command::Kind kind, double number = 0);
    void play(int until); ///< live; 0: to the gate or the end
    int allowed(int steps) const;
    void lookAfter(int steps);
    void setReplaying(bool on);
    void advance();

    Selection* m_selection;
    FramePtr m_frame;
    bool m_live = false;
    double m_speed = 1;
    std::optional<int> m_gate;
    std::size_t m_runs = 0; ///< number of runs in the frame
    int m_asked = 0;        ///< steps of the live run that are done or have been asked for one by one
    QTimer m_tick;
    QElapsedTimer m_elapsed;
};

} // namespace nsscope::ui
