// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can be done or gone to, found by typing: actions of the window, lives, notes. Knows what it offers,
// not what it does: actions are triggered, lives selected, moments looked at.
#pragma once
#include "core/track/frame.h"
#include "ui/theme/theme_source.h"

#include <QDialog>
#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace nsscope::ui
{

class Selection;
class WindowActions;

class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(const WindowActions& actions, Selection* selection, const FramePtr& frame, ThemeSource* theme, QWidget* parent);

    QLineEdit* field() const { return m_field; }
    QListWidget* list() const { return m_list; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Entry
    {
        QString text;
        QString hint; ///< shortcut, or what kind of thing it is
        std::function<void()> go;
    };
    void search();
    void addActions(const QString& words);
    void addLives(const QString& words);
    void addNotes(const QString& words);
    void add(Entry entry);
    void go();

    const WindowActions& m_actions;
    Selection* m_selection;
    FramePtr m_frame;
    QLineEdit* m_field;
    QListWidget* m_list;
    std::vector<Entry> m_entries;
};

} // namespace nsscope::ui
