// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/references_box.h"

#include "ui/panels/themed_label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>

namespace nsscope::ui
{

namespace
{

using Style = ThemedLabel::Style;

} // namespace

ReferencesBox::ReferencesBox(ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_count(new QPushButton), m_head(new ThemedLabel(theme, Style::Body)),
      m_parts(new ThemedLabel(theme, Style::Body)), m_meaning(new ThemedLabel(theme, Style::Secondary)),
      m_trouble(new ThemedLabel(theme, Style::Warning))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * grid, 0, 0);
    column->setSpacing(grid / 2);
    auto* top = new QHBoxLayout;
    top->addWidget(new ThemedLabel(theme, Style::Heading, tr("References")));
    top->addStretch(1);
    top->addWidget(m_count);
    m_count->setProperty("link", true);
    m_count->hide();
    column->addLayout(top);
    column->addWidget(m_head->wrapping());
    column->addWidget(m_parts->wrapping());
    column->addWidget(m_meaning->wrapping());
    column->addWidget(m_trouble->wrapping());
    m_parts->setContentsMargins(2 * grid, 0, 0, 0);
}

void ReferencesBox::setAction(QAction* action)
{
    m_action = action;
    connect(action, &QAction::changed, this, &ReferencesBox::followAction);
    connect(action, &QObject::destroyed, this, [this] {
        m_action = nullptr;
        m_count->hide();
    });
    connect(m_count, &QPushButton::clicked, action, &QAction::trigger);
    followAction();
}

void ReferencesBox::followAction()
{
    if (!m_action)
        return;
    m_count->setText(m_action->text());
    m_count->setToolTip(m_action->toolTip());
    m_count->setAccessibleDescription(m_action->toolTip());
    m_count->setVisible(m_action->isEnabled());
}

void ReferencesBox::show(const ReferenceStory& story)
{
    m_head->show(story.head);
    m_parts->show(story.parts.join(QLatin1Char('\n')));
    m_meaning->show(story.meaning);
    m_trouble->show(story.trouble);
    setVisible(!story.isEmpty());
}

} // namespace nsscope::ui

#include "moc_references_box.cpp"
