// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/script_view.h"

#include <QPainter>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

constexpr int textLeft = 3 * grid;

/// At blanks where there are some, else behind a bracket or comma, else anywhere; rows after the first begin with as many blanks as the line, and two more.
QStringList wrappedLine(const QString& line, const QFontMetrics& metrics, int room)
{
    qsizetype indent = 0;
    while (indent < line.size() && line[indent] == QLatin1Char(' '))
        ++indent;
    const QString hang(qMin<qsizetype>(indent, 8) + 2, QLatin1Char(' '));
    QStringList rows;
    QString rest = line;
    while (metrics.horizontalAdvance(rest) > room) {
        qsizetype fits = hang.size() + 1;
        while (fits < rest.size() && metrics.horizontalAdvance(rest.left(fits + 1)) <= room)
            ++fits;
        const qsizetype blank = rest.lastIndexOf(QLatin1Char(' '), fits);
        const bool atBlank = blank > hang.size() && blank > indent;
        const qsizetype opens = std::max(rest.lastIndexOf(QLatin1Char('('), fits - 1), rest.lastIndexOf(QLatin1Char(','), fits - 1)) + 1;
        const qsizetype end = atBlank ? blank : opens > hang.size() + 1 && opens > indent + 1 ? opens : fits;
        rows << rest.left(end);
        rest = hang + rest.mid(atBlank ? blank + 1 : end);
    }
    return rows << rest;
}

} // namespace

ScriptView::ScriptView(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Script of the experiment"));
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("Double click a line, or press Enter on it, to run to it"));
    connect(theme, &ThemeSource::changed, this, [this] {
        arrange();
        updateGeometry();
        update();
    });
}

void ScriptView::show(const LabStart& plan, int done)
{
    QStringList lines;
    for (const std::string& line : plan.script)
        lines << QString::fromStdString(line);
    const bool changed = lines != m_lines;
    m_lines = lines;
    if (changed)
        arrange();
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
    if (changed)
        updateGeometry();
    update();
}

int ScriptView::lineHeight() const { return QFontMetrics(m_theme->current().mono).height() + 4; }

/// Rows after the first are indented, so that they are not taken for lines.
std::vector<QStringList> ScriptView::rowsAt(int width) const
{
    QFont bold = m_theme->current().mono;
    bold.setWeight(QFont::Bold); // as the marked line is, so that no row moves when the mark does
    const QFontMetrics metrics(bold);
    const int room = qMax(4 * metrics.averageCharWidth(), width - grid - textLeft - grid / 2);
    std::vector<QStringList> rows;
    for (const QString& line : m_lines)
        rows.push_back(wrappedLine(line, metrics, room));
    return rows;
}

void ScriptView::arrange()
{
    m_rows = rowsAt(width());
    m_tops.assign(1, grid);
    for (const QStringList& rows : m_rows)
        m_tops.push_back(m_tops.back() + static_cast<int>(rows.size()) * lineHeight());
}

QSize ScriptView::sizeHint() const { return {240, heightForWidth(qMax(240, width()))}; }

int ScriptView::heightForWidth(int width) const
{
    qsizetype rows = 0;
    for (const QStringList& line : rowsAt(width))
        rows += line.size();
    return static_cast<int>(rows) * lineHeight() + 2 * grid;
}

QRect ScriptView::lineRect(int line) const
{
    const auto index = static_cast<std::size_t>(line);
    return {grid / 2, m_tops[index], width() - grid, m_tops[index + 1] - m_tops[index]};
}

void ScriptView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
    updateGeometry();
}

void ScriptView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->current().sunken);
    painter.drawRoundedRect(rect(), 5, 5);
    for (int i = 0; i < m_lines.size(); ++i)
        paintLine(painter, i);
}

void ScriptView::paintLine(QPainter& painter, int line)
{
    const Theme& theme = m_theme->current();
    const QRectF all = lineRect(line);
    const bool marked = line == m_line;
    if (line == m_chosen && hasFocus()) {
        painter.setPen(QPen(theme.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(all.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
    const QStringList& rows = m_rows[static_cast<std::size_t>(line)];
    QFont font = theme.mono;
    if (marked) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accentSoft);
        painter.drawRoundedRect(all, 3, 3);
        const QPointF tip(all.left() + 14, all.top() + lineHeight() / 2.0);
        painter.setPen(QPen(theme.accent, 1.2));
        painter.setBrush(m_next ? QBrush(Qt::NoBrush) : QBrush(theme.accent));
        painter.drawPolygon(QPolygonF({tip, tip + QPointF(-7, -4.5), tip + QPointF(-7, 4.5)}));
        font.setWeight(QFont::Bold);
    }
    painter.setFont(font);
    painter.setPen(marked ? theme.accent : theme.text);
    QRectF row(all.left() + textLeft, all.top(), all.width() - textLeft, lineHeight());
    for (const QString& text : rows) {
        painter.drawText(row, Qt::AlignVCenter, text);
        row.translate(0, lineHeight());
    }
    if (!marked)
        return;
    const QFontMetrics small(theme.small);
    const double room = row.width() - QFontMetrics(font).horizontalAdvance(rows.last()) - 2 * grid;
    for (const QString& mark : {m_mark, m_shortMark}) {
        if (mark.isEmpty() || small.horizontalAdvance(mark) > room)
            continue;
        painter.setFont(theme.small);
        painter.setPen(theme.secondary);
        return painter.drawText(row.translated(-grid / 2.0, -lineHeight()), Qt::AlignVCenter | Qt::AlignRight, mark);
    }
}

} // namespace nsscope::ui

#include "moc_script_view.cpp"
