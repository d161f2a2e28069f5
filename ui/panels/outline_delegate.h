// SPDX-License-Identifier: GPL-3.0-or-later
// Paints rows of the outline: type glyph before the namespace, holders in secondary text, the dead faded.
#pragma once
#include "ui/theme/theme_source.h"

#include <QStyledItemDelegate>

namespace nsscope::ui
{

class OutlineDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    OutlineDelegate(ThemeSource* theme, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    ThemeSource* m_theme;
};

} // namespace nsscope::ui
