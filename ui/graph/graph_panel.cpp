// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_panel.h"

#include "ui/graph/graph_legend.h"
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nsscope::ui
{

GraphPanel::GraphPanel(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_title(new QLabel(tr("Namespaces"), this)), m_subtitle(new QLabel(this)),
      m_view(new GraphView(selection, theme, this))
{
    setObjectName(QStringLiteral("panel"));
    m_tree = addLayoutButton(tr("Tree"), tr("Owners on the left, what they own on the right"), GraphView::Layout::Tree);
    m_lanes = addLayoutButton(tr("Lanes"), tr("A row per user namespace, a column per type"), GraphView::Layout::Lanes);
    auto* choice = new QButtonGroup(this);
    choice->addButton(m_tree);
    choice->addButton(m_lanes);
    m_tree->setChecked(true);

    auto* header = new QHBoxLayout;
    header->setSpacing(grid);
    header->addWidget(m_title);
    header->addWidget(m_subtitle, 1);
    header->addWidget(m_tree);
    header->addWidget(m_lanes);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    column->setSpacing(grid / 2);
    column->addLayout(header);
    column->addWidget(m_view, 1);
    column->addWidget(new GraphLegend(theme, this));
    m_subtitle->setMinimumWidth(0);
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    connect(m_view, &GraphView::sceneChanged, this, &GraphPanel::updateHeader);
    connect(theme, &ThemeSource::changed, this, &GraphPanel::retheme);
    retheme();
}

QPushButton* GraphPanel::addLayoutButton(const QString& text, const QString& tip, GraphView::Layout layout)
{
    auto* button = new QPushButton(text, this);
    button->setCheckable(true);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    connect(button, &QPushButton::toggled, m_view, [this, layout](bool on) {
        if (on)
            chooseLayout(layout);
    });
    return button;
}

GraphView::Layout& GraphPanel::wantedLayout()
{
    return m_frame && m_frame->runs.empty() ? m_layouts.host : m_layouts.story;
}

void GraphPanel::setLayouts(const Layouts& layouts)
{
    m_layouts = layouts;
    m_view->setLayoutKind(wantedLayout());
}

void GraphPanel::chooseLayout(GraphView::Layout layout)
{
    wantedLayout() = layout;
    m_view->setLayoutKind(layout);
}

void GraphPanel::setFrame(FramePtr frame)
{
    m_frame = frame;
    m_view->setLayoutKind(wantedLayout());
    m_view->setFrame(std::move(frame));
}

void GraphPanel::retheme()
{
    const Theme& theme = m_theme->current();
    m_title->setFont(theme.title);
    m_subtitle->setFont(theme.small);
    m_tree->setFont(theme.small);
    m_lanes->setFont(theme.small);
    QPalette palette = m_subtitle->palette();
    palette.setColor(QPalette::WindowText, theme.secondary);
    m_subtitle->setPalette(palette);
}

QString GraphPanel::subtitle() const
{
    if (!m_frame)
        return {};
    const Instant at = m_view->moment();
    const LabRun* run = nullptr;
    for (const auto& candidate : m_frame->runs) {
        if (candidate->plan.at <= at)
            run = candidate.get();
    }
    if (!run)
        return tr("this host · %1").arg(QString::fromStdString(offsetText(at - m_frame->first)));
    qsizetype done = 0;
    for (const LabStep& step : run->steps)
        done += step.after <= at ? 1 : 0;
    const QString offset = QString::fromStdString(offsetText(at - run->plan.at));
    if (done == 0)
        return tr("before the first step · %1").arg(offset);
    return tr("after step %1 of %2 · %3").arg(done).arg(std::max<std::size_t>(run->plan.steps.size(), run->steps.size())).arg(offset);
}

void GraphPanel::updateHeader()
{
    m_subtitle->setText(subtitle());
    (m_view->layoutKind() == GraphView::Layout::Tree ? m_tree : m_lanes)->setChecked(true);
}

} // namespace nsscope::ui

#include "moc_graph_panel.cpp"
