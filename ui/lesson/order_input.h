// SPDX-License-Identifier: GPL-3.0-or-later
// Options put in order by dragging, by Alt+Up and Alt+Down, or by two buttons.
#pragma once
#include "ui/lesson/answer_input.h"

#include <QListWidget>

class QPushButton;

namespace nsscope::ui
{

/// Moves its current row with Alt+Up and Alt+Down; as tall as its rows.
class OrderList : public QListWidget
{
    Q_OBJECT
public:
    using QListWidget::QListWidget;
    void moveCurrent(int by);

signals:
    void moved();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
};

class OrderInput : public AnswerInput
{
    Q_OBJECT
public:
    OrderInput(const LessonQuestion& question, ThemeSource* theme, QWidget* parent = nullptr);

    LessonAnswer answer() const override;
    void setAnswer(const LessonAnswer& answer) override;
    QWidget* first() const override { return m_list; }

private:
    OrderList* m_list;
    QPushButton* m_up;
    QPushButton* m_down;
    QStringList m_words;
};

} // namespace nsscope::ui
