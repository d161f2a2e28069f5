// SPDX-License-Identifier: GPL-3.0-or-later
// What one actor of a free experiment has in hand: its descriptors and mounts, each with what can be done with it. A press
// asks for a step by signal.
#pragma once
#include "core/lesson/free_stand.h"
#include "ui/theme/theme_source.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace nsscope::ui
{

class ThemedLabel;

class ThingList : public QWidget
{
    Q_OBJECT
public:
    ThingList(ThemeSource* theme, QWidget* parent = nullptr);

    /// Null: nobody. Built anew only where something differs, and the keyboard stays here where it was here.
    void show(const FreeStand& stand, const FreeStand::Actor* actor);

signals:
    void stepWanted(const QString& step); ///< "close fd=f1 actor=p1"

private:
    struct Row
    {
        QString text;
        QStringList words; ///< of its buttons
        QStringList steps; ///< one a button
        bool operator==(const Row&) const = default;
    };
    static std::vector<Row> rowsOf(const FreeStand& stand, const FreeStand::Actor& actor);
    void build(const std::vector<Row>& rows);
    QWidget* makeRow(const Row& row);

    ThemeSource* m_theme;
    QVBoxLayout* m_column;
    QWidget* m_body = nullptr;
    std::vector<Row> m_rows;
};

} // namespace nsscope::ui
