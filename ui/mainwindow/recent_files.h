// SPDX-License-Identifier: GPL-3.0-or-later
// The recordings opened last, kept in the user's settings; those that are gone are left out.
#pragma once
#include <QStringList>

namespace nsscope::ui
{

class RecentFiles
{
public:
    QStringList list() const; ///< newest first, at most eight
    void add(const QString& path);
    void clear();
};

} // namespace nsscope::ui
