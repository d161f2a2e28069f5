// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/free/free_panel.h"

#include "core/lab/free_script.h"
#include "core/lesson/free_lesson.h"
#include "ui/free/free_actions.h"
#include "ui/free/free_words.h"
#include "ui/free/thing_list.h"
#include "ui/lesson/lesson_words.h"
#include "ui/panels/notice_banner.h"
#include "ui/panels/script_view.h"
#include "ui/panels/themed_label.h"
#include "ui/session/run_steps.h"

#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace nsscope::ui
{

namespace
{

using Style = ThemedLabel::Style;
constexpr int mostRows = 6; ///< actors in sight at a time

} // namespace

FreePanel::FreePanel(Transport* transport, Selection* selection, ThemeSource* theme, QWidget* parent)
    : QFrame(parent), m_transport(transport), m_selection(selection), m_theme(theme)
{
    setAccessibleName(tr("Free experiment"));
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget;
    auto* inner = new QVBoxLayout(page);
    inner->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    inner->setSpacing(grid / 2);
    build(inner);
    area->setWidget(page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(area, 1);
    buildFoot(column);
    connect(selection, &Selection::cursorChanged, this, &FreePanel::refresh);
    connect(transport, &Transport::changed, this, &FreePanel::refreshFoot);
    refresh();
}

void FreePanel::build(QVBoxLayout* column)
{
    column->addWidget((new ThemedLabel(m_theme, Style::Title, tr("Free experiment")))->wrapping());
    column->addWidget((new ThemedLabel(m_theme, Style::Secondary,
                                       tr("Build what holds a namespace, by hand. Each press is one system call on this kernel, in a "
                                          "user namespace of its own.")))
                          ->wrapping());
    column->addWidget(m_banner = new NoticeBanner(m_theme));
    column->addWidget((m_past = new ThemedLabel(m_theme, Style::Secondary))->wrapping());
    column->addSpacing(grid / 2);
    column->addWidget(m_who = new ThemedLabel(m_theme, Style::Heading, tr("Who does it")));
    column->addWidget(m_actors = new QListWidget);
    column->addWidget(m_actions = new FreeActions(m_theme));
    column->addSpacing(grid / 2);
    column->addWidget((m_has = new ThemedLabel(m_theme, Style::Heading))->wrapping());
    column->addWidget(m_things = new ThingList(m_theme));
    column->addSpacing(grid);
    column->addWidget(new ThemedLabel(m_theme, Style::Heading, tr("What was done")));
    column->addWidget(m_script = new ScriptView(m_theme));
    column->addWidget((m_result = new ThemedLabel(m_theme, Style::Mono))->wrapping());
    column->addStretch(1);
    m_actors->setObjectName(QStringLiteral("order"));
    m_actors->setAccessibleName(tr("Processes and threads"));
    m_actors->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_actors->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_actors->setTabKeyNavigation(false);
    connect(m_actors, &QListWidget::currentRowChanged, this, [this] { refresh(); });
    connect(m_actions, &FreeActions::stepWanted, this, &FreePanel::doStep);
    connect(m_things, &ThingList::stepWanted, this, &FreePanel::doStep);
    connect(m_script, &ScriptView::runToWanted, m_transport, &Transport::runTo);
    connect(m_theme, &ThemeSource::changed, this, &FreePanel::refresh);
}

void FreePanel::buildFoot(QVBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2 * grid, grid, 2 * grid, 2 * grid);
    row->setSpacing(grid);
    row->addWidget(m_begin = new QPushButton(tr("Begin")), 1);
    row->addWidget(m_end = new QPushButton(tr("End")), 1);
    row->addWidget(m_save = new QPushButton(tr("Save…")), 1);
    column->addLayout(row);
    m_begin->setProperty("primary", true);
    m_begin->setToolTip(tr("A user namespace for the experiment, and a first process in it"));
    m_end->setToolTip(tr("All processes of the experiment end, so that nothing of it is left"));
    m_end->setAccessibleName(tr("End the free experiment"));
    m_save->setToolTip(tr("Save as experiment: a lesson.toml that plays the same steps and checks what was seen"));
    m_save->setAccessibleName(tr("Save as experiment"));
    connect(m_begin, &QPushButton::clicked, this, [this] { begin(); });
    connect(m_end, &QPushButton::clicked, m_transport, &Transport::toEnd);
    connect(m_save, &QPushButton::clicked, this, &FreePanel::saveWanted);
}

const LabRun* FreePanel::run() const
{
    const int index = m_frame ? newestFreeRun(*m_frame) : -1;
    return index < 0 ? nullptr : m_frame->runs[static_cast<std::size_t>(index)].get();
}

bool FreePanel::open() const
{
    const LabRun* own = run();
    return m_live && own && own == m_frame->currentRun() && !own->end && !own->steps.empty() && m_selection->atNow() &&
           own->steps.size() < own->plan.steps.size();
}

std::size_t FreePanel::shownSteps() const
{
    const LabRun* own = run();
    return own ? static_cast<std::size_t>(stepsDoneAt(*own, m_selection->cursor())) : 0;
}

void FreePanel::setLive(bool live)
{
    m_live = live;
    m_waiting = false;
    refresh();
}

void FreePanel::takeFocus() { open() ? m_actors->setFocus(Qt::OtherFocusReason) : m_begin->setFocus(Qt::OtherFocusReason); }

void FreePanel::begin(const ExperimentParameters& steps)
{
    if (!m_live)
        return;
    m_selection->lookAtNow();
    m_select = "main";
    Command start;
    start.kind = Command::Kind::Start;
    start.experiment = freeExperimentId;
    start.parameters = steps;
    emit commandWanted(start);
    Command play;
    play.kind = Command::Kind::Play; // its user namespace, and main in it
    play.number = static_cast<double>(steps.size()) + 1;
    emit commandWanted(play);
}

void FreePanel::doStep(const QString& step)
{
    if (!open() || m_waiting)
        return;
    m_waiting = true;
    m_doneBefore = run()->steps.size();
    m_noticesBefore = m_frame->notices.size();
    for (const QString& word : step.split(QLatin1Char(' '))) {
        if (word.startsWith(QStringLiteral("child=")))
            m_select = word.mid(6).toStdString();
    }
    Command command;
    command.kind = Command::Kind::Do;
    command.step = step.toStdString();
    emit commandWanted(command);
}

void FreePanel::setFrame(FramePtr frame)
{
    m_frame = std::move(frame);
    const LabRun* own = run();
    if (!own || own->end || own->steps.size() > m_doneBefore || m_frame->notices.size() > m_noticesBefore)
        m_waiting = false;
    showMade();
    refresh();
}

/// The card of what was just made is the one to look at.
void FreePanel::showMade()
{
    const LabRun* own = run();
    const std::size_t steps = own ? own->steps.size() : 0;
    if (steps == std::exchange(m_shown, steps) || steps == 0 || !m_live || !m_selection->atNow() || !own->steps.back().made)
        return;
    for (auto life = m_frame->lives.rbegin(); life != m_frame->lives.rend(); ++life) {
        if ((*life)->ref == *own->steps.back().made)
            return m_selection->select((*life)->id);
    }
}

void FreePanel::refresh()
{
    const LabRun* own = run();
    const FreeStand stand = own && shownSteps() > 0 ? standAfter(*own, shownSteps()) : FreeStand();
    refreshActors(stand);
    const FreeStand::Actor* actor = stand.find(chosen());
    m_actions->show(stand, open() ? actor : nullptr);
    m_things->show(stand, actor);
    m_things->setEnabled(open());
    m_has->show(actor ? tr("What %1 has in hand").arg(QString::fromStdString(actor->name)) : QString());
    m_things->setVisible(actor);
    m_past->show(!m_live            ? tr("Nothing can be done in a recording.")
                 : m_selection->atNow() ? QString()
                                        : tr("You are looking at the past. To now (L) leads back to where something can be done."));
    refreshScript();
    refreshBanner();
    refreshFoot();
}

std::string FreePanel::chosen() const
{
    const QListWidgetItem* item = m_actors->currentItem();
    return item ? item->data(Qt::UserRole).toString().toStdString() : std::string();
}

void FreePanel::refreshActors(const FreeStand& stand)
{
    const QSignalBlocker quiet(m_actors);
    const std::string wanted = stand.find(m_select) ? std::exchange(m_select, {}) : chosen();
    while (m_actors->count() > static_cast<int>(stand.actors.size()))
        delete m_actors->takeItem(m_actors->count() - 1);
    while (m_actors->count() < static_cast<int>(stand.actors.size()))
        m_actors->addItem(QString());
    int row = 0;
    for (int i = 0; i < m_actors->count(); ++i) {
        const FreeStand::Actor& actor = stand.actors[static_cast<std::size_t>(i)];
        m_actors->item(i)->setText(actorText(actor));
        m_actors->item(i)->setToolTip(actorText(actor));
        m_actors->item(i)->setData(Qt::UserRole, QString::fromStdString(actor.name));
        if (actor.name == wanted)
            row = i;
    }
    m_actors->setCurrentRow(m_actors->count() > 0 ? row : -1);
    m_actors->setVisible(m_actors->count() > 0);
    m_who->setVisible(m_actors->count() > 0);
    const int rowHeight = m_actors->count() > 0 ? m_actors->sizeHintForRow(0) : 0;
    m_actors->setFixedHeight(qMin(m_actors->count(), mostRows) * rowHeight + grid);
}

void FreePanel::refreshScript()
{
    const LabRun* own = run();
    m_script->setVisible(own);
    m_result->hide();
    if (!own)
        return;
    const std::size_t done = shownSteps();
    m_script->show(own->plan, static_cast<int>(done));
    if (done > 0 && done <= own->steps.size())
        m_result->show(stepResultText(own->steps[done - 1]));
}

void FreePanel::refreshBanner()
{
    const LabRun* own = run();
    const Notice* newest = m_frame && !m_frame->notices.empty() ? &m_frame->notices.back() : nullptr;
    const bool late = own && newest && !own->steps.empty() && newest->at < own->steps.back().before;
    if (m_live && newest && newest->level == Notice::Level::Error && !late && !(own && newest->at < own->plan.at))
        m_banner->show(NoticeBanner::Tone::Error, QString::fromStdString(newest->text), QString::fromStdString(newest->remedy));
    else if (m_live && own && own->end && own->end->reason == "lost")
        m_banner->show(NoticeBanner::Tone::Warning, endedEarlyText(*own->end) + QLatin1Char(' ') + tr("Begin anew, or save what was done."));
    else
        m_banner->show(NoticeBanner::Tone::Info, {});
}

void FreePanel::refreshFoot()
{
    const LabRun* own = run();
    const bool running = own && own == m_frame->currentRun() && !own->end && m_live;
    m_begin->setText(own ? tr("Begin anew") : tr("Begin"));
    m_begin->setEnabled(m_live);
    m_begin->setAccessibleName(tr("Begin a free experiment"));
    m_end->setEnabled(running && open());
    m_save->setEnabled(own && own->steps.size() > 1);
}

} // namespace nsscope::ui

#include "moc_free_panel.cpp"
