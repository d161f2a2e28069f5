// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

namespace nsscope::ui
{

QString Theme::styleSheet() const
{
    QString css = QStringLiteral(R"(
QToolTip { color: @text; background: @panel; border: 1px solid @border; padding: 4px; }
QFrame#panel { background: @panel; border: 1px solid @border; border-radius: 6px; }
QPushButton { background: @panel; border: 1px solid @border; border-radius: 5px; padding: 5px 12px; color: @text; }
QPushButton:hover { border-color: @accent; }
QPushButton:pressed { background: @sunken; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 11px; }
QPushButton:disabled { color: @faint; background: @window; }
QPushButton[primary="true"] { background: @accent; color: @accentText; border-color: @accent; font-weight: 600; }
QPushButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton[primary="true"]:disabled { background: @window; color: @faint; border-color: @border; }
QPushButton:checked { background: @soft; border-color: @accent; font-weight: 600; }
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox { background: @panel; border: 1px solid @border; border-radius: 5px;
  padding: 4px 8px; color: @text; selection-background-color: @accent; selection-color: @accentText; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid @accent; padding: 3px 7px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/style/down-@tone.svg); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; width: 20px; border: none; background: transparent; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow { image: url(:/style/up-@tone.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url(:/style/down-@tone.svg); width: 10px; height: 10px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @secondary; border-radius: 3px; background: @panel; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/style/check-@tone.svg); }
QCheckBox::indicator:focus { border: 2px solid @accent; width: 12px; height: 12px; }
QCheckBox::indicator:checked:focus { border-color: @text; }
QCheckBox::indicator:disabled { border-color: @border; background: @window; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @secondary; border-radius: 8px; background: @panel; }
QRadioButton::indicator:focus { width: 12px; height: 12px; border: 2px solid @accent; border-radius: 8px; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; border-radius: 8px; background: @accentText; }
QRadioButton::indicator:checked:focus { border-color: @text; background: @panel; }
QRadioButton::indicator:disabled { border-color: @border; }
QRadioButton::indicator:checked:disabled { border-color: @faint; }
QMenuBar, QMenu { background: @panel; color: @text; }
QMenu { border: 1px solid @border; }
QMenu::item { padding: 5px 24px; }
QMenuBar::item:selected, QMenu::item:selected { background: @soft; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QScrollBar:vertical { background: transparent; width: 10px; }
QScrollBar:horizontal { background: transparent; height: 10px; }
QScrollBar::handle { background: @border; border-radius: 4px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QSplitter::handle { background: transparent; }
QStatusBar { background: @panel; border-top: 1px solid @border; color: @secondary; }
QStatusBar::item { border: none; }
QTreeView, QTableView, QListView { background: @panel; border: none; color: @text;
  selection-background-color: @soft; selection-color: @text; }
QHeaderView::section { background: @panel; color: @secondary; border: none; border-bottom: 1px solid @border; padding: 4px 8px; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: @accent; padding: 2px 4px; }
QPushButton[link="true"]:hover { border-bottom-color: @accent; }
QPushButton[link="true"]:focus { border: 2px solid @accent; padding: 1px 3px; }
QPushButton[link="true"]:disabled { color: @secondary; }
QPushButton[link="true"][menu="true"] { padding-right: 18px; }
QPushButton[link="true"][menu="true"]:focus { padding-right: 17px; }
QPushButton[warn="true"] { color: @warn; }
QPushButton[dense="true"] { padding: 5px 3px; }
QPushButton[dense="true"]:focus { padding: 4px 2px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton[tab="true"] { background: transparent; border: none; border-bottom: 2px solid transparent; border-radius: 0;
  padding: 4px 12px 5px 12px; color: @secondary; }
QPushButton[tab="true"]:hover { color: @text; }
QPushButton[tab="true"]:checked { background: transparent; color: @text; font-weight: 400; border-bottom: 2px solid @accent; }
QPushButton[tab="true"]:focus { border: 2px solid @accent; padding: 2px 10px 5px 10px; }
QPushButton[tight="true"] { padding: 4px 3px 5px 3px; font-size: 11px; min-width: 0; }
QPushButton[tight="true"]:focus { padding: 2px 1px 5px 1px; }
QPushButton::menu-indicator { subcontrol-position: right center; subcontrol-origin: padding; right: 6px; width: 8px; }
QFrame#card { background: @panel; border: 1px solid @accent; border-radius: 6px; }
QPushButton[stage="true"] { background: transparent; border: none; border-bottom: 2px solid @border; border-radius: 0;
  padding: 4px 0 5px 0; color: @text; }
QPushButton[stage="true"]:checked { background: transparent; color: @accent; border-bottom: 2px solid @accent; }
QPushButton[stage="true"]:disabled { background: transparent; color: @faint; }
QPushButton[stage="true"]:checked:disabled { color: @accent; }
QPushButton[stage="true"]:focus { border: 2px solid @accent; border-radius: 4px; padding: 2px 0 5px 0; }
QListWidget#order { border: 1px solid @border; border-radius: 5px; padding: 2px; }
QListWidget#order::item { padding: 4px 6px; border-bottom: 1px solid @border; }
QListWidget#order::item:selected { background: @soft; color: @text; }
QSlider::groove:horizontal { height: 3px; background: @border; border-radius: 1px; }
QSlider::sub-page:horizontal { height: 3px; background: @accent; border-radius: 1px; }
QSlider::sub-page:horizontal:disabled { background: @faint; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -6px 0; border-radius: 7px; background: @panel; border: 2px solid @accent; }
QSlider::handle:horizontal:disabled { border-color: @faint; }
QSlider:focus { border: 1px solid @accent; border-radius: 4px; }
QProgressBar { background: @sunken; border: 1px solid @border; border-radius: 3px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QAbstractScrollArea:focus { border: 1px solid @accent; }
)");
    const std::pair<const char*, QColor> names[] = {
        {"@accentText", accentText}, {"@accent", accent},       {"@soft", accentSoft}, {"@text", text},
        {"@panel", panel},           {"@border", panelBorder},  {"@sunken", sunken},   {"@window", window},
        {"@faint", faint},           {"@secondary", secondary}, {"@warn", warn},
    };
    for (const auto& [name, colour] : names)
        css.replace(QLatin1String(name), colour.name());
    css.replace(QLatin1String("@tone"), QLatin1String(dark ? "dark" : "light"));
    return css;
}

} // namespace nsscope::ui
