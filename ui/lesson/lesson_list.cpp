// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_list.h"

#include "ui/lesson/lesson_delegate.h"
#include "ui/lesson/lesson_words.h"
#include "ui/panels/themed_label.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace nsscope::ui
{

using Style = ThemedLabel::Style;

LessonList::LessonList(LessonsModel* model, ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_view(new QListView), m_goal(new ThemedLabel(theme, Style::Body)),
      m_none(new ThemedLabel(theme, Style::Body, tr("No lessons were found. They are installed with nsscope; the environment "
                                                    "variable NSSCOPE_LESSONS names other folders."))),
      m_start(new QPushButton(tr("Start this lesson")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, grid, 0, 2 * grid);
    column->setSpacing(grid);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(2 * grid, 0, 2 * grid, 0);
    head->addWidget((new ThemedLabel(theme, Style::Title, tr("Lessons")))->wrapping());
    head->addWidget((new ThemedLabel(theme, Style::Secondary,
                                     tr("Predict, run, see. Each runs on this kernel, without root, and cleans up after itself.")))
                        ->wrapping());
    column->addLayout(head);
    m_view->setModel(model);
    m_view->setItemDelegate(new LessonDelegate(theme, this));
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setResizeMode(QListView::Adjust);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setAccessibleName(tr("Lessons"));
    m_view->viewport()->installEventFilter(this);
    column->addWidget(m_view, 1);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(2 * grid, 0, 2 * grid, 0);
    foot->setSpacing(grid);
    foot->addWidget(m_none->wrapping());
    foot->addWidget(m_goal->wrapping());
    m_start->setProperty("primary", true);
    foot->addWidget(m_start);
    auto* trash = new QPushButton(tr("Slow and fast trashing, with your own numbers"));
    trash->setProperty("link", true);
    foot->addWidget(trash, 0, Qt::AlignLeft);
    auto* free = new QPushButton(tr("Free experiment: build holders by hand"));
    free->setProperty("link", true);
    foot->addWidget(free, 0, Qt::AlignLeft);
    connect(free, &QPushButton::clicked, this, &LessonList::freeWanted);
    column->addLayout(foot);
    connect(m_start, &QPushButton::clicked, this, &LessonList::start);
    connect(trash, &QPushButton::clicked, this, &LessonList::trashWanted);
    connect(m_view, &QListView::activated, this, &LessonList::start);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &LessonList::refresh);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { m_view->setCurrentIndex(m_model->next()); });
    connect(theme, &ThemeSource::changed, m_view, &QListView::doItemsLayout);
    m_view->setCurrentIndex(model->next());
    refresh();
}

void LessonList::focusNext()
{
    m_view->setCurrentIndex(m_model->next());
    m_view->setFocus(Qt::OtherFocusReason);
}

bool LessonList::eventFilter(QObject* watched, QEvent* event)
{
    // Titles wrap, so rows are as tall as the view is narrow.
    if (event->type() == QEvent::Resize)
        m_view->doItemsLayout();
    return QWidget::eventFilter(watched, event);
}

void LessonList::start()
{
    if (const LessonPtr lesson = m_model->lesson(m_view->currentIndex()))
        emit chosen(lesson);
}

void LessonList::refresh()
{
    const LessonPtr lesson = m_model->lesson(m_view->currentIndex());
    m_none->setVisible(m_model->rowCount() == 0);
    m_start->setEnabled(lesson != nullptr);
    m_goal->show(lesson ? lessonWords(lesson->lesson().goal) : QString());
}

} // namespace nsscope::ui

#include "moc_lesson_list.cpp"
