// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/header_bar.h"

#include "ui/panels/themed_label.h"
#include "ui/panels/transport_bar.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace nsscope::ui
{

HeaderBar::HeaderBar(Transport* transport, ThemeSource* theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_name(new ThemedLabel(theme, ThemedLabel::Style::Title, QStringLiteral("nsscope"))),
      m_source(new QPushButton), m_menu(new QMenu(this)), m_transport(new TransportBar(transport, theme)),
      m_search(new QLineEdit)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    row->setSpacing(2 * grid);
    row->addWidget(m_name);
    row->addWidget(m_source);
    row->addWidget(m_transport);
    row->addStretch(1);
    row->addWidget(m_search);
    m_source->setMenu(m_menu);
    m_source->setAccessibleName(tr("What is looked at"));
    m_search->setPlaceholderText(tr("Search…   Ctrl+F"));
    m_search->setAccessibleName(tr("Search for a namespace"));
    m_search->setToolTip(tr("A number, an offset such as +338, an id such as #4165, a type, a name, a process. Enter: the next one."));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textEdited, this, [this](const QString& words) { emit searched(words, false); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { emit searched(m_search->text(), true); });
    connect(theme, &ThemeSource::changed, this, &HeaderBar::fold);
    fold();
}

void HeaderBar::setSource(const QString& title, const QString& tip)
{
    m_title = title;
    m_source->setToolTip(tip);
    fold();
}

void HeaderBar::setFound(bool found)
{
    QPalette palette = m_search->palette();
    palette.setColor(QPalette::Text, found ? m_theme->current().text : m_theme->current().bad);
    m_search->setPalette(palette);
    m_search->setAccessibleDescription(found ? QString() : tr("Not found"));
}

void HeaderBar::fold()
{
    const double scale = m_theme->textScale();
    m_transport->setCompact(width() < 1240 * scale);
    m_name->setVisible(width() >= 1000 * scale);
    m_search->setFixedWidth(qBound(110, static_cast<int>((width() < 1240 * scale ? 150 : 200) * scale), 320));
    const int room = static_cast<int>((width() < 1000 * scale ? 120 : 190) * scale);
    m_source->setText(m_source->fontMetrics().elidedText(m_title, Qt::ElideMiddle, room));
}

void HeaderBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fold();
}

void HeaderBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->current().panel);
    painter.setPen(m_theme->current().panelBorder);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace nsscope::ui

#include "moc_header_bar.cpp"
