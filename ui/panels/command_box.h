// SPDX-License-Identifier: GPL-3.0-or-later
// Commands for a terminal on a sunken ground, one a line, with a button that copies them. Never runs them.
#pragma once
#include "ui/theme/theme_source.h"

#include <QFrame>
#include <QStringList>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace nsscope::ui
{

class CommandBox : public QFrame
{
    Q_OBJECT
public:
    CommandBox(ThemeSource* theme, QWidget* parent = nullptr);
    void show(const QStringList& commands);
    QStringList commands() const { return m_commands; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void apply();
    void arrange();

    ThemeSource* m_theme;
    QLabel* m_text;
    QPushButton* m_copy;
    QBoxLayout* m_row = nullptr;
    QStringList m_commands;
};

} // namespace nsscope::ui
