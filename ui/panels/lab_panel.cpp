// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/lab_panel.h"

#include "ui/panels/moment_story.h"
#include "ui/panels/notice_banner.h"
#include "ui/panels/parameter_form.h"
#include "ui/panels/script_view.h"
#include "ui/panels/themed_label.h"
#include "ui/session/run_steps.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nsscope::ui
{

namespace
{

using Style = ThemedLabel::Style;

/// The newest notice that says why an experiment could not go on; null while the newest run goes on.
const Notice* refusal(const Frame& frame)
{
    if (frame.notices.empty())
        return nullptr;
    const Notice& newest = frame.notices.back();
    const LabRun* run = frame.currentRun();
    if (newest.level != Notice::Level::Error || (run && newest.at < run->plan.at))
        return nullptr;
    return &newest;
}

} // namespace

LabPanel::LabPanel(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QFrame(parent), m_selection(selection), m_theme(theme)
{
    setObjectName(QStringLiteral("panel"));
    setAccessibleName(tr("Experiment"));
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(buildPage());
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(2 * grid, grid, 2 * grid, 2 * grid);
    buttons->setSpacing(grid);
    m_run = new QPushButton(tr("Run"));
    m_run->setProperty("primary", true);
    m_run->setToolTip(tr("Start the experiment on the real kernel and play it to its end"));
    m_prepare = new QPushButton(tr("Step by step"));
    m_prepare->setToolTip(tr("Get the experiment ready, then press Step for each system call"));
    buttons->addWidget(m_run); // each as wide as its words need
    buttons->addWidget(m_prepare);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(area, 1);
    column->addLayout(buttons);
    connect(m_run, &QPushButton::clicked, this, [this] { startExperiment(true); });
    connect(m_prepare, &QPushButton::clicked, this, [this] { startExperiment(false); });
    connect(selection, &Selection::cursorChanged, this, &LabPanel::refresh);
    refresh();
}

QWidget* LabPanel::buildPage()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(2 * grid, 2 * grid, 2 * grid, grid);
    column->setSpacing(grid / 2);
    column->addWidget((m_title = new ThemedLabel(m_theme, Style::Title))->wrapping());
    column->addWidget((m_question = new ThemedLabel(m_theme, Style::Secondary))->wrapping());
    column->addSpacing(grid);
    column->addWidget(m_banner = new NoticeBanner(m_theme));
    m_reference = m_banner->addButton(tr("Open the reference recording"));
    connect(m_reference, &QPushButton::clicked, this, &LabPanel::referenceWanted);
    column->addWidget(m_script = new ScriptView(m_theme));
    connect(m_script, &ScriptView::runToWanted, this, &LabPanel::runToWanted);
    column->addSpacing(grid + grid / 2);
    column->addWidget(new ThemedLabel(m_theme, Style::Heading, tr("What you see")));
    column->addWidget((m_story = new ThemedLabel(m_theme, Style::Body))->wrapping());
    column->addStretch(1);
    column->addSpacing(grid);
    column->addWidget(m_parametersTitle = new ThemedLabel(m_theme, Style::Heading, tr("Parameters")));
    column->addWidget(m_form = new ParameterForm(m_theme));
    column->addWidget((m_fault = new ThemedLabel(m_theme, Style::Warning))->wrapping());
    connect(m_form, &ParameterForm::edited, this, &LabPanel::refresh);
    return page;
}

QString LabPanel::experiment() const { return QStringLiteral("nsgarbage"); }
ExperimentParameters LabPanel::parameters() const { return m_form->values(); }

void LabPanel::setLive(bool live)
{
    m_live = live;
    refresh();
}

void LabPanel::setParameters(const ExperimentParameters& values) { m_form->setValues(values); }

void LabPanel::setFrame(FramePtr frame)
{
    const bool fresh = frame && !frame->runs.empty() && (!m_frame || m_frame->runs.size() != frame->runs.size());
    m_frame = std::move(frame);
    if (fresh && m_frame->currentRun()->plan.experiment == experiment().toStdString())
        m_form->setValues(m_frame->currentRun()->plan.parameters);
    refresh();
}

void LabPanel::startExperiment(bool play)
{
    if (!m_live)
        return;
    Command command;
    command.kind = Command::Kind::Start;
    command.experiment = experiment().toStdString();
    command.parameters = parameters();
    command.play = play;
    m_selection->lookAtNow();
    emit commandWanted(command);
}

void LabPanel::refresh()
{
    refreshPlan();
    refreshBanner();
    refreshButtons();
    m_story->show(m_frame ? momentStory(*m_frame, m_selection->cursor()) : tr("Nothing has been seen yet."));
}

void LabPanel::refreshPlan()
{
    const PlannedExperiment planned = planExperiment(experiment(), m_form->values());
    m_fault->show(planned.fault);
    const LabRun* run = m_frame ? runAt(*m_frame, m_selection->cursor()) : nullptr;
    if (run) {
        m_script->show(run->plan, stepsDoneAt(*run, m_selection->cursor()));
        m_title->show(QString::fromStdString(run->plan.title));
    } else if (planned.plan) {
        m_script->show(*planned.plan, 0);
        m_title->show(QString::fromStdString(planned.plan->title));
    }
    const LabRun* newest = m_frame ? m_frame->currentRun() : nullptr;
    const bool nothingRan = m_frame && !m_live && !newest;
    m_script->setVisible(!nothingRan);
    if (nothingRan)
        m_title->show(tr("A host, observed"));
    m_question->show(nothingRan ? tr("No experiment was run while this was recorded.") : tr("When is a namespace really gone?"));
    const bool ours = m_live || (newest && newest->plan.experiment == experiment().toStdString());
    m_form->setVisible(ours);
    m_parametersTitle->setVisible(ours);
}

void LabPanel::refreshBanner()
{
    const Notice* notice = m_frame ? refusal(*m_frame) : nullptr;
    if (notice)
        m_banner->show(NoticeBanner::Tone::Error, QString::fromStdString(notice->text), QString::fromStdString(notice->remedy));
    else
        m_banner->show(NoticeBanner::Tone::Info, {});
}

void LabPanel::refreshButtons()
{
    const bool ran = m_frame && m_frame->currentRun();
    m_run->setText(ran ? tr("Run again") : tr("Run"));
    const bool able = m_live && m_fault->text().isEmpty();
    m_run->setEnabled(able);
    m_prepare->setEnabled(able);
    m_run->setVisible(m_live);
    m_prepare->setVisible(m_live);
    m_form->setEnabled(m_live);
    m_parametersTitle->setText(m_live ? tr("Parameters") : tr("Parameters of this recording"));
}

} // namespace nsscope::ui

#include "moc_lab_panel.cpp"
