// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson as a row: number, title, minutes and level below it, and a mark where it is done.
#pragma once
#include "ui/theme/theme_source.h"

#include <QStyledItemDelegate>

namespace nsscope::ui
{

class LessonDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    LessonDelegate(ThemeSource* theme, QObject* parent = nullptr) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int titleWidth(int row) const;

    ThemeSource* m_theme;
};

} // namespace nsscope::ui
