// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/settings_dialog.h"

#include "ui/panels/themed_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSpinBox>
#include <QVBoxLayout>

namespace nsscope::ui
{

SettingsDialog::SettingsDialog(const Settings& settings, ThemeSource* theme, QWidget* parent)
    : QDialog(parent), m_given(settings), m_colours(new QComboBox), m_text(new QSpinBox), m_rate(new QSpinBox), m_calm(new QCheckBox(tr("Changes appear at once, without moving"))),
      m_reopen(new QCheckBox(tr("Begin with the recording that was open last")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * grid, 3 * grid, 3 * grid, 2 * grid);
    column->setSpacing(2 * grid);
    column->addWidget(new ThemedLabel(theme, ThemedLabel::Style::Title, tr("Settings")));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(2 * grid);
    form->setVerticalSpacing(grid);
    form->addRow(tr("Colours"), m_colours);
    form->addRow(tr("Text size"), m_text);
    form->addRow(tr("Motion"), m_calm);
    form->addRow(tr("Looks a second"), m_rate);
    form->addRow(tr("Start"), m_reopen);
    column->addLayout(form);
    column->addStretch(1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);

    m_colours->addItem(tr("Those of the desktop"), static_cast<int>(ThemeSource::Choice::System));
    m_colours->addItem(tr("Light"), static_cast<int>(ThemeSource::Choice::Light));
    m_colours->addItem(tr("Dark"), static_cast<int>(ThemeSource::Choice::Dark));
    m_colours->setCurrentIndex(m_colours->findData(static_cast<int>(settings.theme)));
    m_text->setRange(75, 300);
    m_text->setSingleStep(25);
    m_text->setSuffix(tr(" %"));
    m_text->setValue(qRound(settings.textScale * 100));
    m_text->setKeyboardTracking(false);
    m_rate->setRange(1, 20);
    m_rate->setValue(qRound(settings.rate));
    m_rate->setKeyboardTracking(false);
    m_rate->setAccessibleName(tr("Looks a second"));
    m_calm->setChecked(settings.reducedMotion);
    m_reopen->setChecked(settings.reopen);
    m_colours->setAccessibleName(tr("Colours"));
    m_text->setAccessibleName(tr("Text size in percent"));
    connect(m_colours, &QComboBox::activated, this, &SettingsDialog::tell);
    connect(m_text, &QSpinBox::valueChanged, this, &SettingsDialog::tell);
    connect(m_rate, &QSpinBox::valueChanged, this, &SettingsDialog::tell);
    connect(m_calm, &QCheckBox::toggled, this, &SettingsDialog::tell);
    connect(m_reopen, &QCheckBox::toggled, this, &SettingsDialog::tell);
}

void SettingsDialog::tell()
{
    Settings settings = m_given;
    settings.theme = static_cast<ThemeSource::Choice>(m_colours->currentData().toInt());
    settings.textScale = m_text->value() / 100.0;
    settings.reducedMotion = m_calm->isChecked();
    settings.rate = m_rate->value();
    settings.reopen = m_reopen->isChecked();
    emit changed(settings);
}

} // namespace nsscope::ui

#include "moc_settings_dialog.cpp"
