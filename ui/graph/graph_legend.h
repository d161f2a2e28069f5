// SPDX-License-Identifier: GPL-3.0-or-later
// One line that explains the line styles of cards with the very swatches that the cards are painted with.
#pragma once
#include <QWidget>

namespace nsscope::ui
{

class ThemeSource;

class GraphLegend : public QWidget
{
    Q_OBJECT
public:
    explicit GraphLegend(ThemeSource* theme, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeSource* m_theme;
};

} // namespace nsscope::ui
