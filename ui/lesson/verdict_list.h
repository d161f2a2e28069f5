// SPDX-License-Identifier: GPL-3.0-or-later
// What became of the predictions, and what the checks of the lesson say of the run: a row each with sign, words and
// feedback. Shows values; judges nothing.
#pragma once
#include "ui/theme/theme_source.h"

#include <QWidget>

class QVBoxLayout;

namespace nsscope::ui
{

class LessonAttempt;

/// Sign and words: right or true, wrong or false, not told, still open.
enum class VerdictTone { Good, Bad, Open, Plain };

class VerdictList : public QWidget
{
    Q_OBJECT
public:
    VerdictList(ThemeSource* theme, QWidget* parent = nullptr);

    struct Row
    {
        VerdictTone tone = VerdictTone::Plain;
        QString head; ///< in bold
        QString body; ///< paragraphs
        bool operator==(const Row&) const = default;
    };
    /// Rebuilds only where the rows differ.
    void show(const std::vector<Row>& rows);

private:
    QWidget* makeRow(const Row& row);

    ThemeSource* m_theme;
    QVBoxLayout* m_column;
    std::vector<Row> m_rows;
};

/// The questions that are locked: their answers, and once judged what the run says.
std::vector<VerdictList::Row> questionRows(const LessonAttempt& attempt);
std::vector<VerdictList::Row> checkRows(const LessonAttempt& attempt);

} // namespace nsscope::ui
