// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/order_input.h"

#include "ui/lesson/lesson_words.h"
#include "ui/panels/themed_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

namespace nsscope::ui
{

void OrderList::moveCurrent(int by)
{
    const int row = currentRow();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= count())
        return;
    insertItem(to, takeItem(row));
    setCurrentRow(to);
    emit moved();
}

void OrderList::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() == Qt::AltModifier && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        moveCurrent(event->key() == Qt::Key_Up ? -1 : 1);
    else
        QListWidget::keyPressEvent(event);
}

void OrderList::dropEvent(QDropEvent* event)
{
    QListWidget::dropEvent(event);
    emit moved();
}

void OrderList::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    fit();
}

void OrderList::fit()
{
    int height = 2 * frameWidth() + grid;
    for (int i = 0; i < count(); ++i)
        height += sizeHintForRow(i);
    setFixedHeight(height);
}

OrderInput::OrderInput(const LessonQuestion& question, ThemeSource* theme, QWidget* parent)
    : AnswerInput(parent), m_list(new OrderList), m_up(new QPushButton(tr("Up"))), m_down(new QPushButton(tr("Down")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid / 2);
    column->addWidget(m_list);
    auto* row = new QHBoxLayout;
    row->setSpacing(grid / 2);
    row->addWidget(m_up);
    row->addWidget(m_down);
    row->addWidget((new ThemedLabel(theme, ThemedLabel::Style::Secondary, tr("Drag, or Alt+Up and Alt+Down")))->wrapping(), 1);
    column->addLayout(row);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setObjectName(QStringLiteral("order"));
    m_list->setAccessibleName(tr("Put these in order, the first on top"));
    m_up->setToolTip(tr("Move the marked line up (Alt+Up)"));
    m_down->setToolTip(tr("Move the marked line down (Alt+Down)"));
    for (const LessonOption& option : question.options)
        m_words << lessonWords(option.text);
    LessonAnswer asWritten;
    for (std::size_t i = 0; i < question.options.size(); ++i)
        asWritten.options.push_back(i);
    setAnswer(asWritten);
    connect(m_list, &OrderList::moved, this, &OrderInput::edited);
    connect(m_up, &QPushButton::clicked, m_list, [this] { m_list->moveCurrent(-1); });
    connect(m_down, &QPushButton::clicked, m_list, [this] { m_list->moveCurrent(1); });
}

LessonAnswer OrderInput::answer() const
{
    LessonAnswer answer;
    for (int i = 0; i < m_list->count(); ++i)
        answer.options.push_back(m_list->item(i)->data(Qt::UserRole).toULongLong());
    return answer;
}

void OrderInput::setAnswer(const LessonAnswer& answer)
{
    if (answer.options.size() != static_cast<std::size_t>(m_words.size()))
        return;
    m_list->clear();
    for (const std::size_t option : answer.options) {
        auto* item = new QListWidgetItem(m_words[static_cast<qsizetype>(option)]);
        item->setData(Qt::UserRole, QVariant::fromValue<qulonglong>(option));
        item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsDragEnabled);
        m_list->addItem(item);
    }
    m_list->setCurrentRow(0);
}

} // namespace nsscope::ui

#include "moc_order_input.cpp"
