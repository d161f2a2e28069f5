// SPDX-License-Identifier: GPL-3.0-or-later
// What an actor of a free experiment can do, as buttons: start others, get namespaces, hold them, end. A press asks for a
// step by signal; the words of the buttons say whom and which type they mean.
#pragma once
#include "core/lesson/free_stand.h"
#include "ui/theme/theme_source.h"

#include <QWidget>
#include <functional>
#include <vector>

class QComboBox;
class QGridLayout;
class QPushButton;

namespace nsscope::ui
{

class TypeChoice;

class FreeActions : public QWidget
{
    Q_OBJECT
public:
    FreeActions(ThemeSource* theme, QWidget* parent = nullptr);

    /// Null: nobody, and nothing can be pressed.
    void show(const FreeStand& stand, const FreeStand::Actor* actor);

signals:
    void stepWanted(const QString& step); ///< "unshare types=net as=A actor=p1"

private:
    struct Action
    {
        QPushButton* button;
        std::function<QString()> words;
        std::function<QString()> step; ///< without the actor
        std::function<QString()> hindrance; ///< a sentence why not; empty: it can be pressed
    };
    void add(QGridLayout* rows, int row, int column, Action action, const QString& tip);
    void refresh();
    QString type() const;
    QString of() const; ///< " of=p1", or nothing
    bool takesPart() const { return !m_actor.name.empty(); }

    FreeStand m_stand;
    FreeStand::Actor m_actor; ///< without name: nobody
    TypeChoice* m_type;
    QComboBox* m_of;
    std::vector<Action> m_actions;
    std::vector<QString> m_tips;
};

} // namespace nsscope::ui
