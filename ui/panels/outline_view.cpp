// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/outline_view.h"

#include "ui/models/life_text.h"
#include "ui/models/wanted_lives.h"
#include "ui/panels/outline_delegate.h"

#include <QHeaderView>
#include <QPainter>
#include <QScopedValueRollback>

namespace nsscope::ui
{

namespace
{

constexpr int outlinePaceMs = 100;

} // namespace

OutlineView::OutlineView(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QTreeView(parent), m_selection(selection), m_theme(theme)
{
    setAccessibleName(tr("Outline of all namespaces"));
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setIndentation(2 * grid);
    setItemDelegate(new OutlineDelegate(theme, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setModel(&m_model);
    header()->setStretchLastSection(true);
    header()->setSectionResizeMode(QHeaderView::Interactive);
    header()->resizeSection(0, 210);
    header()->resizeSection(1, 90);
    header()->resizeSection(2, 60);
    m_pace.setSingleShot(true);
    m_pace.setInterval(outlinePaceMs);
    connect(&m_pace, &QTimer::timeout, this, &OutlineView::refresh);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &OutlineView::expandNamespaces);
    connect(selection, &Selection::cursorChanged, this, &OutlineView::schedule);
    connect(selection->arrangement(), &Arrangement::changed, this, &OutlineView::schedule);
    connect(selection, &Selection::lifeChanged, this, &OutlineView::followSelection);
    connect(theme, &ThemeSource::changed, this, [this] {
        setFont(m_theme->current().body);
        scheduleDelayedItemsLayout();
    });
    setFont(theme->current().body);
}

void OutlineView::setFrame(FramePtr frame)
{
    m_frame = std::move(frame);
    schedule();
}

void OutlineView::schedule()
{
    if (isVisible() && !m_pace.isActive())
        m_pace.start();
}

void OutlineView::showEvent(QShowEvent* event)
{
    QTreeView::showEvent(event);
    refresh();
}

void OutlineView::refresh()
{
    {
        const QScopedValueRollback following(m_following, true);
        const Arrangement& arrangement = *m_selection->arrangement();
        std::vector<char> wanted;
        if (m_frame && (arrangement.filter() || arrangement.now().focus != LifeId::None))
            wanted = wantedLives(*m_frame, shownMoment(*m_frame, m_selection->cursor()), arrangement.filter(),
                                 arrangement.now().focus);
        m_model.show(m_frame, m_selection->cursor(), wanted);
    }
    followSelection();
}

void OutlineView::followSelection()
{
    if (m_following || !isVisible())
        return;
    const QScopedValueRollback following(m_following, true);
    const LifeId wanted = m_selection->life();
    if (wanted == LifeId::None) {
        clearSelection();
        setCurrentIndex({});
    } else if (OutlineModel::lifeOf(currentIndex()) != wanted) {
        setCurrentIndex(m_model.indexOf(wanted));
    }
}

void OutlineView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    if (m_following || !current.isValid())
        return;
    const QScopedValueRollback following(m_following, true);
    m_selection->select(OutlineModel::lifeOf(current));
}

void OutlineView::expandNamespaces(const QModelIndex& parent, int first, int last)
{
    if (parent.isValid() && parent.data(OutlineModel::TypeRole).toInt() == static_cast<int>(NsType::User) &&
        m_model.rowCount(parent) == last - first + 1)
        expand(parent);
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model.index(row, 0, parent);
        if (!index.data(OutlineModel::IsHolderRole).toBool() &&
            index.data(OutlineModel::TypeRole).toInt() == static_cast<int>(NsType::User)) {
            expand(index);
            if (const int below = m_model.rowCount(index); below > 0)
                expandNamespaces(index, 0, below - 1);
        }
    }
}

void OutlineView::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    if (!m_model.hasChildren(index))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme->current().secondary, 1.4));
    const QPointF c(rect.right() - grid + 1, rect.center().y() + 0.5);
    if (isExpanded(index))
        painter->drawPolyline(QPolygonF({c + QPointF(-4, -2), c + QPointF(0, 2), c + QPointF(4, -2)}));
    else
        painter->drawPolyline(QPolygonF({c + QPointF(-2, -4), c + QPointF(2, 0), c + QPointF(-2, 4)}));
    painter->restore();
}

} // namespace nsscope::ui

#include "moc_outline_view.cpp"
