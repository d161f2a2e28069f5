// SPDX-License-Identifier: GPL-3.0-or-later
// Where MainWindow looks: this host, this host as root, another host, any agent; and what it says when one is lost.
#include "core/base/escape.h"
#include "ui/mainwindow/connect_dialog.h"
#include "ui/mainwindow/header_bar.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/program_files.h"
#include "ui/mainwindow/start_page.h"
#include "ui/mainwindow/window_actions.h"
#include "ui/panels/inspector_view.h"
#include "ui/panels/notice_banner.h"
#include "ui/panels/status_bar.h"

#include <QMenu>
#include <QPushButton>
#include <unistd.h>

namespace nsscope::ui
{

void MainWindow::connectAgents()
{
    connect(m_actions->action(ActionId::Observe), &QAction::triggered, this, [this] { observe(); });
    connect(m_actions->action(ActionId::ObserveElevated), &QAction::triggered, this, [this] { observeElevated(); });
    connect(m_actions->action(ActionId::ObserveElsewhere), &QAction::triggered, this, [this] {
        auto* dialog = new ConnectDialog(m_theme, this);
        connect(dialog, &ConnectDialog::chosen, this, [this](const AgentSource& source) { observe(source); });
        dialog->open();
    });
    for (const ActionId id : {ActionId::Observe, ActionId::ObserveElevated, ActionId::ObserveElsewhere})
        m_header->sourceMenu()->addAction(m_actions->action(id));
    m_header->sourceMenu()->addSeparator();
    connect(m_start, &StartPage::observeWanted, this, [this] { observe(); });
    connect(m_start, &StartPage::cancelWanted, this, [this] {
        m_session->close();
        onSource();
    });
    connect(m_session, &Session::dismissed, this, [this] {
        observe();
        m_banner->show(NoticeBanner::Tone::Info, tr("The agent was not started as root. This host is observed without root."));
    });
    connect(m_actions->action(ActionId::CountReferences), &QAction::triggered, this, &MainWindow::countReferences);
    m_inspector->setCountAction(m_actions->action(ActionId::CountReferences));
    connect(m_status, &StatusBar::rateWanted, this, &MainWindow::setRate);
    m_again = m_banner->addButton({});
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_session->agent().command.isEmpty() ? observe() : observe(AgentSource(m_session->agent()));
    });
}

void MainWindow::observe() { observe(ownAgent(agentCommand())); }

void MainWindow::observe(const AgentSource& source)
{
    m_failure.clear();
    m_banner->show(NoticeBanner::Tone::Info, {});
    m_rateSent = false;
    m_session->startLive(source);
}

void MainWindow::setRate(double rate)
{
    m_rateSent = m_rateSent && rate == m_rate;
    m_rate = rate;
    sendRate();
}

/// Once to each agent, as soon as it has spoken: before, it may not run yet.
void MainWindow::sendRate()
{
    if (m_rateSent || !m_session->connected() || !m_session->frame())
        return;
    Command command;
    command.kind = Command::Kind::Rate;
    command.number = m_rate;
    m_session->send(command);
    m_rateSent = true;
}

void MainWindow::countReferences()
{
    Command command;
    command.kind = Command::Kind::Count;
    m_session->send(command);
    m_countAsked = m_session->frame();
    m_status->showMessage(tr("The agent counts references …"));
}

/// What the agent said to the wish to count.
void MainWindow::answerCount(const Frame& frame)
{
    if (!m_countAsked)
        return;
    const bool shown = m_selection->life() != LifeId::None && m_inspector->isVisible();
    if (frame.counted > m_countAsked->counted) {
        m_status->showMessage(shown ? tr("References were counted") : tr("References were counted: select a namespace to see its"));
    } else if (!frame.uncounted.empty() && frame.uncounted.back().at > m_countAsked->last) {
        const ReferenceCount& answer = frame.uncounted.back();
        const QString why = tr("References cannot be counted: %1.").arg(QString::fromStdString(displayText(answer.reason)));
        m_status->showMessage(tr("References could not be counted"));
        if (!shown)
            m_banner->show(NoticeBanner::Tone::Warning,
                           answer.remedy.empty() ? why : why + QLatin1Char(' ') + tr("It takes %1.").arg(QString::fromStdString(displayText(answer.remedy))));
    } else if (!frame.notices.empty() && frame.notices.back().at > m_countAsked->last && frame.notices.back().text.starts_with("Not a command")) {
        m_banner->show(NoticeBanner::Tone::Warning, tr("The agent is of an older version, which cannot count references."));
    } else {
        return;
    }
    m_countAsked.reset();
}

void MainWindow::refreshCountAction()
{
    QAction* action = m_actions->action(ActionId::CountReferences);
    const bool able = m_session->connected() && m_session->frame();
    action->setEnabled(able);
    if (able)
        action->setToolTip(tr("Asks the agent how many references the kernel counts of each namespace, and which of them are explained. It needs "
                              "root and a kernel that allows BPF."));
    else if (m_session->source() == Session::Source::Recording)
        action->setToolTip(tr("A recording is open: only an agent that observes can count references."));
    else
        action->setToolTip(tr("No agent observes now: only one that does can count references."));
}

void MainWindow::observeElevated()
{
    const AgentChoice choice = elevatedAgent(agentCommand(), ::geteuid() == 0);
    if (choice)
        observe(*choice);
    else
        m_banner->show(NoticeBanner::Tone::Warning, choice.error());
}

void MainWindow::showWaiting()
{
    const AgentSource& agent = m_session->agent();
    switch (agent.kind) {
    case AgentSource::Kind::Own:
        return m_start->showWaiting(tr("Looking at this host"), tr("The agent takes its first look at every process and namespace."));
    case AgentSource::Kind::Elevated:
        return m_start->showWaiting(tr("Waiting for leave to look as root"),
                                    tr("The desktop asks for a password. Only the agent that looks runs as root, this window does not."), true);
    case AgentSource::Kind::Remote:
        return m_start->showWaiting(tr("Connecting to %1").arg(agent.place),
                                    tr("ssh logs in there and starts nsscope-cli, which takes its first look."), true);
    case AgentSource::Kind::Command:
        return m_start->showWaiting(tr("Waiting for the agent"), agent.place, true);
    }
}

void MainWindow::refreshTitle()
{
    const QString title = m_session->title();
    setWindowTitle(m_session->source() == Session::Source::None ? QStringLiteral("nsscope")
                                                                : title + QStringLiteral(" – nsscope"));
    const QString place = m_session->agent().place;
    QString shown = title;
    if (m_session->source() == Session::Source::Live && !m_session->connected())
        shown = tr("%1 · connection lost").arg(place.isEmpty() ? tr("This host") : place);
    m_header->setSource(shown, m_session->source() == Session::Source::Recording ? m_session->path() : shown);
    m_again->setText(place.isEmpty() ? tr("Observe this host again")
                                     : tr("Observe %1 again").arg(m_again->fontMetrics().elidedText(place, Qt::ElideMiddle, 200)));
}

} // namespace nsscope::ui
