// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/inspector_view.h"

#include "ui/models/life_text.h"
#include "ui/panels/command_box.h"
#include "ui/panels/life_story.h"
#include "ui/panels/lives_delegate.h"
#include "ui/panels/moment_list.h"
#include "ui/panels/notes_box.h"
#include "ui/panels/references_box.h"
#include "ui/panels/state_pill.h"
#include "ui/panels/themed_label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>

namespace nsscope::ui
{

namespace
{

using Style = ThemedLabel::Style;

QString subtitleText(const Frame& frame, const Life& life)
{
    QStringList parts;
    parts << (life.ref.id ? InspectorView::tr("id %1").arg(life.ref.id) : InspectorView::tr("this kernel gives no ids"));
    if (life.initial)
        parts << InspectorView::tr("initial");
    else if (livesOnNumber(frame, life).size() > 1)
        parts << InspectorView::tr("%1 life on this number").arg(ordinalWord(ordinalOnNumber(frame, life)));
    const QString offset = QString::fromStdString(offsetOf(life.ref.inode));
    if (!offset.isEmpty() && life.ref.inode >= procDynamicFirst)
        parts << offset;
    if (const QString names = namesText(life); !names.isEmpty())
        parts << names;
    return parts.join(QStringLiteral(" · "));
}

} // namespace

InspectorView::InspectorView(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_selection(selection), m_theme(theme)
{
    m_empty = buildEmpty();
    m_content = buildContent();
    setAccessibleName(tr("Inspector"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_empty);
    column->addWidget(m_content);
    connect(selection, &Selection::lifeChanged, this, &InspectorView::refresh);
    connect(selection, &Selection::cursorChanged, this, &InspectorView::refresh);
    refresh();
}

QWidget* InspectorView::buildEmpty()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 2 * grid);
    column->setSpacing(grid);
    column->addWidget(new ThemedLabel(m_theme, Style::Title, tr("Nothing selected")));
    column->addWidget((new ThemedLabel(m_theme, Style::Body,
                                       tr("Click a card in the graph or a bar in the timeline, and this panel answers: "
                                          "why is that namespace alive, when did it die, and how can I see it myself?")))
                          ->wrapping());
    column->addWidget(
        (new ThemedLabel(m_theme, Style::Secondary,
                         tr("Keyboard: Ctrl+F and a number, an offset such as +338, an id such as #4165, or a name.")))
            ->wrapping());
    column->addStretch(1);
    return page;
}

QWidget* InspectorView::buildContent()
{
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    auto* page = new QWidget;
    page->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 2 * grid);
    column->setSpacing(grid / 2);
    const auto heading = [&](const QString& text) {
        auto* label = new ThemedLabel(m_theme, Style::Heading, text);
        column->addSpacing(2 * grid);
        column->addWidget(label);
        return label;
    };
    m_top = new QHBoxLayout;
    m_top->setSpacing(grid);
    m_top->addWidget(m_glyph = new TypeGlyph(m_theme));
    m_top->addWidget(m_heading = new ThemedLabel(m_theme, Style::Title), 1);
    m_top->addWidget(m_pill = new StatePill(m_theme));
    m_heading->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    column->addLayout(m_top);
    m_below = new QHBoxLayout;
    m_below->setSpacing(grid);
    m_below->addWidget((m_subtitle = new ThemedLabel(m_theme, Style::Secondary))->wrapping(), 1);
    column->addLayout(m_below);
    m_whyTitle = heading(tr("Why is it alive?"));
    column->addWidget((m_why = new ThemedLabel(m_theme, Style::Body))->wrapping());
    column->addWidget(m_references = new ReferencesBox(m_theme));
    m_aboutTitle = heading(tr("About it"));
    column->addWidget((m_about = new ThemedLabel(m_theme, Style::Body))->wrapping());
    m_whenTitle = heading(tr("When did it die?"));
    column->addWidget(m_moments = new MomentList(m_theme));
    m_livesTitle = heading(tr("Lives on this number"));
    column->addWidget(m_livesTable = new QTableView);
    m_livesTable->setModel(&m_lives);
    setUpLivesTable(m_livesTable, m_theme);
    connect(m_livesTable, &QTableView::clicked, this, &InspectorView::rowChosen);
    connect(m_livesTable, &QTableView::activated, this, &InspectorView::rowChosen);
    column->addSpacing(2 * grid);
    auto* owner = new QHBoxLayout;
    owner->addWidget(new ThemedLabel(m_theme, Style::Heading, tr("Owner")));
    owner->addStretch(1);
    owner->addWidget(m_owner = new QPushButton);
    m_owner->setProperty("link", true);
    connect(m_owner, &QPushButton::clicked, this, [this] {
        if (const Life* life = m_frame ? m_frame->find(m_selection->life()) : nullptr)
            m_selection->select(life->ownerLife);
    });
    column->addLayout(owner);
    heading(tr("Your notes"));
    column->addWidget(new NotesBox(m_selection, m_theme));
    m_releaseTitle = heading(tr("What would release it"));
    column->addWidget(m_release = new CommandBox(m_theme));
    heading(tr("See it yourself"));
    column->addWidget(m_commands = new CommandBox(m_theme));
    column->addStretch(1);
    area->setWidget(page);
    return area;
}

