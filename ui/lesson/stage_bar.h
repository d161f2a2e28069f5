// SPDX-License-Identifier: GPL-3.0-or-later
// The six stages of a lesson in a row, the one shown marked; those within reach can be chosen.
#pragma once
#include "ui/lesson/lesson_words.h"
#include "ui/theme/theme_source.h"

#include <QWidget>
#include <array>

class QPushButton;

namespace nsscope::ui
{

class StageBar : public QWidget
{
    Q_OBJECT
public:
    StageBar(ThemeSource* theme, QWidget* parent = nullptr);

    void show(Stage shown, const std::array<bool, stageCount>& reachable);

signals:
    void chosen(nsscope::ui::Stage stage);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fold();

    std::array<QPushButton*, stageCount> m_buttons{};
};

} // namespace nsscope::ui
