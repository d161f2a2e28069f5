// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace nsscope::ui
{

namespace
{

const QString key = QStringLiteral("recentRecordings");
constexpr int most = 8;

} // namespace

QStringList RecentFiles::list() const
{
    QStringList files = QSettings().value(key).toStringList();
    files.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return files.mid(0, most);
}

void RecentFiles::add(const QString& path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList files = list();
    files.removeAll(whole);
    files.prepend(whole);
    QSettings().setValue(key, files.mid(0, most));
}

void RecentFiles::clear() { QSettings().remove(key); }

} // namespace nsscope::ui
