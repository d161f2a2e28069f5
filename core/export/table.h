// SPDX-License-Identifier: Apache-2.0
// Columns aligned for people. Titles, right alignment and cutting long lines to the width of a terminal; nothing about
// namespaces.
#pragma once
#include "core/export/text_style.h"

#include <string>
#include <vector>

namespace nsscope
{

struct TableColumn
{
    std::string title;
    bool right = false; ///< numbers
};

struct TableCell
{
    std::string text; ///< safe to show (displayText)
    Paint paint = Paint::Plain;
    std::string mark;  ///< drawn before the text without its paint: the lines of a tree
};

class TextTable
{
public:
    explicit TextTable(std::vector<TableColumn> columns) : m_columns(std::move(columns)) {}

    /// As many cells as columns.
    void addRow(std::vector<TableCell> cells);
    bool empty() const { return m_rows.empty(); }
    /// Lines with line breaks. `width` in terminal columns cuts what is longer; 0 never cuts.
    std::string text(const TextStyle& style, std::size_t width = 0) const;

private:
    std::vector<TableColumn> m_columns;
    std::vector<std::vector<TableCell>> m_rows;
};

} // namespace nsscope
