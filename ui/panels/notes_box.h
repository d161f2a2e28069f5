// SPDX-License-Identifier: GPL-3.0-or-later
// What the user says of the selected life: a label, a note, and whether it is to stay in sight. Saved with the
// recording; each change can be undone.
#pragma once
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;

namespace nsscope::ui
{

class NotesBox : public QWidget
{
    Q_OBJECT
public:
    NotesBox(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void take();
    void store();

    Selection* m_selection;
    LifeId m_life = LifeId::None; ///< whose texts are shown
    QCheckBox* m_keep;
    QLineEdit* m_label;
    QPlainTextEdit* m_note;
};

} // namespace nsscope::ui
