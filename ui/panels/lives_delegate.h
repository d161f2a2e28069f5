// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a table of lives: the ordinal as a pill in the style of its type and state, then phase and state as text.
#pragma once
#include "ui/theme/theme_source.h"

#include <QStyledItemDelegate>

class QTableView;

namespace nsscope::ui
{

class LivesDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    LivesDelegate(ThemeSource* theme, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    ThemeSource* m_theme;
};

/// Looks of a small table of a LivesModel inside a panel: no grid, no headers, no scroll bars of its own.
void setUpLivesTable(QTableView* table, ThemeSource* theme);
/// As high as its rows, up to ten.
void fitLivesTable(QTableView* table);

} // namespace nsscope::ui
