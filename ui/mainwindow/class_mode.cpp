// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/class_mode.h"

namespace nsscope::ui
{

namespace
{

constexpr double factor = 1.5;

} // namespace

ClassMode::ClassMode(ThemeSource* theme, std::vector<QWidget*> chrome, QObject* parent)
    : QObject(parent), m_theme(theme), m_chrome(std::move(chrome))
{
}

void ClassMode::set(bool on)
{
    if (on == m_on)
        return;
    m_on = on;
    if (on)
        m_scaleBefore = m_theme->textScale();
    m_theme->setTextScale(on ? m_scaleBefore * factor : m_scaleBefore);
    for (QWidget* widget : m_chrome)
        widget->setVisible(!on);
}

} // namespace nsscope::ui

#include "moc_class_mode.cpp"
