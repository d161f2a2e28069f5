// SPDX-License-Identifier: GPL-3.0-or-later
// The parameters of slow and fast trashing: type, pauses, rounds. Each pause has a slider for the hand and a field for
// the exact value.
#pragma once
#include "ui/session/experiment_plan.h"
#include "ui/theme/theme_source.h"

#include <QWidget>
#include <vector>

class QComboBox;
class QGridLayout;
class QSlider;
class QSpinBox;

namespace nsscope::ui
{

class ParameterForm : public QWidget
{
    Q_OBJECT
public:
    ParameterForm(ThemeSource* theme, QWidget* parent = nullptr);

    ExperimentParameters values() const;
    /// Names that the form does not know are ignored.
    void setValues(const ExperimentParameters& values);

signals:
    void edited();

private:
    struct Row
    {
        std::string name;
        QSpinBox* field;
    };
    void addNumber(QGridLayout* grid, const std::string& name, const QString& title, const QString& suffix, int low,
                   int high, int value, const QString& tip);

    ThemeSource* m_theme;
    QComboBox* m_type;
    std::vector<Row> m_rows;
};

} // namespace nsscope::ui
