// SPDX-License-Identifier: GPL-3.0-or-later
// The free experiment: holders built by hand on the real kernel, in a user namespace of their own. Who is there, what each
// can do and has in hand; each press is one system call, a line of the script. Asks for commands by signal; saves nothing.
#pragma once
#include "core/lesson/free_stand.h"
#include "core/stream/command.h"
#include "ui/session/experiment_plan.h"
#include "ui/session/transport.h"
#include "ui/theme/theme_source.h"

#include <QFrame>

class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace nsscope::ui
{

class FreeActions;
class NoticeBanner;
class ScriptView;
class ThemedLabel;
class ThingList;

class FreePanel : public QFrame
{
    Q_OBJECT
public:
    FreePanel(Transport* transport, Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);

    /// An agent takes commands.
    void setLive(bool live);
    void takeFocus();
    /// Another one, live: its user namespace is made at once, and `steps` (s1, s2, ...) are done.
    void begin(const ExperimentParameters& steps = {});
    /// The free experiment under way or the newest that was; null: none.
    const LabRun* run() const;

public slots:
    void setFrame(nsscope::FramePtr frame);
    /// "unshare types=net as=A actor=p1"; nothing while the step before has no answer yet.
    void doStep(const QString& step);

signals:
    void commandWanted(const nsscope::Command& command);
    void saveWanted(); ///< as a lesson

private:
    void build(QVBoxLayout* column);
    void buildFoot(QVBoxLayout* column);
    void refresh();
    void refreshActors(const FreeStand& stand);
    void refreshScript();
    void refreshFoot();
    void refreshBanner();
    bool open() const; ///< takes steps: live, at now, begun and not ended
    std::size_t shownSteps() const;
    std::string chosen() const;
    void showMade();

    Transport* m_transport;
    Selection* m_selection;
    ThemeSource* m_theme;
    FramePtr m_frame;
    bool m_live = false;
    bool m_waiting = false;       ///< for the answer to a step
    std::size_t m_doneBefore = 0; ///< steps and notices when it was asked for
    std::size_t m_noticesBefore = 0;
    std::size_t m_shown = 0; ///< steps when the newest namespace was last selected
    std::string m_select;    ///< actor to choose once it is there

    NoticeBanner* m_banner = nullptr;
    ThemedLabel* m_who = nullptr;
    QListWidget* m_actors = nullptr;
    FreeActions* m_actions = nullptr;
    ThemedLabel* m_has = nullptr;
    ThingList* m_things = nullptr;
    ThemedLabel* m_past = nullptr;
    ScriptView* m_script = nullptr;
    ThemedLabel* m_result = nullptr;
    QPushButton* m_begin = nullptr;
    QPushButton* m_end = nullptr;
    QPushButton* m_save = nullptr;
};

} // namespace nsscope::ui
