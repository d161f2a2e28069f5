// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/selection.h"

namespace nsscope::ui
{

void Selection::select(LifeId life)
{
    if (m_life == life)
        return;
    m_life = life;
    emit lifeChanged(life);
}

void Selection::hover(LifeId life)
{
    if (m_hovered == life)
        return;
    m_hovered = life;
    emit hoveredChanged(life);
}

void Selection::lookAt(Instant t)
{
    if (m_cursor == t)
        return;
    m_cursor = t;
    emit cursorChanged();
}

void Selection::lookAtNow()
{
    if (!m_cursor)
        return;
    m_cursor.reset();
    emit cursorChanged();
}

} // namespace nsscope::ui

#include "moc_selection.cpp"
