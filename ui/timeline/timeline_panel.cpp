// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_panel.h"

#include "ui/timeline/legend_strip.h"
#include "ui/timeline/number_strip.h"
#include "ui/timeline/row_groups.h"
#include "ui/timeline/timeline_map.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace nsscope::ui
{

namespace
{

/// By style sheet: a palette set here would be lost when the application's style sheet changes with the theme.
void setInk(QLabel* label, const QFont& font, const QColor& colour)
{
    label->setFont(font);
    label->setStyleSheet(QStringLiteral("QLabel { color: %1; }").arg(colour.name()));
}

} // namespace

TimelinePanel::TimelinePanel(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_view(new TimelineView(selection, theme, this)),
      m_title(new QLabel(tr("Lives of inode numbers"), this)),
      m_subtitle(new QLabel(tr("offset from %1").arg(procDynamicFirst), this)), m_markers(new QLabel(this)),
      m_live(addToggle(tr("Live ▸"), tr("Follow the present again (L)"))),
      m_group(addGrouping()), m_all(addToggle(tr("All numbers"), tr("Also show numbers on which nothing changed"))),
      m_own(addToggle(tr("Own scale per phase"), tr("Each phase has its own time scale, side by side"))),
      m_common(addToggle(tr("One time axis"), tr("All phases on one linear time axis"))),
      m_numbers(new NumberStrip(selection, theme, this)), m_hint(new QLabel(this)), m_legend(new LegendStrip(theme, this)),
      m_map(new TimelineMap(m_view, selection, theme, this))
{
    setObjectName(QStringLiteral("panel"));
    m_live->setCheckable(false);
    m_live->hide();
    m_own->setChecked(true);
    auto* scales = new QButtonGroup(this);
    scales->addButton(m_own);
    scales->addButton(m_common);
    m_hint->setText(tr("Ctrl+wheel zooms · drag selects · 1 and 2 set markers"));
    m_markers->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);

    auto* head = new QHBoxLayout;
    head->setSpacing(grid);
    head->addWidget(m_title);
    head->addWidget(m_subtitle);
    head->addStretch(1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_markers, m_live, m_group, m_all, m_own, m_common})
        head->addWidget(widget);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(2 * grid);
    foot->addWidget(m_legend);
    foot->addWidget(m_map, 1);
    foot->addWidget(m_hint);
    auto* all = new QVBoxLayout(this);
    all->setSizeConstraint(QLayout::SetNoConstraint);
    all->setContentsMargins(2 * grid, grid + 4, 2 * grid - 4, grid);
    all->setSpacing(6);
    all->addLayout(head);
    all->addWidget(m_view, 1);
    all->addWidget(m_numbers);
    all->addLayout(foot);

    connect(m_live, &QPushButton::clicked, m_view, &TimelineView::followLive);
    connect(m_all, &QPushButton::toggled, this,
            [this](bool on) { m_view->setRowChoice(on ? RowChoice::All : RowChoice::Fitting); });
    connect(m_common, &QPushButton::toggled, this,
            [this](bool on) { m_view->setScaleKind(on ? ScaleKind::Common : ScaleKind::PerPhase); });
    connect(m_view, &TimelineView::followingChanged, this, [this](bool following) {
        m_live->setVisible(!following);
        arrange();
    });
    connect(m_view, &TimelineView::windowChanged, this, &TimelinePanel::arrange);
    connect(m_view, &TimelineView::markersChanged, this, &TimelinePanel::updateMarkers);
    connect(m_view, &TimelineView::contentChanged, this, &TimelinePanel::updateRows);
    connect(m_view, &TimelineView::contentChanged, this, &TimelinePanel::updateNumbers);
    connect(theme, &ThemeSource::changed, this, &TimelinePanel::applyTheme);
    applyTheme();
    updateRows();
}

QPushButton* TimelinePanel::addGrouping()
{
    auto* button = new QPushButton(this);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    button->setToolTip(tr("How the rows are grouped"));
    button->setAccessibleDescription(button->toolTip());
    auto* menu = new QMenu(button);
    for (const RowGrouping grouping : allGroupings)
        connect(menu->addAction(groupingText(grouping)), &QAction::triggered, this, [this, grouping] { m_view->setRowGrouping(grouping); });
    button->setMenu(menu);
    return button;
}

QPushButton* TimelinePanel::addToggle(const QString& text, const QString& tip)
{
    auto* button = new QPushButton(text, this);
    button->setCheckable(true);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    return button;
}

