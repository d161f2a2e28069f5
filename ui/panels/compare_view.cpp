// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/compare_view.h"

#include "ui/panels/themed_label.h"
#include "ui/session/session.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

namespace nsscope::ui
{

CompareView::CompareView(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_selection(selection), m_theme(theme), m_runs(new QPushButton(tr("Phases"))),
      m_moments(new QPushButton(tr("Markers A and B"))), m_choices(new QWidget), m_left(new QComboBox), m_right(new QComboBox),
      m_open(new QPushButton(tr("Add another recording…"))), m_mark(new QCheckBox(tr("Mark differences in the graph"))),
      m_hint(new ThemedLabel(theme, ThemedLabel::Style::Secondary)), m_table(new QTableView)
{
    auto* modes = new QButtonGroup(this);
    auto* head = new QHBoxLayout;
    for (QPushButton* button : {m_runs, m_moments}) {
        button->setCheckable(true);
        modes->addButton(button);
        head->addWidget(button);
        connect(button, &QPushButton::toggled, this, [this](bool on) {
            if (on)
                refresh();
        });
    }
    head->addStretch(1);
    m_runs->setAccessibleDescription(tr("Compare two phases of experiments"));
    m_moments->setAccessibleDescription(tr("Compare the moments of the markers"));

    auto* form = new QFormLayout(m_choices);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("Left"), m_left);
    form->addRow(tr("Right"), m_right);
    form->addRow(m_open);
    m_left->setAccessibleName(tr("Left side"));
    m_right->setAccessibleName(tr("Right side"));
    for (QComboBox* box : {m_left, m_right}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        connect(box, &QComboBox::activated, this, &CompareView::refreshRuns);
    }
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Table of differences"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->setWordWrap(false);
    m_hint->wrapping();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    column->setSpacing(grid);
    column->addLayout(head);
    column->addWidget(m_choices);
    column->addWidget(m_mark);
    column->addWidget(m_hint);
    column->addWidget(m_table, 1);

    connect(m_open, &QPushButton::clicked, this, &CompareView::openOther);
    connect(m_mark, &QCheckBox::toggled, this, [this](bool on) {
        if (const auto b = m_selection->arrangement()->now().markers[1]; on && b)
            m_selection->lookAt(*b);
        refresh();
    });
    connect(selection->arrangement(), &Arrangement::markersChanged, this, &CompareView::refresh);
    const auto retheme = [this] {
        m_table->setFont(m_theme->current().small);
        m_table->horizontalHeader()->setFont(m_theme->current().small);
        m_table->verticalHeader()->setDefaultSectionSize(m_theme->current().small.pixelSize() + 2 * grid);
        fitTable();
    };
    connect(theme, &ThemeSource::changed, this, retheme);
    retheme();
    m_runs->setChecked(true);
}

void CompareView::setFrame(FramePtr frame)
{
    m_frame = std::move(frame);
    if (isVisible())
        refresh();
}

void CompareView::showRuns() { m_runs->setChecked(true); }
void CompareView::showMoments() { m_moments->setChecked(true); }

void CompareView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void CompareView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    emit differencesWanted(std::nullopt);
}

void CompareView::openOther()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Compare with"), QString(), tr("Recordings (*.nsrec);;All files (*)"));
    if (!path.isEmpty())
        addRecording(path);
}

void CompareView::addRecording(const QString& path)
{
    if (!m_other) {
        m_other = new Session(this);
        connect(m_other, &Session::frameChanged, this, &CompareView::refresh);
        connect(m_other, &Session::failed, m_hint, &ThemedLabel::show);
    }
    m_other->openRecording(path);
    m_open->setText(tr("Another recording instead of %1…").arg(QFileInfo(path).fileName()));
}