void InspectorView::setCountAction(QAction* action)
{
    m_countAction = action;
    m_references->setAction(action);
    connect(action, &QAction::enabledChanged, this, &InspectorView::refresh);
}

void InspectorView::setFrame(FramePtr frame)
{
    m_frame = std::move(frame);
    refresh();
}

void InspectorView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void InspectorView::refresh()
{
    const Life* life = m_frame ? m_frame->find(m_selection->life()) : nullptr;
    m_empty->setVisible(!life);
    m_content->setVisible(life);
    if (life && isVisible())
        showLife(*life, shownMoment(*m_frame, m_selection->cursor()));
}

void InspectorView::showLife(const Life& life, Instant t)
{
    const LifeState state = stateAt(life, t);
    m_glyph->show(life.ref.type);
    m_heading->show(numberText(life.ref));
    m_heading->setToolTip(QString::fromStdString(linkText(life.ref)));
    m_pill->show(life.ref.type, state);
    m_subtitle->show(subtitleText(*m_frame, life));
    placePill();
    m_why->show(whyAlive(*m_frame, life, t).join(QLatin1Char('\n')));
    m_references->show(referenceStory(*m_frame, life, t, m_countAction && m_countAction->isEnabled()));
    m_about->show(aboutIt(*m_frame, life).join(QLatin1Char('\n')));
    m_aboutTitle->setVisible(!m_about->text().isEmpty());
    m_moments->show(momentRows(*m_frame, life, t), life.ref.type);
    m_whenTitle->setText(useEndOf(life) ? tr("When did it die?") : tr("How old is it?"));
    showLives(life);
    const Life* owner = m_frame->find(life.ownerLife);
    m_owner->setEnabled(owner);
    m_owner->setText(owner ? ownerText(*m_frame, life) + QStringLiteral("  ›") : ownerText(*m_frame, life));
    m_owner->setAccessibleName(tr("Owner: %1").arg(ownerText(*m_frame, life)));
    m_commands->show(seeItYourself(*m_frame, life, t));
    const QStringList release = letItGo(life, t);
    m_releaseTitle->setVisible(!release.isEmpty());
    m_release->show(release);
    m_release->setVisible(!release.isEmpty());
}

void InspectorView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placePill();
}

void InspectorView::placePill()
{
    const int needed = m_glyph->sizeHint().width() + m_heading->sizeHint().width() + m_pill->sizeHint().width() + 2 * grid;
    constexpr int around = 4 * grid + 2 * grid; // margins, and perhaps a scroll bar
    QHBoxLayout* const place = needed <= width() - around ? m_top : m_below;
    if (place->indexOf(m_pill) >= 0)
        return;
    (place == m_top ? m_below : m_top)->removeWidget(m_pill);
    place->addWidget(m_pill);
}

void InspectorView::showLives(const Life& life)
{
    m_lives.showNumber(m_frame, life.id, m_selection->cursor());
    const int rows = m_lives.rowCount();
    m_livesTitle->setVisible(rows > 1);
    m_livesTable->setVisible(rows > 1);
    fitLivesTable(m_livesTable);
    const QModelIndex current = m_lives.index(m_lives.rowOf(life.id), 0);
    if (m_livesTable->currentIndex().row() != current.row())
        m_livesTable->setCurrentIndex(current);
}

void InspectorView::rowChosen(const QModelIndex& index)
{
    m_selection->select(m_lives.lifeAt(index.row()));
}

} // namespace nsscope::ui

#include "moc_inspector_view.cpp"
