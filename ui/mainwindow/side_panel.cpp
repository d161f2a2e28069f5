// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/side_panel.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <algorithm>

namespace nsscope::ui
{

SidePanel::SidePanel(ThemeSource* theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_row(new QHBoxLayout), m_stack(new QStackedWidget), m_group(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("panel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    m_row->setContentsMargins(grid, grid, grid, 0);
    m_row->setSpacing(0);
    m_row->addStretch(1);
    column->addLayout(m_row);
    column->addWidget(m_stack, 1);
}

void SidePanel::insertPage(int index, const QString& title, QWidget* page)
{
    auto* button = new QPushButton(title);
    button->setCheckable(true);
    button->setProperty("tab", true);
    button->setAccessibleName(tr("Show %1").arg(title));
    m_group->addButton(button);
    m_row->insertWidget(index, button);
    m_stack->insertWidget(index, page);
    m_tabs.insert(m_tabs.begin() + index, {page, button});
    connect(button, &QPushButton::clicked, this, [this, page] { show(page); });
    show(current());
    fitTabs();
}

/// Four words in a narrow window: less padding and smaller type, never cut ones.
void SidePanel::fitTabs()
{
    constexpr int padding = 2 * 12;
    int wanted = 2 * grid + 2;
    for (const Tab& tab : m_tabs)
        wanted += QFontMetrics(m_theme->current().body).horizontalAdvance(tab.button->text()) + padding;
    const bool tight = wanted > width();
    for (const Tab& tab : m_tabs) {
        if (tab.button->property("tight").toBool() == tight)
            continue;
        tab.button->setProperty("tight", tight);
        tab.button->style()->polish(tab.button);
    }
}

void SidePanel::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitTabs();
}

void SidePanel::takePage(QWidget* page)
{
    const auto tab = std::find_if(m_tabs.begin(), m_tabs.end(), [&](const Tab& t) { return t.page == page; });
    if (tab == m_tabs.end())
        return;
    m_stack->removeWidget(page);
    delete tab->button;
    m_tabs.erase(tab);
    show(current());
    fitTabs();
}

void SidePanel::show(QWidget* page)
{
    for (const Tab& tab : m_tabs) {
        if (tab.page == page) {
            m_stack->setCurrentWidget(page);
            tab.button->setChecked(true);
        }
    }
}

QWidget* SidePanel::current() const { return m_stack->currentWidget(); }

} // namespace nsscope::ui

#include "moc_side_panel.cpp"
