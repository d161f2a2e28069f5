// SPDX-License-Identifier: GPL-3.0-or-later
// The experiment's script with the line of the last step done marked, and its round. Paints; what the line is, others
// decide.
#pragma once
#include "core/model/fact.h"
#include "ui/theme/theme_source.h"

#include <QWidget>

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
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int lineHeight() const;

    ThemeSource* m_theme;
    QStringList m_lines;
    int m_line = -1;
    bool m_next = false; ///< the marked line has not run yet
    QString m_shortMark; ///< for a line that leaves no room for m_mark
    QString m_mark;
};

} // namespace nsscope::ui
