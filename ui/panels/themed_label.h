// SPDX-License-Identifier: GPL-3.0-or-later
// A label in one of the theme's text styles, which follows the theme. Wraps, and lets its text be selected where asked.
#pragma once
#include "ui/theme/theme_source.h"

#include <QLabel>

namespace nsscope::ui
{

class ThemedLabel : public QLabel
{
    Q_OBJECT
public:
    enum class Style { Title, Heading, Body, Secondary, Mono, Warning };

    ThemedLabel(ThemeSource* theme, Style style, const QString& text = {}, QWidget* parent = nullptr);

    void setStyle(Style style);
    /// Several lines, as wide as its panel.
    ThemedLabel* wrapping();
    /// Sets the text only where it differs, so that a selection in it survives.
    void show(const QString& text);

private:
    void apply();

    ThemeSource* m_theme;
    Style m_style;
};

} // namespace nsscope::ui
