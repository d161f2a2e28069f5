// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_form.h"

#include "ui/lesson/lesson_words.h"
#include "ui/models/life_text.h"
#include "ui/panels/themed_label.h"

#include <QComboBox>
#include <QGridLayout>
#include <QSpinBox>

namespace nsscope::ui
{

LessonForm::LessonForm(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
}

void LessonForm::show(const Lesson& lesson)
{
    delete m_rows;
    m_fields.clear();
    m_rows = new QWidget;
    layout()->addWidget(m_rows);
    auto* rows = new QGridLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setHorizontalSpacing(grid);
    rows->setVerticalSpacing(grid);
    rows->setColumnStretch(0, 1);
    for (const LessonParameter& parameter : lesson.parameters) {
        const int row = rows->rowCount();
        rows->addWidget((new ThemedLabel(m_theme, ThemedLabel::Style::Body, lessonWords(parameter.title)))->wrapping(), row, 0);
        rows->addWidget(makeField(parameter), row, 1);
    }
}

QWidget* LessonForm::makeField(const LessonParameter& parameter)
{
    if (!parameter.types.empty()) {
        auto* box = new QComboBox;
        for (const NsType type : parameter.types)
            box->addItem(typeText(type));
        box->setCurrentIndex(static_cast<int>(parameter.value));
        box->setAccessibleName(lessonWords(parameter.title));
        m_fields.emplace_back(parameter.name, [box] { return box->currentText().toStdString(); });
        return box;
    }
    auto* field = new QSpinBox;
    field->setRange(static_cast<int>(parameter.min), static_cast<int>(parameter.max));
    field->setValue(static_cast<int>(parameter.value));
    if (!parameter.unit.empty())
        field->setSuffix(QLatin1Char(' ') + lessonWords(parameter.unit));
    field->setAlignment(Qt::AlignRight);
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    field->setAccessibleName(lessonWords(parameter.title));
    field->setToolTip(tr("%1 to %2").arg(parameter.min).arg(parameter.max));
    m_fields.emplace_back(parameter.name, [field] { return std::to_string(field->value()); });
    return field;
}

ExperimentParameters LessonForm::values() const
{
    ExperimentParameters values;
    for (const auto& [name, value] : m_fields)
        values.emplace_back(name, value());
    return values;
}

} // namespace nsscope::ui

#include "moc_lesson_form.cpp"
