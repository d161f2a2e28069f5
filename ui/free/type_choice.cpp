// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/free/type_choice.h"

#include "ui/models/life_text.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QPainter>
#include <QPushButton>

namespace nsscope::ui
{

namespace
{

constexpr int columns = 4;

QIcon glyphIcon(NsType type, const Theme& theme, int side, double ratio)
{
    QPixmap picture(QSize(side, side) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTypeGlyph(painter, QRectF(0.5, 0.5, side - 1, side - 1), type, theme);
    return QIcon(picture);
}

} // namespace

TypeChoice::TypeChoice(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setAccessibleName(tr("Namespace type"));
    auto* rows = new QGridLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(grid / 2);
    auto* group = new QButtonGroup(this);
    for (const NsTypeRow& row : nsTypeTable()) {
        const auto index = static_cast<std::size_t>(row.type);
        auto* button = new QPushButton(typeText(row.type));
        button->setCheckable(true);
        button->setProperty("dense", true); // four in a row, in a narrow panel too
        button->setAutoExclusive(true);
        button->setAccessibleName(tr("Type %1").arg(typeText(row.type)));
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        group->addButton(button);
        rows->addWidget(button, static_cast<int>(index) / columns, static_cast<int>(index) % columns);
        connect(button, &QPushButton::toggled, this, [this, type = row.type](bool on) {
            if (!on)
                return;
            m_type = type;
            emit changed();
        });
        m_buttons[index] = button;
    }
    connect(theme, &ThemeSource::changed, this, &TypeChoice::apply);
    choose(m_type);
    apply();
}

void TypeChoice::choose(NsType type) { m_buttons[static_cast<std::size_t>(type)]->setChecked(true); }

void TypeChoice::apply()
{
    const Theme& theme = m_theme->current();
    const int side = QFontMetrics(theme.body).height();
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setIcon(glyphIcon(static_cast<NsType>(i), theme, side, devicePixelRatioF()));
        m_buttons[i]->setIconSize({side, side});
    }
}

} // namespace nsscope::ui

#include "moc_type_choice.cpp"
