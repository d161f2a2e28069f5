// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/welcome_page.h"

#include "ui/panels/themed_label.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nsscope::ui
{

namespace
{

using Style = ThemedLabel::Style;
constexpr int bodyWidth = 560;

} // namespace

WelcomePage::WelcomePage(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setAccessibleName(tr("Welcome"));
    // In a low window it scrolls; it must not keep the window from being small.
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(area);
    auto* page = new QWidget;
    page->setAutoFillBackground(false);
    area->setWidget(page);
    auto* outer = new QHBoxLayout(page);
    auto* body = new QWidget;
    body->setMaximumWidth(bodyWidth);
    outer->addStretch(1);
    outer->addWidget(body, 8);
    outer->addStretch(1);
    auto* column = new QVBoxLayout(body);
    column->setSpacing(grid);
    column->addStretch(2);
    column->addWidget((new ThemedLabel(theme, Style::Title, tr("Who keeps a Linux namespace alive, and when does it really die?")))->wrapping());
    column->addWidget((new ThemedLabel(theme, Style::Body,
                                       tr("nsscope shows every namespace of this host, what holds it, and the moments of its end: "
                                          "not seen any more, unreachable, destroyed. Experiments run on the real kernel, without root, "
                                          "one system call at a time, and can be looked at forwards and backwards.")))
                          ->wrapping());
    column->addSpacing(2 * grid);
    m_lesson = addChoice(column, tr("Start the first lesson"), {}, &m_lessonAbout);
    m_lesson->setProperty("primary", true);
    m_trash = addChoice(column, tr("Trash namespaces"), tr("Slow, then fast, and see when their numbers come back"));
    QPushButton* free = addChoice(column, tr("Build your own"), tr("Make and hold namespaces by hand, one system call a press"));
    QPushButton* observe = addChoice(column, tr("Look at this host"), tr("Every namespace here and who holds it, live"));
    QPushButton* open = addChoice(column, tr("Open a recording…"), tr("What was seen elsewhere, or earlier"));
    column->addStretch(3);
    connect(m_lesson, &QPushButton::clicked, this, &WelcomePage::lessonWanted);
    connect(m_trash, &QPushButton::clicked, this, &WelcomePage::trashWanted);
    connect(free, &QPushButton::clicked, this, &WelcomePage::freeWanted);
    connect(observe, &QPushButton::clicked, this, &WelcomePage::observeWanted);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openWanted);
}

QPushButton* WelcomePage::addChoice(QVBoxLayout* column, const QString& words, const QString& about, ThemedLabel** label)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * grid);
    auto* button = new QPushButton(words);
    button->setMinimumWidth(26 * grid);
    button->setAutoDefault(true);
    button->setAccessibleDescription(about);
    auto* text = (new ThemedLabel(m_theme, Style::Body, about))->wrapping();
    text->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    row->addWidget(button);
    row->addWidget(text, 1);
    column->addLayout(row);
    if (label)
        *label = text;
    return button;
}

void WelcomePage::setFirstLesson(const QString& title)
{
    m_lesson->setEnabled(!title.isEmpty());
    m_lessonAbout->setText(title.isEmpty() ? tr("No lessons were found") : title);
    m_lesson->setAccessibleDescription(m_lessonAbout->text());
}

void WelcomePage::takeFocus()
{
    (m_lesson->isEnabled() ? m_lesson : m_trash)->setFocus(Qt::OtherFocusReason);
}

} // namespace nsscope::ui

#include "moc_welcome_page.cpp"
