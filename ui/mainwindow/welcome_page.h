// SPDX-License-Identifier: GPL-3.0-or-later
// Shown on the first start: what nsscope is, and five ways to begin, the first lesson first.
#pragma once
#include "ui/theme/theme_source.h"

#include <QWidget>

class QPushButton;

namespace nsscope::ui
{

class ThemedLabel;

class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    WelcomePage(ThemeSource* theme, QWidget* parent = nullptr);

    /// "L01 · Eight links"; empty: there are no lessons here.
    void setFirstLesson(const QString& title);
    void takeFocus();

signals:
    void lessonWanted();
    void trashWanted();
    void freeWanted();
    void observeWanted();
    void openWanted();

private:
    QPushButton* addChoice(class QVBoxLayout* column, const QString& words, const QString& about, ThemedLabel** label = nullptr);

    ThemeSource* m_theme;
    QPushButton* m_lesson = nullptr;
    ThemedLabel* m_lessonAbout = nullptr;
    QPushButton* m_trash = nullptr;
};

} // namespace nsscope::ui
