// SPDX-License-Identifier: GPL-3.0-or-later
// The buttons of the experiment's clock, its speed, and where the picture stands: now, or in the past and how to return.
// What they do is Transport's.
#pragma once
#include "ui/session/transport.h"
#include "ui/theme/theme_source.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSlider;

namespace nsscope::ui
{

class ThemedLabel;

class TransportBar : public QWidget
{
    Q_OBJECT
public:
    TransportBar(Transport* transport, ThemeSource* theme, QWidget* parent = nullptr);

    /// Where there is little room: signs without words, no speed slider.
    void setCompact(bool compact);

private:
    QPushButton* addButton(const QString& tip);
    void apply();
    void refresh();
    void refreshTips();
    void refreshWhere();

    Transport* m_transport;
    ThemeSource* m_theme;
    bool m_compact = false;
    QPushButton* m_toStart;
    QPushButton* m_back;
    QPushButton* m_play;
    QPushButton* m_step;
    QPushButton* m_reset;
    ThemedLabel* m_speedText;
    QSlider* m_speed;
    QLabel* m_where;
    QPushButton* m_toNow;
};

/// Slider position (-20 to 21) and factor: a tenth to ten times, the right end as fast as possible (0).
double speedAt(int position);
int positionOf(double speed);
QString speedText(double speed);

} // namespace nsscope::ui
