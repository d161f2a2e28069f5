// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_delegate.h"

#include "ui/lesson/lessons_model.h"

#include <QAbstractItemView>
#include <QPainter>

namespace nsscope::ui
{

namespace
{

constexpr int side = 2 * grid;

} // namespace

int LessonDelegate::titleWidth(int row) const
{
    const QFontMetrics metrics(m_theme->current().mono);
    return row - 2 * side - metrics.horizontalAdvance(QStringLiteral("L00 ")) - metrics.height() - grid;
}

QSize LessonDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = m_theme->current();
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view ? view->viewport()->width() : 300;
    const QRect title = QFontMetrics(theme.bodyBold)
                            .boundingRect(QRect(0, 0, qMax(60, titleWidth(width)), 1000), Qt::TextWordWrap,
                                          index.data(LessonsModel::TitleRole).toString());
    return {width, title.height() + QFontMetrics(theme.small).height() + 2 * grid + 2};
}

void LessonDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = m_theme->current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(grid / 2, 1, -grid / 2, -1);
    const bool current = option.state & QStyle::State_Selected;
    if (current || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(current && (option.state & QStyle::State_HasFocus) ? QPen(theme.accent, 2) : QPen(Qt::NoPen));
        painter->setBrush(current ? theme.accentSoft : theme.sunken);
        painter->drawRoundedRect(row, 5, 5);
    }
    const QFontMetrics mono(theme.mono);
    const int left = option.rect.left() + side;
    const int top = option.rect.top() + grid;
    painter->setFont(theme.mono);
    painter->setPen(theme.secondary);
    painter->drawText(QPoint(left, top + QFontMetrics(theme.bodyBold).ascent()), index.data(LessonsModel::NumberRole).toString());
    const int textLeft = left + mono.horizontalAdvance(QStringLiteral("L00 "));
    const QRect title(textLeft, top, qMax(60, titleWidth(option.rect.width())), option.rect.height());
    painter->setFont(theme.bodyBold);
    painter->setPen(theme.text);
    QRect used;
    painter->drawText(title, Qt::TextWordWrap, index.data(LessonsModel::TitleRole).toString(), &used);
    painter->setFont(theme.small);
    painter->setPen(theme.secondary);
    const bool done = index.data(LessonsModel::DoneRole).toBool();
    QString below = tr("%1 min · level %2").arg(index.data(LessonsModel::MinutesRole).toInt()).arg(index.data(LessonsModel::LevelRole).toInt());
    if (done && index.data(LessonsModel::CountRole).toInt() > 0)
        below += tr(" · %1 of %2 right").arg(index.data(LessonsModel::RightRole).toInt()).arg(index.data(LessonsModel::CountRole).toInt());
    painter->drawText(QPoint(textLeft, used.bottom() + 3 + QFontMetrics(theme.small).ascent()), below);
    if (done) {
        painter->setFont(theme.bodyBold);
        painter->setPen(theme.good);
        painter->drawText(option.rect.adjusted(0, grid, -side, 0), Qt::AlignRight | Qt::AlignTop, QStringLiteral("✓"));
    }
    painter->restore();
}

} // namespace nsscope::ui

#include "moc_lesson_delegate.cpp"
