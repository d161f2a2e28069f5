// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/verdict_list.h"

#include "ui/lesson/lesson_attempt.h"
#include "ui/panels/themed_label.h"

#include <QVBoxLayout>

namespace nsscope::ui
{

namespace
{

/// A bar at the left in the colour of the tone, and its sign: colour is never alone.
class ToneFrame : public QFrame
{
public:
    ToneFrame(ThemeSource* theme, VerdictTone tone) : m_theme(theme), m_tone(tone) {}

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = m_theme->current();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.sunken);
        painter.drawRoundedRect(rect(), 5, 5);
        painter.setBrush(m_tone == VerdictTone::Good  ? theme.good
                         : m_tone == VerdictTone::Bad ? theme.bad
                         : m_tone == VerdictTone::Open ? theme.warn
                                                       : theme.accent);
        painter.drawRoundedRect(QRectF(0, 0, 4, height()), 2, 2);
    }

private:
    ThemeSource* m_theme;
    VerdictTone m_tone;
};

QString sign(VerdictTone tone)
{
    switch (tone) {
    case VerdictTone::Good:
        return QStringLiteral("✓ ");
    case VerdictTone::Bad:
        return QStringLiteral("✗ ");
    case VerdictTone::Open:
        return QStringLiteral("? ");
    case VerdictTone::Plain:
        break;
    }
    return {};
}

} // namespace

VerdictList::VerdictList(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_theme(theme), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(grid);
}

void VerdictList::show(const std::vector<Row>& rows)
{
    setVisible(!rows.empty());
    if (rows == m_rows)
        return;
    m_rows = rows;
    while (QLayoutItem* item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Row& row : rows)
        m_column->addWidget(makeRow(row));
}

QWidget* VerdictList::makeRow(const Row& row)
{
    auto* frame = new ToneFrame(m_theme, row.tone);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(2 * grid, grid, grid, grid);
    column->setSpacing(grid / 2);
    column->addWidget((new ThemedLabel(m_theme, ThemedLabel::Style::Heading, sign(row.tone) + row.head))->wrapping());
    if (!row.body.isEmpty())
        column->addWidget((new ThemedLabel(m_theme, ThemedLabel::Style::Body, row.body))->wrapping());
    frame->setAccessibleName(row.head);
    frame->setAccessibleDescription(row.body);
    return frame;
}

std::vector<VerdictList::Row> questionRows(const LessonAttempt& attempt)
{
    std::vector<VerdictList::Row> rows;
    for (std::size_t i = 0; i < attempt.questionCount(); ++i) {
        if (!attempt.locked(i) || attempt.way() == LessonAttempt::Way::Demonstration)
            continue;
        const LessonQuestion& question = attempt.question(i);
        const Judgement& judgement = attempt.judgement(i);
        const QString given = answerText(question, attempt.answer(i), judgement.time);
        const QString said = VerdictList::tr("You said: %1 (%2)").arg(given, confidenceText(attempt.answer(i).confidence));
        if (!attempt.finished()) {
            rows.push_back({VerdictTone::Plain, VerdictList::tr("Locked in: %1").arg(given), confidenceText(attempt.answer(i).confidence)});
            continue;
        }
        QStringList body{lessonWords(question.text), said};
        if (judgement.verdict == Verdict::Wrong && judgement.expected)
            body << VerdictList::tr("This run says: %1").arg(answerText(question, *judgement.expected, judgement.time));
        for (const std::string& paragraph : judgement.feedback)
            body << lessonWords(paragraph);
        VerdictList::Row row{VerdictTone::Open, VerdictList::tr("Nobody can say"), {}};
        if (judgement.verdict == Verdict::Right)
            row = {VerdictTone::Good, VerdictList::tr("Right"), {}};
        else if (judgement.verdict == Verdict::Wrong)
            row = {VerdictTone::Bad, VerdictList::tr("Not so"), {}};
        else
            body << VerdictList::tr("No witness on this kernel has told what decides it.");
        row.body = body.join(QStringLiteral("\n"));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<VerdictList::Row> checkRows(const LessonAttempt& attempt)
{
    std::vector<VerdictList::Row> rows;
    const auto& checks = attempt.lesson()->lesson().checks;
    for (std::size_t i = 0; i < checks.size(); ++i) {
        const Truth truth = attempt.check(i);
        const VerdictTone tone = truth == Truth::True ? VerdictTone::Good : truth == Truth::False ? VerdictTone::Bad : VerdictTone::Open;
        rows.push_back({tone, lessonWords(checks[i].text),
                        truth == Truth::True    ? QString()
                        : truth == Truth::False ? VerdictList::tr("Not so in this run: other programs may have interfered. Run it again.")
                                                : VerdictList::tr("No witness on this kernel has told it.")});
    }
    return rows;
}

} // namespace nsscope::ui

#include "moc_verdict_list.cpp"