void CompareView::listStretches(const Frame& frame, int recording, std::vector<Stretch>& list) const
{
    const QString whose = recording == 0 ? QString() : QFileInfo(m_other->path()).completeBaseName() + QStringLiteral(" · ");
    for (std::size_t r = 0; r < frame.runs.size(); ++r) {
        const LabStart& plan = frame.runs[r]->plan;
        const auto run = static_cast<std::int32_t>(r);
        const QString name = frame.runs.size() > 1 ? tr("run %1 · ").arg(r + 1) : QString();
        for (std::size_t p = 0; p < plan.phases.size(); ++p)
            list.push_back({recording, run, static_cast<std::int32_t>(p), whose + name + QString::fromStdString(plan.phases[p].name)});
        list.push_back({recording, run, -1, whose + name + tr("all phases")});
    }
}

void CompareView::fillChoices()
{
    std::vector<Stretch> list;
    if (m_frame)
        listStretches(*m_frame, 0, list);
    if (m_other && m_other->frame())
        listStretches(*m_other->frame(), 1, list);
    if (list == m_stretches)
        return;
    const QString left = m_left->currentText();
    const QString right = m_right->currentText();
    const bool grew = list.size() > m_stretches.size();
    m_stretches = std::move(list);
    for (QComboBox* box : {m_left, m_right}) {
        box->clear();
        for (const Stretch& stretch : m_stretches)
            box->addItem(stretch.title);
    }
    m_left->setCurrentIndex(std::max(0, m_left->findText(left)));
    const int known = m_right->findText(right);
    // What has just been added is what one wants to see; else the second beside the first.
    const auto other = std::find_if(m_stretches.begin(), m_stretches.end(), [](const Stretch& s) { return s.recording == 1; });
    const int added = other != m_stretches.end() ? static_cast<int>(other - m_stretches.begin()) : 1;
    m_right->setCurrentIndex(known >= 0 && !grew ? known : std::min(added, m_right->count() - 1));
}

void CompareView::refresh()
{
    if (!isVisible())
        return;
    const bool runs = m_runs->isChecked();
    m_choices->setVisible(runs);
    m_mark->setVisible(!runs);
    if (runs)
        refreshRuns();
    else
        refreshMoments();
}

void CompareView::refreshRuns()
{
    emit differencesWanted(std::nullopt);
    fillChoices();
    const auto side = [this](const QComboBox* box) -> std::optional<StretchFigures> {
        const int index = box->currentIndex();
        if (index < 0 || index >= static_cast<int>(m_stretches.size()))
            return std::nullopt;
        const Stretch& stretch = m_stretches[static_cast<std::size_t>(index)];
        const FramePtr frame = stretch.recording == 0 ? m_frame : m_other->frame();
        return frame ? std::optional(figuresOfRun(*frame, stretch.run, stretch.phase)) : std::nullopt;
    };
    const auto left = side(m_left);
    const auto right = side(m_right);
    const bool any = left && right;
    m_hint->setVisible(!any);
    if (!any)
        m_hint->show(tr("No experiment has run here yet. Run one, add a recording of one, or compare two moments."));
    m_model.setSides(m_left->currentText(), m_right->currentText());
    m_model.show(any ? compareFigures(*left, *right) : std::vector<CompareRow>());
    fitTable();
}

void CompareView::refreshMoments()
{
    const Arranged& now = m_selection->arrangement()->now();
    const bool both = m_frame && now.markers[0] && now.markers[1];
    m_mark->setEnabled(both);
    m_hint->setVisible(!both);
    m_hint->show(tr("Set the markers: move the time cursor in the timeline, press 1 for A, move it on, press 2 for B."));
    m_model.setSides(tr("A"), tr("B"));
    m_model.show(both ? compareMoments(*m_frame, *now.markers[0], *now.markers[1], m_frame->first) : std::vector<CompareRow>());
    fitTable();
    emit differencesWanted(both && m_mark->isChecked() ? now.markers[0] : std::nullopt);
}

void CompareView::fitTable()
{
    m_table->setVisible(m_model.rowCount() > 0);
    QHeaderView* header = m_table->horizontalHeader();
    for (int column = 0; column < 4; ++column)
        header->setSectionResizeMode(column, column == 3 ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
}

} // namespace nsscope::ui

#include "moc_compare_view.cpp"
