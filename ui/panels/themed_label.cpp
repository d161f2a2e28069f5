// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/themed_label.h"

namespace nsscope::ui
{

ThemedLabel::ThemedLabel(ThemeSource* theme, Style style, const QString& text, QWidget* parent)
    : QLabel(text, parent), m_theme(theme), m_style(style)
{
    setTextFormat(Qt::PlainText);
    connect(theme, &ThemeSource::changed, this, &ThemedLabel::apply);
    apply();
}

void ThemedLabel::setStyle(Style style)
{
    m_style = style;
    apply();
}

ThemedLabel* ThemedLabel::wrapping()
{
    setWordWrap(true);
    setMinimumWidth(0);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return this;
}

void ThemedLabel::show(const QString& text)
{
    if (text != this->text())
        setText(text);
    setVisible(!text.isEmpty());
}

void ThemedLabel::apply()
{
    const Theme& theme = m_theme->current();
    QColor colour = theme.text;
    switch (m_style) {
    case Style::Title:
        setFont(theme.title);
        break;
    case Style::Heading:
        setFont(theme.bodyBold);
        break;
    case Style::Body:
        setFont(theme.body);
        break;
    case Style::Secondary:
        setFont(theme.small);
        colour = theme.secondary;
        break;
    case Style::Mono:
        setFont(theme.mono);
        break;
    case Style::Warning:
        setFont(theme.small);
        colour = theme.warn;
        break;
    }
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, colour);
    setPalette(palette);
}

} // namespace nsscope::ui

#include "moc_themed_label.cpp"
