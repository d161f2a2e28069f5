// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/settings.h"

#include <QSettings>
#include <algorithm>

namespace nsscope::ui
{

Settings readSettings()
{
    const QSettings store;
    Settings settings;
    const QString theme = store.value(QStringLiteral("theme")).toString();
    settings.theme = theme == QStringLiteral("light")  ? ThemeSource::Choice::Light
                     : theme == QStringLiteral("dark") ? ThemeSource::Choice::Dark
                                                       : ThemeSource::Choice::System;
    settings.textScale = std::clamp(store.value(QStringLiteral("textScale"), 1.0).toDouble(), 0.75, 3.0);
    settings.reducedMotion = store.value(QStringLiteral("reducedMotion")).toBool();
    settings.rate = std::clamp(store.value(QStringLiteral("rate"), 2.0).toDouble(), 1.0, 20.0);
    settings.reopen = store.value(QStringLiteral("reopen")).toBool();
    return settings;
}

void writeSettings(const Settings& settings)
{
    QSettings store;
    store.setValue(QStringLiteral("theme"), settings.theme == ThemeSource::Choice::Light  ? QStringLiteral("light")
                                            : settings.theme == ThemeSource::Choice::Dark ? QStringLiteral("dark")
                                                                                          : QStringLiteral("system"));
    store.setValue(QStringLiteral("textScale"), settings.textScale);
    store.setValue(QStringLiteral("reducedMotion"), settings.reducedMotion);
    store.setValue(QStringLiteral("rate"), settings.rate);
    store.setValue(QStringLiteral("reopen"), settings.reopen);
}

SavedWindow readSavedWindow()
{
    QSettings store;
    store.beginGroup(QStringLiteral("window"));
    return {store.value(QStringLiteral("geometry")).toByteArray(), store.value(QStringLiteral("columns")).toByteArray(),
            store.value(QStringLiteral("centre")).toByteArray(), store.value(QStringLiteral("recording")).toString(),
            store.value(QStringLiteral("lanes")).toBool(), store.value(QStringLiteral("hostTree")).toBool()};
}

void writeSavedWindow(const SavedWindow& saved)
{
    QSettings store;
    store.beginGroup(QStringLiteral("window"));
    store.setValue(QStringLiteral("geometry"), saved.geometry);
    store.setValue(QStringLiteral("columns"), saved.columns);
    store.setValue(QStringLiteral("centre"), saved.centre);
    store.setValue(QStringLiteral("recording"), saved.recording);
    store.setValue(QStringLiteral("lanes"), saved.lanes);
    store.setValue(QStringLiteral("hostTree"), saved.hostTree);
}

} // namespace nsscope::ui
