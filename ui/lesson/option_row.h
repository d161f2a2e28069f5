// SPDX-License-Identifier: GPL-3.0-or-later
// A radio button or check box whose words wrap. The words press the button too.
#pragma once
#include "ui/theme/theme_source.h"

#include <QWidget>

class QAbstractButton;

namespace nsscope::ui
{

class ThemedLabel;

class OptionRow : public QWidget
{
    Q_OBJECT
public:
    /// Takes the button.
    OptionRow(ThemeSource* theme, QAbstractButton* button, const QString& words, QWidget* parent = nullptr);

    QAbstractButton* button() const { return m_button; }

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QAbstractButton* m_button;
    ThemedLabel* m_words;
};

} // namespace nsscope::ui
