// SPDX-License-Identifier: GPL-3.0-or-later
// Shows and changes Settings; each change is told at once, so that it can be seen before the dialog is closed.
#pragma once
#include "ui/mainwindow/settings.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace nsscope::ui
{

class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    SettingsDialog(const Settings& settings, ThemeSource* theme, QWidget* parent);

signals:
    void changed(const nsscope::ui::Settings& settings);

private:
    void tell();

    Settings m_given;
    QComboBox* m_colours;
    QSpinBox* m_text;
    QSpinBox* m_rate;
    QCheckBox* m_calm;
    QCheckBox* m_reopen;
};

} // namespace nsscope::ui
