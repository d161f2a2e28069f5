// SPDX-License-Identifier: GPL-3.0-or-later
// Everything about the selected life at the moment shown: answers first ("Why is it alive?", its references, "When did it
// die?"), then the other lives on its number, its owner, and commands to see it elsewhere. Says what to do while nothing is selected.
#pragma once
#include "ui/models/lives_model.h"
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QPushButton;
class QTableView;

namespace nsscope::ui
{

class CommandBox;
class MomentList;
class ReferencesBox;
class StatePill;
class ThemedLabel;
class TypeGlyph;

class InspectorView : public QWidget
{
    Q_OBJECT
public:
    InspectorView(Selection* selection, ThemeSource* theme, QWidget* parent = nullptr);
    /// The window's action that counts references: a button while it is enabled, which it is while an agent can count.
    void setCountAction(QAction* action);

public slots:
    void setFrame(nsscope::FramePtr frame);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildContent();
    QWidget* buildEmpty();
    void refresh();
    void showLife(const Life& life, Instant t);
    void showLives(const Life& life);
    void placePill(); ///< beside the heading, or below it where the number would be cut
    void rowChosen(const QModelIndex& index);

    Selection* m_selection;
    ThemeSource* m_theme;
    FramePtr m_frame;
    LivesModel m_lives;
    QWidget* m_empty = nullptr;
    QWidget* m_content = nullptr;
    TypeGlyph* m_glyph = nullptr;
    ThemedLabel* m_heading = nullptr;
    StatePill* m_pill = nullptr;
    QHBoxLayout* m_top = nullptr;
    QHBoxLayout* m_below = nullptr;
    ThemedLabel* m_subtitle = nullptr;
    ThemedLabel* m_aboutTitle = nullptr;
    ThemedLabel* m_about = nullptr;
    ThemedLabel* m_whyTitle = nullptr;
    ThemedLabel* m_why = nullptr;
    ReferencesBox* m_references = nullptr;
    QAction* m_countAction = nullptr;
    ThemedLabel* m_whenTitle = nullptr;
    MomentList* m_moments = nullptr;
    ThemedLabel* m_livesTitle = nullptr;
    QTableView* m_livesTable = nullptr;
    QPushButton* m_owner = nullptr;
    CommandBox* m_commands = nullptr;
    ThemedLabel* m_releaseTitle = nullptr;
    CommandBox* m_release = nullptr;
};

} // namespace nsscope::ui
