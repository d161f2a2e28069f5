// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/status_bar.h"

#include "ui/models/life_text.h"
#include "ui/panels/themed_label.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

constexpr double leastSpan = 0.5; ///< seconds; the first looks follow each other at once
constexpr std::int64_t rateWindowNs = 5'000'000'000;
constexpr int messageMs = 6000;

class Dot : public QWidget
{
public:
    Dot(ThemeSource* theme, const bool* live) : m_theme(theme), m_live(live) { setFixedSize(10, 10); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme& theme = m_theme->current();
        painter.setPen(QPen(*m_live ? theme.good : theme.secondary, 1.4));
        painter.setBrush(*m_live ? QBrush(theme.good) : QBrush(Qt::NoBrush));
        painter.drawEllipse(QRectF(1.5, 1.5, 7, 7));
    }

private:
    ThemeSource* m_theme;
    const bool* m_live;
};

int livesNow(const Frame& frame, Instant t)
{
    return static_cast<int>(std::count_if(frame.lives.begin(), frame.lives.end(), [&](const auto& life) {
        const LifeState state = stateAt(*life, t);
        return state == LifeState::Held || state == LifeState::Pinned;
    }));
}

} // namespace

QString gapsSentence(const std::vector<Gap>& gaps, bool root)
{
    std::uint64_t processes = 0;
    std::uint64_t other = 0;
    for (const Gap& gap : gaps) {
        // The same processes are behind their links and their descriptors: not counted twice.
        if (gap.what == "task" || gap.what == "fd")
            processes = std::max(processes, gap.count);
        else
            other += gap.count;
    }
    if (processes == 1)
        return root ? StatusBar::tr("1 process could not be read") : StatusBar::tr("1 process unreadable without root");
    if (processes > 1)
        return (root ? StatusBar::tr("%1 processes could not be read") : StatusBar::tr("%1 processes unreadable without root"))
            .arg(processes);
    if (other == 1)
        return StatusBar::tr("1 thing could not be read");
    return other > 1 ? StatusBar::tr("%1 things could not be read").arg(other) : QString();
}

QString costSentence(std::int64_t scanNs, double rate)
{
    const QString look = StatusBar::tr("a look takes %1").arg(QString::fromStdString(spanText(scanNs)));
    const double percent = static_cast<double>(scanNs) / 1e9 * rate * 100;
    return percent <= 0 ? look : look + StatusBar::tr(" · %1 % of a core").arg(percent, 0, 'g', percent < 10 ? 2 : 3);
}

