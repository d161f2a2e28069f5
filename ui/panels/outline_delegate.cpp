// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/outline_delegate.h"

#include "ui/models/outline_model.h"

#include <QPainter>

namespace nsscope::ui
{

OutlineDelegate::OutlineDelegate(ThemeSource* theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize OutlineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), QFontMetrics(m_theme->current().body).height() + grid};
}

void OutlineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = m_theme->current();
    const bool holder = index.data(OutlineModel::IsHolderRole).toBool();
    const auto state = static_cast<LifeState>(index.data(OutlineModel::StateRole).toInt());
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.accentSoft);
    QRectF text = QRectF(option.rect).adjusted(grid / 2, 0, -grid / 2, 0);
    if (index.column() == 0 && !holder) {
        const double side = QFontMetrics(theme.body).height();
        const QRectF glyph(text.left(), text.center().y() - side / 2, side, side);
        paintTypeGlyph(*painter, glyph, static_cast<NsType>(index.data(OutlineModel::TypeRole).toInt()), theme,
                       state == LifeState::Destroyed ? 0.5 : 1.0);
        text.setLeft(glyph.right() + grid * 0.75);
    }
    const bool quiet = holder || index.column() > 0 || state == LifeState::Destroyed;
    painter->setFont(quiet ? theme.small : theme.body);
    painter->setPen(quiet ? theme.secondary : theme.text);
    painter->drawText(text, Qt::AlignVCenter,
                      QFontMetrics(painter->font()).elidedText(index.data().toString(), Qt::ElideRight, static_cast<int>(text.width())));
    if ((option.state & QStyle::State_HasFocus) && index.column() == 0) {
        painter->setPen(QPen(theme.accent, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

} // namespace nsscope::ui

#include "moc_outline_delegate.cpp"
