// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/notes_box.h"

#include <QCheckBox>
#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace nsscope::ui
{

namespace
{

constexpr int labelCap = 60;
constexpr int noteLines = 3;

} // namespace

NotesBox::NotesBox(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_selection(selection), m_keep(new QCheckBox(tr("Keep its card in sight"))), m_label(new QLineEdit),
      m_note(new QPlainTextEdit)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid / 2);
    column->addWidget(m_label);
    column->addWidget(m_note);
    column->addWidget(m_keep);
    m_label->setMaxLength(labelCap);
    m_label->setPlaceholderText(tr("Label: your name for it"));
    m_label->setAccessibleName(tr("Label"));
    m_note->setPlaceholderText(tr("Note"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->installEventFilter(this);
    m_keep->setToolTip(tr("It never goes into a group, and stays after its end"));
    connect(m_label, &QLineEdit::editingFinished, this, &NotesBox::store);
    connect(m_keep, &QCheckBox::clicked, this, [this](bool on) { m_selection->arrangement()->keep(m_life, on); });
    connect(selection, &Selection::lifeChanged, this, [this] {
        store();
        take();
    });
    connect(selection->arrangement(), &Arrangement::changed, this, &NotesBox::take);
    const auto retheme = [this, theme] {
        m_note->setFixedHeight(QFontMetrics(theme->current().body).lineSpacing() * noteLines + 2 * grid);
    };
    connect(theme, &ThemeSource::changed, this, retheme);
    retheme();
    take();
}

void NotesBox::take()
{
    m_life = m_selection->life();
    const Arrangement& arrangement = *m_selection->arrangement();
    m_keep->setChecked(arrangement.kept(m_life));
    if (const QString label = arrangement.label(m_life); label != m_label->text())
        m_label->setText(label);
    if (const QString note = arrangement.note(m_life); note != m_note->toPlainText())
        m_note->setPlainText(note);
}

void NotesBox::store()
{
    const LifeId life = m_life;
    if (life == LifeId::None)
        return;
    const QString label = m_label->text();
    const QString note = m_note->toPlainText();
    m_selection->arrangement()->setLabel(life, label);
    m_selection->arrangement()->setNote(life, note);
}

bool NotesBox::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_note && event->type() == QEvent::FocusOut)
        store();
    return QWidget::eventFilter(watched, event);
}

} // namespace nsscope::ui

#include "moc_notes_box.cpp"
