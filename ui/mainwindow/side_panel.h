// SPDX-License-Identifier: GPL-3.0-or-later
// A panel with a row of tabs and one page shown at a time. Pages can move in and out while it is shown.
#pragma once
#include "ui/theme/theme_source.h"

#include <QFrame>
#include <vector>

class QButtonGroup;
class QHBoxLayout;
class QPushButton;
class QStackedWidget;

namespace nsscope::ui
{

class SidePanel : public QFrame
{
    Q_OBJECT
public:
    SidePanel(ThemeSource* theme, QWidget* parent = nullptr);

    void insertPage(int index, const QString& title, QWidget* page);
    /// Takes it out; the caller owns and places it again.
    void takePage(QWidget* page);
    void show(QWidget* page);
    QWidget* current() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitTabs();

    struct Tab
    {
        QWidget* page;
        QPushButton* button;
    };
    ThemeSource* m_theme;
    QHBoxLayout* m_row;
    QStackedWidget* m_stack;
    QButtonGroup* m_group;
    std::vector<Tab> m_tabs;
};

} // namespace nsscope::ui
