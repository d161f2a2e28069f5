// SPDX-License-Identifier: GPL-3.0-or-later
// One line that explains how bars and arcs are drawn, painted by the same code as the timeline itself.
#pragma once
#include "ui/theme/theme_source.h"

#include <QWidget>

namespace nsscope::ui
{

class LegendStrip : public QWidget
{
    Q_OBJECT
public:
    explicit LegendStrip(ThemeSource* theme, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Entry
    {
        QString text;
        enum class Sign { Bar, Arc, Whisker } sign = Sign::Bar;
        LifeState state = LifeState::Held;
    };
    int widthOf(const Entry& entry) const;

    ThemeSource* m_theme;
    QList<Entry> m_entries;
};

} // namespace nsscope::ui
