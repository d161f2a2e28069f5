// SPDX-License-Identifier: GPL-3.0-or-later
// For a projector: text half as large again, and what is not needed to follow hidden. Off, all is as it was.
#pragma once
#include "ui/theme/theme_source.h"

#include <QWidget>
#include <vector>

namespace nsscope::ui
{

class ClassMode : public QObject
{
    Q_OBJECT
public:
    ClassMode(ThemeSource* theme, std::vector<QWidget*> chrome, QObject* parent = nullptr);

    bool on() const { return m_on; }
    void set(bool on);

private:
    ThemeSource* m_theme;
    std::vector<QWidget*> m_chrome;
    double m_scaleBefore = 1;
    bool m_on = false;
};

} // namespace nsscope::ui
