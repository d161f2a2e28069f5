// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/start_page.h"

#include "ui/panels/themed_label.h"

#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace nsscope::ui
{

StartPage::StartPage(ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_title(new ThemedLabel(theme, ThemedLabel::Style::Title)),
      m_text(new ThemedLabel(theme, ThemedLabel::Style::Body)), m_busy(new QProgressBar),
      m_observe(new QPushButton(tr("Observe this host"))), m_open(new QPushButton(tr("Open a recording…"))),
      m_reference(new QPushButton(tr("Open the reference recording"))), m_cancel(new QPushButton(tr("Cancel")))
{
    auto* column = new QVBoxLayout(this);
    column->setSpacing(2 * grid);
    column->addStretch(2);
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setFixedWidth(460);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setFixedSize(240, 6);
    m_busy->setAccessibleName(tr("Working"));
    m_observe->setProperty("primary", true);
    column->addWidget(m_title, 0, Qt::AlignCenter);
    column->addWidget(m_text, 0, Qt::AlignCenter);
    column->addWidget(m_busy, 0, Qt::AlignCenter);
    auto* row = new QHBoxLayout;
    row->setSpacing(grid);
    row->addStretch(1);
    for (QPushButton* button : {m_observe, m_open, m_reference, m_cancel})
        row->addWidget(button);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(3);
    connect(m_observe, &QPushButton::clicked, this, &StartPage::observeWanted);
    connect(m_open, &QPushButton::clicked, this, &StartPage::openWanted);
    connect(m_reference, &QPushButton::clicked, this, &StartPage::referenceWanted);
    connect(m_cancel, &QPushButton::clicked, this, &StartPage::cancelWanted);
}

void StartPage::showWaiting(const QString& title, const QString& text, bool cancellable)
{
    m_title->show(title);
    m_text->show(text);
    m_busy->show();
    for (QPushButton* button : {m_observe, m_open, m_reference})
        button->hide();
    m_cancel->setVisible(cancellable);
}

void StartPage::showChoices(const QString& title, const QString& fault)
{
    m_title->show(title);
    m_text->show(fault.isEmpty() ? tr("Watch the namespaces of this host live, or open a recording.") : fault);
    m_busy->hide();
    for (QPushButton* button : {m_observe, m_open, m_reference})
        button->show();
    m_cancel->hide();
}

} // namespace nsscope::ui

#include "moc_start_page.cpp"
