// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/script_view.h"

#include <QPainter>

namespace nsscope::ui
{

ScriptView::ScriptView(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Script of the experiment"));
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("Double click a line, or press Enter on it, to run to it"));
    connect(theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ScriptView::show(const LabStart& plan, int done)
{
    QStringList lines;
    for (const std::string& line : plan.script)
        lines << QString::fromStdString(line);
    const bool resized = lines.size() != m_lines.size();
    m_lines = lines;
    m_stepLines.resize(plan.steps.size());
    for (std::size_t i = 0; i < plan.steps.size(); ++i)
        m_stepLines[i] = plan.steps[i].line;
    m_done = done;
    if (m_chosen >= m_lines.size())
        m_chosen = -1;
    m_next = done == 0;
    m_line = -1;
    m_mark.clear();
    m_shortMark.clear();
    const auto step = static_cast<std::size_t>(qMax(0, done - 1));
    if (step < plan.steps.size()) {
        const PlannedStep& planned = plan.steps[step];
        m_line = planned.line;
        if (m_next)
            m_mark = tr("comes next");
        else if (planned.rounds > 0) {
            m_mark = tr("round %1 of %2").arg(planned.round).arg(planned.rounds);
            m_shortMark = tr("%1/%2", "round of rounds").arg(planned.round).arg(planned.rounds);
        }
    }
    describe();
    if (resized)
        updateGeometry();
    update();
}

int ScriptView::lineHeight() const { return QFontMetrics(m_theme->current().mono).height() + 4; }

QSize ScriptView::sizeHint() const
{
    return {240, static_cast<int>(m_lines.size()) * lineHeight() + 2 * grid};
}

void ScriptView::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_theme->current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.sunken);
    painter.drawRoundedRect(rect(), 5, 5);
    const int height = lineHeight();
    const int left = 3 * grid;
    for (int i = 0; i < m_lines.size(); ++i) {
        const QRectF row(grid / 2, grid + i * height, width() - grid, height);
        const bool marked = i == m_line;
        if (i == m_chosen && hasFocus()) {
            painter.setPen(QPen(theme.accent, 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        }
        double markWidth = 0;
        QFont font = theme.mono;
        if (marked) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.accentSoft);
            painter.drawRoundedRect(row, 3, 3);
            const QPointF tip(row.left() + 14, row.center().y());
            const QPolygonF arrow({tip, tip + QPointF(-7, -4.5), tip + QPointF(-7, 4.5)});
            painter.setPen(QPen(theme.accent, 1.2));
            painter.setBrush(m_next ? QBrush(Qt::NoBrush) : QBrush(theme.accent));
            painter.drawPolygon(arrow);
            painter.setFont(theme.small);
            painter.setPen(theme.secondary);
            font.setWeight(QFont::Bold);
            const QFontMetrics small(theme.small);
            const double room = row.width() - left - QFontMetrics(font).horizontalAdvance(m_lines[i]) - grid;
            const QString& mark = small.horizontalAdvance(m_mark) > room && !m_shortMark.isEmpty() ? m_shortMark : m_mark;
            markWidth = small.horizontalAdvance(mark) + grid;
            painter.drawText(row.adjusted(0, 0, -grid / 2, 0), Qt::AlignVCenter | Qt::AlignRight, mark);
        }
        painter.setFont(font);
        painter.setPen(marked ? theme.accent : theme.text);
        const QRectF text = row.adjusted(left, 0, -markWidth, 0);
        painter.drawText(text, Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(m_lines[i], Qt::ElideRight, static_cast<int>(text.width())));
    }
}

} // namespace nsscope::ui
