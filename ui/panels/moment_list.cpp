// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/moment_list.h"

#include <QPainter>

namespace nsscope::ui
{

MomentList::MomentList(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("When did it die?"));
    connect(theme, &ThemeSource::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void MomentList::show(std::vector<MomentRow> rows, NsType type)
{
    if (rows == m_rows && type == m_type)
        return;
    m_rows = std::move(rows);
    m_type = type;
    QStringList text;
    for (const MomentRow& row : m_rows)
        text << tr("%1: %2 %3").arg(row.name, row.time, row.witness).trimmed();
    setAccessibleDescription(text.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int MomentList::rowHeight(const MomentRow& row) const
{
    const Theme& theme = m_theme->current();
    const int line = QFontMetrics(theme.body).height();
    return line + (row.witness.isEmpty() ? 0 : QFontMetrics(theme.small).height()) + grid / 2;
}

QSize MomentList::sizeHint() const
{
    int height = 0;
    for (const MomentRow& row : m_rows)
        height += rowHeight(row);
    return {200, height};
}

void MomentList::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_theme->current();
    const TypeColours& colours = theme.of(m_type);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int line = QFontMetrics(theme.body).height();
    const double x = 6;
    const int left = 2 * grid + 2;
    double y = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const MomentRow& row = m_rows[i];
        const double middle = y + line / 2.0;
        if (i + 1 < m_rows.size()) {
            painter.setPen(QPen(colours.outline, 1.2, m_rows[i + 1].happened ? Qt::SolidLine : Qt::DotLine));
            painter.drawLine(QPointF(x, middle), QPointF(x, middle + rowHeight(row)));
        }
        painter.setPen(QPen(colours.outline, 1.4));
        painter.setBrush(row.happened ? colours.outline : theme.panel);
        painter.drawEllipse(QPointF(x, middle), 4, 4);

        painter.setFont(theme.monoSmall);
        painter.setPen(row.happened ? theme.text : theme.secondary);
        const int timeWidth = QFontMetrics(theme.monoSmall).horizontalAdvance(row.time);
        // Where both do not fit in one line the time stands beside the witness.
        const QFontMetrics small(theme.small);
        const bool below = QFontMetrics(theme.body).horizontalAdvance(row.name) > width() - left - timeWidth - grid &&
                           !row.witness.isEmpty() && small.horizontalAdvance(row.witness) <= width() - left - timeWidth - grid;
        painter.drawText(QRectF(width() - timeWidth, below ? y + line : y, timeWidth, below ? small.height() : line),
                         Qt::AlignVCenter | Qt::AlignRight, row.time);
        painter.setFont(theme.body);
        const int nameWidth = width() - left - (below ? 0 : timeWidth + grid);
        painter.drawText(QRectF(left, y, nameWidth, line), Qt::AlignVCenter,
                         QFontMetrics(theme.body).elidedText(row.name, Qt::ElideRight, nameWidth));
        if (!row.witness.isEmpty()) {
            painter.setFont(theme.small);
            painter.setPen(theme.secondary);
            painter.drawText(QRectF(left, y + line, width() - left, small.height()), Qt::AlignVCenter,
                             small.elidedText(row.witness, Qt::ElideRight, width() - left));
        }
        y += rowHeight(row);
    }
}

} // namespace nsscope::ui

#include "moc_moment_list.cpp"
