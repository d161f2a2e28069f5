// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/option_row.h"

#include "ui/panels/themed_label.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QMouseEvent>

namespace nsscope::ui
{

OptionRow::OptionRow(ThemeSource* theme, QAbstractButton* button, const QString& words, QWidget* parent)
    : QWidget(parent), m_button(button), m_words(new ThemedLabel(theme, ThemedLabel::Style::Body, words))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 2, 0, 2);
    row->setSpacing(grid);
    row->addWidget(button, 0, Qt::AlignTop);
    row->addWidget(m_words->wrapping(), 1);
    m_words->setTextInteractionFlags(Qt::NoTextInteraction);
    m_words->setAttribute(Qt::WA_TransparentForMouseEvents);
    button->setAccessibleName(words);
}

void OptionRow::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()) && m_button->isEnabled()) {
        m_button->setFocus(Qt::MouseFocusReason);
        m_button->click();
    }
}

} // namespace nsscope::ui

#include "moc_option_row.cpp"
