// SPDX-License-Identifier: GPL-3.0-or-later
// Decides between light and dark: chosen by the user, or following the desktop (settings portal over D-Bus, then the
// platform's palette; Qt 6.4 has no QStyleHints::colorScheme). Views connect to changed().
#pragma once
#include "ui/theme/theme.h"

#include <QDBusVariant>
#include <QObject>

namespace nsscope::ui
{

class ThemeSource : public QObject
{
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark };
    explicit ThemeSource(QObject* parent = nullptr);

    const Theme& current() const { return m_theme; }
    Choice choice() const { return m_choice; }
    void choose(Choice choice);
    void setTextScale(double scale); ///< 0.75 to 3
    double textScale() const { return m_textScale; }

signals:
    /// Before `changed`: the application's style sheet is set by it, and setting one takes back fonts that widgets set.
    void renewed();
    void changed();

private slots:
    void onPortalSetting(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void rebuild();
    bool systemIsDark();

    Theme m_theme;
    Choice m_choice = Choice::System;
    double m_textScale = 1.0;
    int m_portalScheme = -1; ///< org.freedesktop.appearance color-scheme: 1 dark, 2 light, 0 no wish, -1 not asked
};

} // namespace nsscope::ui
