// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/key_guard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace nsscope::ui
{

bool KeyGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const bool space = key->key() == Qt::Key_Space;
    const bool printable = !key->text().isEmpty() && key->text().at(0).isPrint();
    const bool takesText = qobject_cast<QLineEdit*>(watched) || qobject_cast<QAbstractSpinBox*>(watched) ||
                           qobject_cast<QComboBox*>(watched) || qobject_cast<QPlainTextEdit*>(watched) || qobject_cast<QAbstractItemView*>(watched);
    if ((space && qobject_cast<QAbstractButton*>(watched)) || (printable && takesText)) {
        event->accept();
        return true;
    }
    return false;
}

} // namespace nsscope::ui

#include "moc_key_guard.cpp"
