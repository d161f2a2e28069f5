// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/state_pill.h"

#include <QPainter>

namespace nsscope::ui
{

TypeGlyph::TypeGlyph(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TypeGlyph::show(NsType type)
{
    m_type = type;
    update();
}

QSize TypeGlyph::sizeHint() const
{
    const int side = QFontMetrics(m_theme->current().title).height() + 4;
    return {side, side};
}

void TypeGlyph::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintTypeGlyph(painter, QRectF(rect()).adjusted(1, 1, -1, -1), m_type, m_theme->current());
}

StatePill::StatePill(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StatePill::show(NsType type, LifeState state)
{
    m_type = type;
    m_state = state;
    setAccessibleName(stateTitle(state));
    updateGeometry();
    update();
}

QSize StatePill::sizeHint() const
{
    const QFontMetrics metrics(m_theme->current().small);
    return {metrics.horizontalAdvance(stateTitle(m_state)) + 2 * grid + 6, metrics.height() + grid};
}

void StatePill::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_theme->current();
    QPainter painter(this);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    paintStateBody(painter, box, box.height() / 2, m_type, m_state, theme);
    QFont font = theme.small;
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(m_state == LifeState::Destroyed ? theme.secondary : theme.text);
    painter.drawText(box, Qt::AlignCenter, stateTitle(m_state));
}

} // namespace nsscope::ui

#include "moc_state_pill.cpp"
