// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/view_veil.h"

#include <QEvent>
#include <QPainter>

namespace nsscope::ui
{

ViewVeil::ViewVeil(QWidget* view, ThemeSource* theme) : QWidget(view), m_theme(theme)
{
    view->installEventFilter(this);
    setFocusPolicy(Qt::NoFocus);
    connect(theme, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void ViewVeil::set(Depth depth, const QString& words)
{
    if (depth == m_depth && words == m_words)
        return;
    if ((depth == Depth::None) != (m_depth == Depth::None))
        lockView(depth != Depth::None);
    m_depth = depth;
    m_words = words;
    setAccessibleName(words);
    setVisible(depth != Depth::None);
    if (depth != Depth::None) {
        setGeometry(parentWidget()->rect());
        raise();
    }
    update();
}

void ViewVeil::lockView(bool lock)
{
    if (!lock) {
        for (const auto& [widget, policy] : m_policies) {
            if (widget)
                widget->setFocusPolicy(policy);
        }
        m_policies.clear();
        return;
    }
    QList<QWidget*> widgets = parentWidget()->findChildren<QWidget*>();
    widgets.prepend(parentWidget());
    for (QWidget* widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus)
            continue;
        m_policies.emplace_back(widget, widget->focusPolicy());
        if (widget->hasFocus())
            widget->clearFocus();
        widget->setFocusPolicy(Qt::NoFocus);
    }
}

bool ViewVeil::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && watched == parent())
        setGeometry(parentWidget()->rect());
    if (event->type() == QEvent::ChildAdded && m_depth != Depth::None)
        raise();
    return QWidget::eventFilter(watched, event);
}

void ViewVeil::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_theme->current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = theme.window;
    ground.setAlpha(m_depth == Depth::Hidden ? 255 : 165);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), 6, 6);
    painter.setFont(theme.bodyBold);
    const QRect room = rect().adjusted(3 * grid, 2 * grid, -3 * grid, -2 * grid);
    painter.setPen(theme.text); // without a pen there are no bounds
    const QRect words = painter.boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, m_words);
    painter.setPen(theme.panelBorder);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(words.adjusted(-2 * grid, -grid, 2 * grid, grid), 6, 6);
    painter.setPen(theme.text);
    painter.drawText(room, Qt::AlignCenter | Qt::TextWordWrap, m_words);
}

} // namespace nsscope::ui

#include "moc_view_veil.cpp"
