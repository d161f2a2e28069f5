// SPDX-License-Identifier: GPL-3.0-or-later
// The experiment's script with the line of the last step done marked, and its round. A line too long for the panel goes on
// in the next row. A line can be chosen to run to: by double click, by Up, Down and Enter, or from its menu. What is run
// and what the line is, others decide.
#pragma once
#include "core/model/fact.h"
#include "ui/theme/theme_source.h"

#include <QWidget>

class QPainter;

namespace nsscope::ui
{

class ScriptView : public QWidget
{
    Q_OBJECT
public:
    ScriptView(ThemeSource* theme, QWidget* parent = nullptr);

    /// Marks the line of step `done` (1-based); 0: the line of the first, as what comes next.
    void show(const LabStart& plan, int done);
    int markedLine() const { return m_line; } ///< -1: none
    QString mark() const { return m_mark; }   ///< "round 2 of 4"
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, lineHeight() + 2 * grid}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    /// Where a line stands, with all its rows.
    QRect lineRect(int line) const;
    /// Steps that are done once the next step on this line is: the first not done yet, else the first of all; 0: no
    /// step stands on this line.
    int stepsUpTo(int line) const;

signals:
    void runToWanted(int steps);

protected:
    bool event(QEvent* event) override; ///< a line's tooltip
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    int lineHeight() const; ///< of a row
    std::vector<QStringList> rowsAt(int width) const;
    void arrange();
    void paintLine(QPainter& painter, int line);
    int lineAt(const QPoint& point) const; ///< -1: none
    void choose(int line);
    void runTo(int line);
    void describe();

    ThemeSource* m_theme;
    QStringList m_lines;
    std::vector<QStringList> m_rows; ///< of each line, at this width
    std::vector<int> m_tops;         ///< y of each line, and of the end
    std::vector<int> m_stepLines; ///< line of each step
    int m_done = 0;
    int m_chosen = -1; ///< by the student
    int m_line = -1;
    bool m_next = false; ///< the marked line has not run yet
    QString m_shortMark; ///< for a line that leaves no room for m_mark
    QString m_mark;
};

} // namespace nsscope::ui
