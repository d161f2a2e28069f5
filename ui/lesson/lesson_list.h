// SPDX-License-Identifier: GPL-3.0-or-later
// The page to choose a lesson from, with what else the lab can play. Asks by signal; starts nothing.
#pragma once
#include "ui/lesson/lessons_model.h"
#include "ui/theme/theme_source.h"

#include <QListView>

class QPushButton;

namespace nsscope::ui
{

class ThemedLabel;

class LessonList : public QWidget
{
    Q_OBJECT
public:
    LessonList(LessonsModel* model, ThemeSource* theme, QWidget* parent = nullptr);
    void focusNext(); ///< marks the lesson that comes next and takes the keyboard

signals:
    void chosen(const nsscope::ui::LessonPtr& lesson);
    void trashWanted(); ///< slow and fast trashing
    void freeWanted();  ///< the free experiment

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void start();
    void refresh();

    LessonsModel* m_model;
    QListView* m_view;
    ThemedLabel* m_goal;
    ThemedLabel* m_none;
    QPushButton* m_start;
};

} // namespace nsscope::ui
