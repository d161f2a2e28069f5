// SPDX-License-Identifier: GPL-3.0-or-later
// One of the eight namespace types, as buttons with their glyphs. Arrow keys go through them.
#pragma once
#include "core/model/ns_type.h"
#include "ui/theme/theme_source.h"

#include <QWidget>
#include <array>

class QPushButton;

namespace nsscope::ui
{

class TypeChoice : public QWidget
{
    Q_OBJECT
public:
    TypeChoice(ThemeSource* theme, QWidget* parent = nullptr);

    NsType type() const { return m_type; }
    void choose(NsType type);

signals:
    void changed();

private:
    void apply();

    ThemeSource* m_theme;
    NsType m_type = NsType::Net;
    std::array<QPushButton*, nsTypeCount> m_buttons{};
};

} // namespace nsscope::ui
