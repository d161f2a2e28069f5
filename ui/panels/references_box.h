// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's section about references: a story (reference_story.h), and the window's action that counts them while it
// is possible. Hidden where the story is empty.
#pragma once
#include "ui/panels/reference_story.h"
#include "ui/theme/theme_source.h"

#include <QWidget>

class QAction;
class QPushButton;

namespace nsscope::ui
{

class ThemedLabel;

class ReferencesBox : public QWidget
{
    Q_OBJECT
public:
    ReferencesBox(ThemeSource* theme, QWidget* parent = nullptr);
    /// Outlives this, or is destroyed and then there is no button.
    void setAction(QAction* action);
    void show(const ReferenceStory& story);

private:
    void followAction();

    QAction* m_action = nullptr;
    QPushButton* m_count;
    ThemedLabel* m_head;
    ThemedLabel* m_parts;
    ThemedLabel* m_meaning;
    ThemedLabel* m_trouble;
};

} // namespace nsscope::ui
