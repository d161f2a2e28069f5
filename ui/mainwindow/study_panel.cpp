// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/study_panel.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace nsscope::ui
{

StudyPanel::StudyPanel(ThemeSource*, const Pages& pages, QWidget* parent)
    : QFrame(parent), m_pages(pages), m_stack(new QStackedWidget), m_head(new QWidget), m_back(new QPushButton(tr("‹ All lessons")))
{
    setObjectName(QStringLiteral("panel"));
    setAccessibleName(tr("Experiment"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* row = new QHBoxLayout(m_head);
    row->setContentsMargins(grid + 4, grid / 2, grid, 0);
    row->addWidget(m_back);
    row->addStretch(1);
    column->addWidget(m_head);
    column->addWidget(m_stack, 1);
    m_stack->setMinimumHeight(20 * grid); // what pages that are not shown would need counts for nothing
    m_back->setProperty("link", true);
    m_back->setAccessibleName(tr("All lessons"));
    for (QWidget* page : {pages.experiment, pages.lessons, pages.lesson, pages.free}) {
        page->setObjectName(QString()); // the frame is this panel's
        m_stack->addWidget(page);
    }
    connect(m_back, &QPushButton::clicked, this, &StudyPanel::lessonsWanted);
}

bool StudyPanel::lessonShown() const { return m_stack->currentWidget() == m_pages.lesson; }

bool StudyPanel::experimentShown() const { return m_stack->currentWidget() == m_pages.experiment; }

bool StudyPanel::freeShown() const { return m_stack->currentWidget() == m_pages.free; }

void StudyPanel::show(QWidget* page)
{
    m_head->setVisible(page != m_pages.lessons);
    m_stack->setCurrentWidget(page);
    emit shownChanged();
}

} // namespace nsscope::ui

#include "moc_study_panel.cpp"
