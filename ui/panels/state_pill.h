// SPDX-License-Identifier: GPL-3.0-or-later
// Type glyph and state pill of the inspector's heading, painted in the same styles as cards and bars.
#pragma once
#include "ui/theme/theme_source.h"

#include <QWidget>

namespace nsscope::ui
{

class TypeGlyph : public QWidget
{
    Q_OBJECT
public:
    TypeGlyph(ThemeSource* theme, QWidget* parent = nullptr);
    void show(NsType type);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeSource* m_theme;
    NsType m_type = NsType::Net;
};

class StatePill : public QWidget
{
    Q_OBJECT
public:
    StatePill(ThemeSource* theme, QWidget* parent = nullptr);
    void show(NsType type, LifeState state);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeSource* m_theme;
    NsType m_type = NsType::Net;
    LifeState m_state = LifeState::Held;
};

} // namespace nsscope::ui
