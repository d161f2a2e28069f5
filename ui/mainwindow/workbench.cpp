// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/workbench.h"

#include "ui/mainwindow/side_panel.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QStyle>

namespace nsscope::ui
{

namespace
{

constexpr int narrowBelow = 1100;
constexpr int leastSide = 250;
constexpr int sideWidth = 306;
constexpr int lessonWidth = 420;

} // namespace

Workbench::Workbench(ThemeSource* theme, const Panels& panels, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_panels(panels), m_columns(new QSplitter(Qt::Horizontal)), m_centre(new QSplitter(Qt::Vertical)),
      m_side(new SidePanel(theme))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(grid, grid, grid, grid);
    row->addWidget(m_columns);
    m_side->insertPage(0, tr("Inspector"), panels.inspector);
    m_side->insertPage(1, tr("Outline"), panels.outline);
    m_side->insertPage(2, tr("Compare"), panels.compare);
    m_side->show(panels.inspector);
    m_centre->addWidget(panels.graph);
    m_centre->addWidget(panels.timeline);
    m_columns->addWidget(panels.lab);
    m_columns->addWidget(m_centre);
    m_columns->addWidget(m_side);
    for (QSplitter* splitter : {m_columns, m_centre}) {
        splitter->setHandleWidth(grid);
        splitter->setChildrenCollapsible(false);
        connect(splitter, &QSplitter::splitterMoved, this, [this] { m_touched = true; });
    }
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setStretchFactor(2, 0);
    panels.lab->setMinimumWidth(leastSide);
    m_side->setMinimumWidth(leastSide);
    panels.graph->setMinimumHeight(120);
    panels.timeline->setMinimumHeight(120);
    connect(theme, &ThemeSource::changed, this, &Workbench::distributeAgain);
}

void Workbench::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    setNarrow(width() < narrowBelow);
    distributeAgain();
}

void Workbench::distributeAgain()
{
    if (!m_touched)
        distribute();
}

void Workbench::distribute()
{
    const int side = qBound(leastSide, width() / 4, sideWidth);
    // Large type needs more, and has it where nothing stands on the right.
    const int share = width() * (m_side->isHidden() ? 30 : 22) / 100;
    const int wide = m_labWide ? qBound(leastSide, width() * 29 / 100, lessonWidth)
                               : qBound(leastSide, share, qRound(sideWidth * qMax(1.0, m_theme->textScale())));
    const int left = m_narrow || !m_labShown ? 0 : wide;
    m_columns->setSizes(m_narrow ? QList<int>{width() - side, side} : QList<int>{left, width() - left - side, side});
    const int graph = height() * (m_timelineQuiet ? 70 : 49) / 100;
    m_centre->setSizes({graph, height() - graph});
}

void Workbench::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    m_touched = false;
    // Without its own frame inside the tabbed panel, with it beside the others.
    m_panels.lab->setObjectName(narrow ? QString() : QStringLiteral("panel"));
    if (narrow) {
        m_side->insertPage(0, tr("Experiment"), m_panels.lab);
        m_side->show(m_panels.lab);
    } else {
        m_side->takePage(m_panels.lab);
        m_columns->insertWidget(0, m_panels.lab);
    }
    m_panels.lab->setVisible(m_labShown);
    m_panels.lab->style()->unpolish(m_panels.lab);
    m_panels.lab->style()->polish(m_panels.lab);
    distribute();
}

void Workbench::setLabShown(bool shown)
{
    m_labShown = shown;
    if (m_narrow && shown) {
        m_side->setVisible(true);
        m_side->show(m_panels.lab);
    } else if (m_narrow) {
        m_side->show(m_panels.inspector);
    } else {
        m_panels.lab->setVisible(shown);
    }
}

void Workbench::setLabWide(bool wide)
{
    if (wide == m_labWide)
        return;
    m_labWide = wide;
    distributeAgain();
}

void Workbench::setTimelineQuiet(bool quiet)
{
    if (quiet == m_timelineQuiet)
        return;
    m_timelineQuiet = quiet;
    distributeAgain();
}

void Workbench::setTimelineShown(bool shown) { m_panels.timeline->setVisible(shown); }

void Workbench::setSideShown(bool shown)
{
    m_side->setVisible(shown);
    distributeAgain();
}

void Workbench::showOutline()
{
    m_side->setVisible(true);
    m_side->show(m_panels.outline);
    m_panels.outline->setFocus(Qt::ShortcutFocusReason);
}

void Workbench::showInspector() { m_side->show(m_panels.inspector); }

void Workbench::showCompare()
{
    m_side->setVisible(true);
    m_side->show(m_panels.compare);
}

QByteArray Workbench::columnSizes() const { return m_touched && !m_narrow ? m_columns->saveState() : QByteArray(); }
QByteArray Workbench::centreSizes() const { return m_touched ? m_centre->saveState() : QByteArray(); }

void Workbench::restoreSizes(const QByteArray& columns, const QByteArray& centre)
{
    if (columns.isEmpty() && centre.isEmpty())
        return;
    m_touched = true;
    m_columns->restoreState(columns);
    m_centre->restoreState(centre);
}

} // namespace nsscope::ui

#include "moc_workbench.cpp"
