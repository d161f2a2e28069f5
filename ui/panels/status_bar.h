// SPDX-License-Identifier: GPL-3.0-or-later
// One line at the foot: the kernel and how much was seen, how often and how long a look takes, and what could not be
// read, with the way to more. The progress of reading a recording shows here, too.
#pragma once
#include "core/track/frame.h"
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QFrame>
#include <QString>
#include <deque>

class QProgressBar;
class QPushButton;
class QTimer;

namespace nsscope::ui
{

class ThemedLabel;

class StatusBar : public QFrame
{
    Q_OBJECT
public:
    StatusBar(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);

    void setConnected(bool live);
    void showProgress(qint64 done, qint64 total); ///< done >= total hides it
    /// A passing message in the middle; empty shows the rate again.
    void showMessage(const QString& text);

public slots:
    void setFrame(nsscope::FramePtr frame);

signals:
    void gapsWanted(); ///< show what could not be read
    void cancelWanted();
    void rateWanted(double looksASecond);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void noteRate();
    QPushButton* addPace();

    struct Sample
    {
        Instant at;
        std::uint64_t scans;
    };
    Selection* m_selection;
    ThemeSource* m_theme;
    FramePtr m_frame;
    bool m_live = false;
    std::deque<Sample> m_samples; ///< of the last few seconds
    QWidget* m_dot;
    ThemedLabel* m_what;
    QPushButton* m_pace; ///< how often is looked, and the choice of it; live only
    ThemedLabel* m_rate;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QPushButton* m_gaps;
    QString m_message; ///< stays for a while, whatever frames come
    QTimer* m_forget;
};

/// What one can choose from, in looks a second.
inline constexpr double looksASecond[] = {1, 2, 5, 10, 20};
/// "a look takes 3.1 ms · 1.6 % of a core"; `rate` 0: not live, no share is told.
QString costSentence(std::int64_t scanNs, double rate);
/// "12 processes unreadable without root"; empty where everything was read.
QString gapsSentence(const std::vector<Gap>& gaps, bool root);

} // namespace nsscope::ui
