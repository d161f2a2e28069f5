// SPDX-License-Identifier: GPL-3.0-or-later
// The parameters of a lesson as fields, with its own titles, units and ranges.
#pragma once
#include "core/lab/lesson.h"
#include "ui/session/experiment_plan.h"
#include "ui/theme/theme_source.h"

#include <QWidget>
#include <functional>

class QGridLayout;

namespace nsscope::ui
{

class LessonForm : public QWidget
{
    Q_OBJECT
public:
    LessonForm(ThemeSource* theme, QWidget* parent = nullptr);

    void show(const Lesson& lesson);
    ExperimentParameters values() const;

private:
    QWidget* makeField(const LessonParameter& parameter);

    ThemeSource* m_theme;
    QWidget* m_rows = nullptr;
    std::vector<std::pair<std::string, std::function<std::string()>>> m_fields;
};

} // namespace nsscope::ui
