// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parameter_form.h"

#include "ui/models/life_text.h"
#include "ui/panels/themed_label.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPainter>
#include <QPixmap>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr int sliderSteps = 100;

/// Sliders go by the logarithm, so that 1 ms and 1 s are both within reach; the lowest value is the left end.
int toSlider(int value, int low, int high)
{
    const double span = std::log1p(high - low);
    return static_cast<int>(std::lround(sliderSteps * std::log1p(value - low) / span));
}

int fromSlider(int position, int low, int high)
{
    const double value = std::expm1(std::log1p(high - low) * position / sliderSteps);
    const int digits = value < 20 ? 1 : value < 200 ? 5 : value < 2000 ? 50 : 500;
    return qBound(low, low + static_cast<int>(std::lround(value / digits)) * digits, high);
}

} // namespace

ParameterForm::ParameterForm(ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_type(new QComboBox)
{
    auto* rows = new QGridLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setHorizontalSpacing(grid);
    rows->setVerticalSpacing(grid / 2);
    rows->setColumnStretch(1, 1);
    for (const NsTypeRow& row : nsTypeTable())
        m_type->addItem(typeText(row.type));
    m_type->setCurrentText(QStringLiteral("net"));
    m_type->setAccessibleName(tr("Namespace type"));
    m_type->setToolTip(tr("Which of the eight namespace types the experiment makes and drops"));
    connect(m_type, &QComboBox::currentIndexChanged, this, &ParameterForm::edited);
    rows->addWidget(new ThemedLabel(theme, ThemedLabel::Style::Body, tr("Type")), 0, 0);
    rows->addWidget(m_type, 0, 1, 1, 2);
    addNumber(rows, "slow_ms", tr("Slow pause"), tr(" ms"), 0, 60'000, 500, tr("Time between two namespaces of the slow run"));
    addNumber(rows, "fast_ms", tr("Fast pause"), tr(" ms"), 0, 60'000, 10, tr("Time between two namespaces of the fast run"));
    addNumber(rows, "gap_ms", tr("Between"), tr(" ms"), 0, 60'000, 500, tr("Pause between the slow and the fast run"));
    addNumber(rows, "count", tr("Rounds"), QString(), 1, 200, 4, tr("Namespaces made in each of the two runs"));
}

void ParameterForm::addNumber(QGridLayout* rows, const std::string& name, const QString& title, const QString& suffix,
                              int low, int high, int value, const QString& tip)
{
    auto* field = new QSpinBox;
    field->setRange(low, high);
    field->setValue(value);
    field->setSuffix(suffix);
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    field->setAlignment(Qt::AlignRight);
    field->setAccessibleName(title);
    field->setToolTip(tip);
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setRange(0, sliderSteps);
    slider->setValue(toSlider(value, low, high));
    slider->setAccessibleName(tr("%1, slider").arg(title));
    slider->setToolTip(tip);
    connect(slider, &QSlider::valueChanged, field,
            [field, low, high](int position) { field->setValue(fromSlider(position, low, high)); });
    connect(field, &QSpinBox::valueChanged, this, [this, slider, low, high](int now) {
        const QSignalBlocker quiet(slider);
        slider->setValue(toSlider(now, low, high));
        emit edited();
    });
    const int row = rows->rowCount();
    rows->addWidget(new ThemedLabel(m_theme, ThemedLabel::Style::Body, title), row, 0);
    rows->addWidget(slider, row, 1);
    rows->addWidget(field, row, 2);
    m_rows.push_back({name, field});
}

ExperimentParameters ParameterForm::values() const
{
    ExperimentParameters values{{"type", m_type->currentText().toStdString()}};
    for (const Row& row : m_rows)
        values.emplace_back(row.name, std::to_string(row.field->value()));
    return values;
}

void ParameterForm::setValues(const ExperimentParameters& values)
{
    for (const auto& [name, text] : values) {
        if (name == "type")
            m_type->setCurrentText(QString::fromStdString(text));
        for (const Row& row : m_rows) {
            if (row.name == name)
                row.field->setValue(QString::fromStdString(text).toInt());
        }
    }
}

} // namespace nsscope::ui

#include "moc_parameter_form.cpp"
