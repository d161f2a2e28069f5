// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/row_groups.h"

#include "core/base/escape.h"
#include "ui/models/life_text.h"

#include <QCoreApplication>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text) { return QCoreApplication::translate("RowGroups", text); }

QString ownerTitle(const Frame& frame, LifeId id)
{
    const Life* owner = frame.find(id);
    if (!owner)
        return tr("Owner not seen");
    const QString name = namesText(*owner);
    return name.isEmpty() ? tr("Owned by %1").arg(shortNumber(owner->ref)) : tr("Owned by %1 · %2").arg(shortNumber(owner->ref), name);
}

QString runTitle(const Frame& frame, std::int64_t run)
{
    if (run < 0 || run >= static_cast<std::int64_t>(frame.runs.size()))
        return tr("Of no experiment");
    const QString title = QString::fromStdString(displayText(frame.runs[static_cast<std::size_t>(run)]->plan.title));
    return frame.runs.size() > 1 ? tr("%1 · run %2").arg(title).arg(run + 1) : title;
}

} // namespace

QString groupingText(RowGrouping grouping)
{
    switch (grouping) {
    case RowGrouping::None:
        break;
    case RowGrouping::Type:
        return tr("By type");
    case RowGrouping::Owner:
        return tr("By owner");
    case RowGrouping::Run:
        return tr("By experiment");
    }
    return tr("By number");
}

QString groupTitle(const Frame& frame, RowGrouping grouping, std::int64_t group)
{
    switch (grouping) {
    case RowGrouping::None:
        break;
    case RowGrouping::Type:
        return typeText(static_cast<NsType>(group));
    case RowGrouping::Owner:
        return ownerTitle(frame, static_cast<LifeId>(group));
    case RowGrouping::Run:
        return runTitle(frame, group);
    }
    return {};
}

} // namespace nsscope::ui
