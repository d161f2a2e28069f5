// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/stage_bar.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace nsscope::ui
{

StageBar::StageBar(ThemeSource* theme, QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* group = new QButtonGroup(this);
    for (int i = 0; i < stageCount; ++i) {
        auto* button = new QPushButton;
        button->setCheckable(true);
        button->setProperty("stage", true);
        button->setAccessibleName(tr("Stage %1: %2").arg(i + 1).arg(stageTitle(static_cast<Stage>(i))));
        button->setMinimumWidth(0);
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        group->addButton(button);
        row->addWidget(button, 1);
        m_buttons[static_cast<std::size_t>(i)] = button;
        connect(button, &QPushButton::clicked, this, [this, i] { emit chosen(static_cast<Stage>(i)); });
    }
    connect(theme, &ThemeSource::changed, this, &StageBar::fold);
    fold();
}

void StageBar::show(Stage shown, const std::array<bool, stageCount>& reachable)
{
    for (int i = 0; i < stageCount; ++i) {
        QPushButton* button = m_buttons[static_cast<std::size_t>(i)];
        button->setEnabled(reachable[static_cast<std::size_t>(i)]);
        button->setChecked(i == static_cast<int>(shown));
    }
}

void StageBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

void StageBar::fold()
{
    // Words where all have room, else numbers; the tool tip always has the word.
    int widest = 0;
    for (int i = 0; i < stageCount; ++i)
        widest = qMax(widest, m_buttons[0]->fontMetrics().horizontalAdvance(stageTitle(static_cast<Stage>(i))));
    const bool words = width() >= stageCount * (widest + grid);
    for (int i = 0; i < stageCount; ++i) {
        QPushButton* button = m_buttons[static_cast<std::size_t>(i)];
        button->setText(words ? stageTitle(static_cast<Stage>(i)) : QString::number(i + 1));
        button->setToolTip(stageTitle(static_cast<Stage>(i)));
    }
}

} // namespace nsscope::ui

#include "moc_stage_bar.cpp"
