// SPDX-License-Identifier: GPL-3.0-or-later
// The experiment: its script with the current line, what the moment shown means, its parameters and the buttons that
// start it; and, where it cannot run, what forbids it and what would help. Asks for commands by signal.
#pragma once
#include "core/stream/command.h"
#include "core/track/frame.h"
#include "ui/session/experiment_plan.h"
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QFrame>

class QPushButton;

namespace nsscope::ui
{

class NoticeBanner;
class ParameterForm;
class ScriptView;
class ThemedLabel;

class LabPanel : public QFrame
{
    Q_OBJECT
public:
    LabPanel(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);

    /// An agent takes commands: the experiment can be started.
    void setLive(bool live);
    void setParameters(const ExperimentParameters& values);
    ExperimentParameters parameters() const;
    QString experiment() const; ///< id of the one that the buttons start

public slots:
    void setFrame(nsscope::FramePtr frame);
    void startExperiment(bool play);

signals:
    void commandWanted(const nsscope::Command& command);
    void runToWanted(int steps);
    void referenceWanted(); ///< open the reference recording instead

private:
    QWidget* buildPage();
    void refresh();
    void refreshPlan();
    void refreshBanner();
    void refreshButtons();

    Selection* m_selection;
    ThemeSource* m_theme;
    FramePtr m_frame;
    bool m_live = false;
    ThemedLabel* m_title = nullptr;
    ThemedLabel* m_question = nullptr;
    NoticeBanner* m_banner = nullptr;
    ScriptView* m_script = nullptr;
    ThemedLabel* m_story = nullptr;
    ThemedLabel* m_parametersTitle = nullptr;
    ParameterForm* m_form = nullptr;
    ThemedLabel* m_fault = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_prepare = nullptr;
    QPushButton* m_reference = nullptr;
};

} // namespace nsscope::ui
