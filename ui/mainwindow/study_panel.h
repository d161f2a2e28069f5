// SPDX-License-Identifier: GPL-3.0-or-later
// The left column: the list of lessons, one lesson, the experiment with its own numbers, or the free one; one at a time,
// with the way back to the list.
#pragma once
#include "ui/theme/theme_source.h"

#include <QFrame>

class QPushButton;
class QStackedWidget;

namespace nsscope::ui
{

class StudyPanel : public QFrame
{
    Q_OBJECT
public:
    struct Pages
    {
        QWidget* experiment;
        QWidget* lessons;
        QWidget* lesson;
        QWidget* free;
    };
    StudyPanel(ThemeSource* theme, const Pages& pages, QWidget* parent = nullptr);

    void showExperiment() { show(m_pages.experiment); }
    void showLessons() { show(m_pages.lessons); }
    void showLesson() { show(m_pages.lesson); }
    void showFree() { show(m_pages.free); }
    bool freeShown() const;
    bool lessonShown() const;
    bool experimentShown() const;

signals:
    void lessonsWanted();
    void shownChanged();

private:
    void show(QWidget* page);

    Pages m_pages;
    QStackedWidget* m_stack;
    QWidget* m_head;
    QPushButton* m_back;
};

} // namespace nsscope::ui