StatusBar::StatusBar(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QFrame(parent), m_selection(selection), m_theme(theme), m_dot(new Dot(theme, &m_live)),
      m_what(new ThemedLabel(theme, ThemedLabel::Style::Secondary)),
      m_pace(addPace()), m_rate(new ThemedLabel(theme, ThemedLabel::Style::Secondary)), m_progress(new QProgressBar),
      m_cancel(new QPushButton(tr("Cancel"))), m_gaps(new QPushButton),
      m_forget(new QTimer(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * grid, 2, 2 * grid, 2);
    row->setSpacing(grid);
    row->addWidget(m_dot);
    row->addWidget(m_what);
    row->addSpacing(3 * grid);
    row->addWidget(m_pace);
    row->addWidget(m_rate);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    row->addStretch(1);
    row->addWidget(m_gaps);
    m_what->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_progress->setFixedWidth(160);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_progress->setAccessibleName(tr("Reading the recording"));
    m_cancel->setToolTip(tr("Stop reading; what was read stays"));
    m_gaps->setProperty("link", true);
    m_gaps->setProperty("warn", true);
    m_gaps->setToolTip(tr("What could not be read, and what would help"));
    m_gaps->setAccessibleName(tr("What could not be read, and what would help"));
    m_pace->hide();
    m_progress->hide();
    m_cancel->hide();
    m_gaps->hide();
    m_forget->setSingleShot(true);
    m_forget->setInterval(messageMs);
    connect(m_forget, &QTimer::timeout, this, [this] {
        m_message.clear();
        refresh();
    });
    connect(m_gaps, &QPushButton::clicked, this, &StatusBar::gapsWanted);
    connect(m_cancel, &QPushButton::clicked, this, &StatusBar::cancelWanted);
    connect(selection, &Selection::cursorChanged, this, &StatusBar::refresh);
    connect(theme, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
    refresh();
}

QPushButton* StatusBar::addPace()
{
    auto* button = new QPushButton(this);
    button->setProperty("link", true);
    button->setProperty("menu", true);
    button->setToolTip(tr("How often the agent looks: choose more to miss less, fewer to cost less"));
    button->setAccessibleDescription(button->toolTip());
    auto* menu = new QMenu(button);
    for (const double rate : looksASecond) {
        QAction* entry = menu->addAction(rate == 1 ? tr("1 look a second") : tr("%1 looks a second").arg(rate));
        connect(entry, &QAction::triggered, this, [this, rate] { emit rateWanted(rate); });
    }
    button->setMenu(menu);
    return button;
}

void StatusBar::setConnected(bool live)
{
    m_live = live;
    m_dot->update();
    refresh();
}

void StatusBar::showProgress(qint64 done, qint64 total)
{
    const bool reading = done < total;
    m_progress->setVisible(reading);
    m_cancel->setVisible(reading);
    m_progress->setRange(0, 1000);
    m_progress->setValue(total > 0 ? static_cast<int>(1000 * done / total) : 0);
}

void StatusBar::showMessage(const QString& text)
{
    m_message = text;
    m_forget->start();
    refresh();
}

void StatusBar::setFrame(FramePtr frame)
{
    m_frame = std::move(frame);
    if (m_frame)
        noteRate();
    else
        m_samples.clear();
    refresh();
}

void StatusBar::noteRate()
{
    if (!m_samples.empty() && m_frame->scanCount == m_samples.back().scans)
        return;
    m_samples.push_back({m_frame->last, m_frame->scanCount});
    while (m_samples.size() > 2 && m_frame->last - m_samples.front().at > rateWindowNs)
        m_samples.pop_front();
}

void StatusBar::refresh()
{
    if (!m_frame) {
        m_what->setText(m_live ? tr("Waiting for the agent") : tr("Nothing open"));
        m_rate->setText(m_message);
        m_pace->hide();
        m_gaps->hide();
        return;
    }
    const int count = livesNow(*m_frame, shownMoment(*m_frame, m_selection->cursor()));
    const auto counted = [](std::uint64_t n, const QString& one, const QString& many) { return n == 1 ? one : many.arg(n); };
    m_what->setText(QStringList{tr("Kernel %1").arg(QString::fromStdString(m_frame->header.host.kernel)),
                                counted(static_cast<std::uint64_t>(count), tr("1 namespace"), tr("%1 namespaces")),
                                counted(m_frame->tasks.processes, tr("1 process"), tr("%1 processes"))}
                        .join(QStringLiteral(" · ")));
    double rate = 0;
    if (m_live && m_samples.size() > 1) {
        const double seconds = static_cast<double>(m_samples.back().at - m_samples.front().at) / 1e9;
        const auto scans = static_cast<double>(m_samples.back().scans - m_samples.front().scans);
        rate = seconds >= leastSpan ? scans / seconds : 0;
    }
    m_pace->setVisible(m_live);
    m_pace->setText(rate > 0 ? tr("%1 looks a second").arg(rate, 0, 'g', 2) : tr("looking"));
    QStringList cost;
    if (!m_live)
        cost << tr("%1 looks in %2").arg(m_frame->scanCount).arg(QString::fromStdString(spanText(m_frame->last - m_frame->first)));
    cost << costSentence(m_frame->scanDurationNs, rate);
    m_rate->setText(m_message.isEmpty() ? cost.join(QStringLiteral(" · ")) : m_message);
    const QString gaps = gapsSentence(m_frame->gaps, m_frame->header.host.uid == 0);
    m_gaps->setText(gaps.isEmpty() ? gaps : gaps + tr(" — what would help"));
    m_gaps->setVisible(!gaps.isEmpty());
}

void StatusBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->current().panel);
    painter.setPen(m_theme->current().panelBorder);
    painter.drawLine(0, 0, width(), 0);
}

} // namespace nsscope::ui

#include "moc_status_bar.cpp"