void TimelinePanel::applyTheme()
{
    const Theme& theme = m_theme->current();
    setInk(m_title, theme.title, theme.text);
    setInk(m_subtitle, theme.small, theme.secondary);
    setInk(m_markers, theme.small, theme.text);
    setInk(m_hint, theme.small, theme.secondary);
    for (QPushButton* button : {m_live, m_group, m_all, m_own, m_common}) {
        button->setFont(theme.small);
        button->setStyleSheet(QStringLiteral("QPushButton { padding: 2px 8px; } QPushButton:focus { padding: 1px 7px; }"));
    }
    m_numbers->setLabelWidth(m_view->scene().layout.labels.width() + m_view->plot()->x());
    arrange();
}

void TimelinePanel::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrange();
}

/// Drops what matters least until the header and the footer fit.
void TimelinePanel::arrange()
{
    const bool zoomed = !m_view->scene().window.fitted();
    const QList<bool> shown{m_view->following(), zoomed, !m_group->isHidden(), !m_all->isHidden(), !m_own->isHidden(), m_numbers->hasNumbers(), m_view->empty()};
    const auto state = std::tuple(size(), m_title->font(), QString(m_markerText + m_group->text()), shown);
    if (m_arranged == state)
        return; // every frame comes by here
    m_arranged = state;
    const int room = width() - 4 * grid;
    const auto needed = [](std::initializer_list<const QWidget*> widgets) {
        int sum = 0;
        for (const QWidget* widget : widgets)
            sum += widget->sizeHint().width() + grid;
        return sum;
    };
    const auto used = [&](bool longNames, const QString& markers) {
        m_own->setText(longNames ? tr("Own scale per phase") : tr("Own scales"));
        m_common->setText(longNames ? tr("One time axis") : tr("One axis"));
        m_markers->setText(markers);
        int sum = needed({m_title});
        for (const QWidget* button : {m_group, m_all, m_own, m_common, m_live})
            sum += button->isHidden() ? 0 : needed({button});
        return sum + (markers.isEmpty() ? 0 : needed({m_markers}));
    };
    int sum = used(true, m_markerText);
    if (sum > room)
        sum = used(false, m_markerText);
    if (sum > room)
        sum = used(false, m_difference);
    m_markers->setVisible(!m_markers->text().isEmpty() && sum <= room);
    m_subtitle->setVisible(sum + needed({m_subtitle}) <= room);
    const bool tall = height() >= 36 * grid;
    const bool explained = tall && !m_view->empty();
    m_legend->setVisible(explained);
    m_numbers->setVisible(tall && m_numbers->hasNumbers());
    m_numbers->setCaptionShown(height() >= 48 * grid);
    // Zoomed in, the map is worth more than the legend's last words.
    const int mapRoom = m_map->minimumSizeHint().width() + 2 * grid;
    m_map->setVisible(explained && (zoomed || needed({m_legend}) + mapRoom <= room));
    m_legend->setMaximumWidth(m_map->isHidden() ? QWIDGETSIZE_MAX : qMax(0, room - mapRoom));
    m_hint->setVisible(explained && needed({m_legend, m_map, m_hint}) + grid <= room);
}

void TimelinePanel::updateMarkers()
{
    const auto a = m_view->marker(TimelineView::Marker::A);
    const auto b = m_view->marker(TimelineView::Marker::B);
    QStringList parts;
    if (a)
        parts << tr("A %1").arg(m_view->momentTitle(*a));
    if (b)
        parts << tr("B %1").arg(m_view->momentTitle(*b));
    m_difference = a && b ? tr("Δ %1").arg(QString::fromStdString(spanText(*b - *a))) : QString();
    if (!m_difference.isEmpty())
        parts << m_difference;
    m_markerText = parts.join(QStringLiteral("   "));
    m_markers->setToolTip(m_markerText);
    arrange();
}

void TimelinePanel::updateRows()
{
    m_all->setVisible(m_view->hiddenRows() > 0 || m_view->rowChoice() == RowChoice::All);
    const bool phases = !m_view->scene().bands.empty();
    m_own->setVisible(phases);
    m_common->setVisible(phases);
    (m_view->scaleKind() == ScaleKind::Common ? m_common : m_own)->setChecked(true);
    m_all->setChecked(m_view->rowChoice() == RowChoice::All);
    m_group->setText(groupingText(m_view->rowGrouping()));
    m_group->setVisible(m_view->scene().frame != nullptr);
    updateMarkers();
}

void TimelinePanel::updateNumbers()
{
    m_numbers->setFrame(m_view->scene().frame);
    m_numbers->setLabelWidth(m_view->scene().layout.labels.width() + m_view->plot()->x());
    arrange();
}

} // namespace nsscope::ui

#include "moc_timeline_panel.cpp"
