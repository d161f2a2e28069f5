// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/transport_bar.h"

#include "ui/panels/themed_label.h"
#include "ui/panels/transport_icons.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr int slowest = -20;
constexpr int fastest = 21;

} // namespace

double speedAt(int position) { return position >= fastest ? 0 : std::pow(10.0, position / 20.0); }

int positionOf(double speed)
{
    return speed <= 0 ? fastest : qBound(slowest, static_cast<int>(std::lround(20 * std::log10(speed))), fastest - 1);
}

QString speedText(double speed)
{
    return speed <= 0 ? TransportBar::tr("max") : QString::number(speed, 'g', speed < 1 ? 1 : 2) + QStringLiteral("×");
}

TransportBar::TransportBar(Transport* transport, ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_transport(transport), m_theme(theme)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid - 2);
    m_toStart = addButton(tr("To start"));
    m_back = addButton(tr("Back"));
    m_play = addButton(tr("Play"));
    m_step = addButton(tr("Step"));
    m_step->setProperty("primary", true);
    m_step->setLayoutDirection(Qt::RightToLeft); // its sign stands after the word
    m_reset = addButton(tr("Reset"));
    for (QPushButton* button : {m_toStart, m_back, m_play, m_step, m_reset})
        row->addWidget(button);
    row->addSpacing(grid);
    row->addWidget(m_speedText = new ThemedLabel(theme, ThemedLabel::Style::Secondary));
    row->addWidget(m_speed = new QSlider(Qt::Horizontal));
    m_speed->setRange(slowest, fastest);
    m_speed->setFixedWidth(11 * grid);
    m_speed->setPageStep(5);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("How fast the experiment plays: a tenth to ten times, the right end without any pause"));
    row->addSpacing(grid);
    row->addWidget(m_where = new QLabel);
    row->addWidget(m_toNow = addButton(tr("To now")));
    m_toNow->setLayoutDirection(Qt::RightToLeft);
    m_where->setAlignment(Qt::AlignCenter);

    connect(m_toStart, &QPushButton::clicked, transport, &Transport::toStart);
    connect(m_back, &QPushButton::clicked, transport, &Transport::back);
    connect(m_play, &QPushButton::clicked, transport, &Transport::playPause);
    connect(m_step, &QPushButton::clicked, transport, &Transport::step);
    connect(m_reset, &QPushButton::clicked, transport, &Transport::reset);
    connect(m_toNow, &QPushButton::clicked, transport, &Transport::toNow);
    connect(m_speed, &QSlider::valueChanged, this, [this](int position) { m_transport->setSpeed(speedAt(position)); });
    connect(transport, &Transport::changed, this, &TransportBar::refresh);
    connect(theme, &ThemeSource::changed, this, &TransportBar::apply);
    apply();
}

QPushButton* TransportBar::addButton(const QString& name)
{
    auto* button = new QPushButton;
    button->setAccessibleName(name);
    return button;
}

void TransportBar::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    m_speed->setVisible(!compact);
    refresh();
}

void TransportBar::apply()
{
    const Theme& theme = m_theme->current();
    const auto icon = [&](QPushButton* button, TransportSign sign, bool primary = false) {
        button->setIcon(transportIcon(sign, primary ? theme.accentText : theme.text, theme.faint));
        const int side = QFontMetrics(theme.body).height() - 2;
        button->setIconSize({side, side});
    };
    icon(m_toStart, TransportSign::ToStart);
    icon(m_back, TransportSign::Back);
    icon(m_step, TransportSign::Step, true);
    icon(m_reset, TransportSign::Reset);
    icon(m_toNow, TransportSign::ToNow);
    refresh();
}

void TransportBar::refresh()
{
    const Theme& theme = m_theme->current();
    const bool playing = m_transport->playing();
    m_play->setIcon(transportIcon(playing ? TransportSign::Pause : TransportSign::Play, theme.text, theme.faint));
    m_play->setIconSize(m_step->iconSize());
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    m_back->setText(m_compact ? QString() : tr("Back"));
    m_play->setText(m_compact ? QString() : playing ? tr("Pause") : tr("Play"));
    m_step->setText(tr("Step"));
    m_reset->setText(m_compact ? QString() : tr("Reset"));
    m_toNow->setText(m_compact ? QString() : m_transport->live() ? tr("To now") : tr("To end"));
    m_toStart->setEnabled(m_transport->run());
    m_back->setEnabled(m_transport->canBack());
    m_play->setEnabled(m_transport->canPlay());
    m_step->setEnabled(m_transport->canStep());
    m_reset->setEnabled(m_transport->canReset());
    m_toNow->setVisible(m_transport->past());
    m_speedText->setText(m_compact ? speedText(m_transport->speed()) : tr("Speed %1").arg(speedText(m_transport->speed())));
    m_speedText->setMinimumWidth(m_speedText->fontMetrics().horizontalAdvance(m_compact ? QStringLiteral("0.5×") : tr("Speed 0.25×")));
    const QSignalBlocker quiet(m_speed);
    m_speed->setValue(positionOf(m_transport->speed()));
    refreshTips();
    refreshWhere();
}

void TransportBar::refreshTips()
{
    m_toStart->setToolTip(tr("Look at the moment before the first step"));
    m_back->setToolTip(tr("Look at the moment right after the step before (P). This moves the picture, not the kernel."));
    m_play->setToolTip(m_transport->past() || !m_transport->labRuns() ? tr("Play what was recorded (Space)")
                                                                      : tr("Let the experiment go on by itself, or pause it (Space)"));
    m_step->setToolTip(m_transport->past() ? tr("Look at the moment after the next recorded step (N)")
                                           : tr("Do the next system call of the experiment (N)"));
    m_reset->setToolTip(m_transport->live() ? tr("End the experiment's helper and all that it made, and get it ready anew")
                                            : tr("To the start of the recorded experiment"));
    m_toNow->setToolTip(tr("Back to the newest moment (L)"));
}

void TransportBar::refreshWhere()
{
    const Theme& theme = m_theme->current();
    const bool past = m_transport->past();
    const int total = m_transport->stepsPlanned();
    const QString steps = total > 0 ? QStringLiteral("%1/%2").arg(m_transport->stepsDone()).arg(total) : QString();
    QString text;
    if (past)
        text = m_compact ? tr("Past") : tr("Looking at the past");
    else
        text = m_transport->live() ? tr("Now") : tr("End");
    if (!steps.isEmpty())
        text += QStringLiteral(" · ") + steps;
    m_where->setText(text);
    m_where->setFont(past ? theme.bodyBold : theme.body);
    m_where->setVisible(past || total > 0);
    m_where->setToolTip(past ? tr("The picture shows an earlier moment. The kernel goes on, and nothing in it is undone.")
                             : tr("The picture shows the newest moment."));
    m_where->setAccessibleName(text);
    m_where->setStyleSheet(past ? QStringLiteral("QLabel { background: %1; color: %2; border: 1px solid %3; border-radius: 5px; "
                                                 "padding: 4px 10px; }")
                                      .arg(theme.past.name(), theme.pastText.name(), theme.pastBorder.name())
                                : QStringLiteral("QLabel { color: %1; padding: 5px 10px; }").arg(theme.secondary.name()));
}

} // namespace nsscope::ui

#include "moc_transport_bar.cpp"
