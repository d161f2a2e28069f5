// SPDX-License-Identifier: Apache-2.0
#include "core/export/table.h"

#include <algorithm>
#include <cassert>

namespace nsscope
{

namespace
{

std::size_t widthOf(const TableCell& cell) { return textWidth(cell.mark) + textWidth(cell.text); }

/// The longest beginning that fits into `width` columns, with a sign that more follows.
std::string cutTo(const std::string& text, std::size_t width, const TextStyle& style)
{
    if (textWidth(text) <= width)
        return text;
    const std::string_view more = style.utf8 ? "…" : "~";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t next = at + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xc0) == 0x80)
            ++next;
        if (textWidth(out) + textWidth(std::string_view(text).substr(at, next - at)) + 1 > width)
            break;
        out.append(text, at, next - at);
        at = next;
    }
    return width == 0 ? std::string() : out.append(more);
}

} // namespace

void TextTable::addRow(std::vector<TableCell> cells)
{
    assert(cells.size() == m_columns.size());
    m_rows.push_back(std::move(cells));
}

std::string TextTable::text(const TextStyle& style, std::size_t width) const
{
    std::vector<std::size_t> widths, starts;
    for (std::size_t i = 0, start = 0; i < m_columns.size(); ++i) {
        std::size_t most = textWidth(m_columns[i].title);
        for (const auto& row : m_rows)
            most = std::max(most, widthOf(row[i]));
        widths.push_back(most);
        starts.push_back(start);
        start += most + 2;
    }
    std::string out;
    const auto addLine = [&](const std::vector<TableCell>& cells) {
        std::size_t used = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::size_t own = widthOf(cells[i]);
            const std::size_t at = starts[i] + (m_columns[i].right ? widths[i] - own : 0);
            if (own == 0)
                continue;
            if (width != 0 && at + own > width) {
                const std::size_t textAt = at + textWidth(cells[i].mark);
                if (textAt < width)
                    out += std::string(at - used, ' ') + cells[i].mark +
                           painted(cutTo(cells[i].text, width - textAt, style), cells[i].paint, style);
                break;
            }
            out += std::string(at - used, ' ') + cells[i].mark + painted(cells[i].text, cells[i].paint, style);
            used = at + own;
        }
        out += '\n';
    };
    std::vector<TableCell> titles;
    for (const TableColumn& column : m_columns)
        titles.push_back({column.title, Paint::Bold, {}});
    addLine(titles);
    for (const auto& row : m_rows)
        addLine(row);
    return out;
}

} // namespace nsscope
