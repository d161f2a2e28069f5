// SPDX-License-Identifier: GPL-3.0-or-later
// The small dialogs that only tell something: what could not be read, the shortcuts, about.
#pragma once
#include "core/model/snapshot.h"
#include "ui/mainwindow/window_actions.h"
#include "ui/theme/theme_source.h"

class QWidget;

namespace nsscope::ui
{

void showGapsDialog(QWidget* parent, ThemeSource* theme, const std::vector<Gap>& gaps, const HostInfo& host);
void showShortcutSheet(QWidget* parent, ThemeSource* theme, const WindowActions& actions);
void showAbout(QWidget* parent, ThemeSource* theme);

} // namespace nsscope::ui
