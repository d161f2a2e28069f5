// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/lives_delegate.h"

#include "ui/models/lives_model.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace nsscope::ui
{

namespace
{

constexpr int pillWidth = 26;
constexpr int mostRows = 10;

} // namespace

LivesDelegate::LivesDelegate(ThemeSource* theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize LivesDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const Theme& theme = m_theme->current();
    const QFontMetrics metrics(theme.body);
    const int width = index.column() == LivesModel::Ordinal ? pillWidth + grid
                                                             : metrics.horizontalAdvance(index.data().toString()) + 2 * grid;
    return {width, metrics.height() + grid};
}

void LivesDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = m_theme->current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = option.rect;
    if (option.state & QStyle::State_Selected)
        painter->fillRect(box, theme.accentSoft);
    const QString text = index.data().toString();
    if (index.column() == LivesModel::Ordinal) {
        const double height = QFontMetrics(theme.small).height() + 2;
        const QRectF pill(box.left() + 2, box.center().y() - height / 2, pillWidth, height);
        paintStateBody(*painter, pill, height / 2, static_cast<NsType>(index.data(LivesModel::TypeRole).toInt()),
                       static_cast<LifeState>(index.data(LivesModel::StateRole).toInt()), theme);
        painter->setFont(theme.small);
        painter->setPen(theme.text);
        painter->drawText(pill, Qt::AlignCenter, text);
    } else {
        const bool last = index.column() == LivesModel::State;
        painter->setFont(last ? theme.small : theme.body);
        painter->setPen(last ? theme.secondary : theme.text);
        const QRectF inside = box.adjusted(grid / 2, 0, -grid / 2, 0);
        painter->drawText(inside, Qt::AlignVCenter | (last ? Qt::AlignRight : Qt::AlignLeft),
                          QFontMetrics(painter->font()).elidedText(text, Qt::ElideRight, static_cast<int>(inside.width())));
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(theme.accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter->restore();
}

void setUpLivesTable(QTableView* table, ThemeSource* theme)
{
    table->setItemDelegate(new LivesDelegate(theme, table));
    table->setAccessibleName(LivesModel::tr("Lives"));
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->horizontalHeader()->hide();
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setColumnHidden(LivesModel::Namespace, true);
    table->horizontalHeader()->setMinimumSectionSize(pillWidth);
    table->horizontalHeader()->setSectionResizeMode(LivesModel::Ordinal, QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(LivesModel::Phase, QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(LivesModel::State, QHeaderView::Stretch);
}

void fitLivesTable(QTableView* table)
{
    const int rows = qMin(table->model()->rowCount(), mostRows);
    int height = 0;
    for (int row = 0; row < rows; ++row)
        height += table->rowHeight(row);
    table->setFixedHeight(height + 2);
    table->setVerticalScrollBarPolicy(table->model()->rowCount() > mostRows ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

} // namespace nsscope::ui

#include "moc_lives_delegate.cpp"
