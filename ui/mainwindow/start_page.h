// SPDX-License-Identifier: GPL-3.0-or-later
// Shown while there is no picture: what is being waited for, or what went wrong and what can be done instead.
#pragma once
#include "ui/theme/theme_source.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace nsscope::ui
{

class ThemedLabel;

class StartPage : public QWidget
{
    Q_OBJECT
public:
    StartPage(ThemeSource* theme, QWidget* parent = nullptr);

    /// With a way out where it may take long.
    void showWaiting(const QString& title, const QString& text, bool cancellable = false);
    /// Offers the ways to go on. `fault` may be empty.
    void showChoices(const QString& title, const QString& fault);

signals:
    void observeWanted();
    void openWanted();
    void referenceWanted();
    void cancelWanted();

private:
    ThemedLabel* m_title;
    ThemedLabel* m_text;
    QProgressBar* m_busy;
    QPushButton* m_observe;
    QPushButton* m_open;
    QPushButton* m_reference;
    QPushButton* m_cancel;
};

} // namespace nsscope::ui
