// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/life_text.h"

#include "core/base/escape.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <array>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("LifeText", text, nullptr, n); }
QString shown(const std::string& bytes) { return QString::fromStdString(displayText(bytes)); }

QString kindText(HolderKind kind)
{
    switch (kind) {
    case HolderKind::Process:
        return tr("process");
    case HolderKind::Thread:
        return tr("thread");
    case HolderKind::ForChildren:
        return tr("for children of");
    case HolderKind::Fd:
        return tr("fd");
    case HolderKind::Socket:
        return tr("socket");
    case HolderKind::Tun:
        return tr("tun device");
    case HolderKind::BindMount:
        return tr("mount");
    case HolderKind::ProcMount:
        return tr("proc mount");
    case HolderKind::ProcFile:
        return tr("proc file");
    case HolderKind::Mark:
        return tr("watch");
    case HolderKind::IoUring:
        return tr("io_uring file");
    case HolderKind::Shm:
        return tr("shared memory");
    case HolderKind::Pidfd:
        return tr("pidfd");
    case HolderKind::Child:
        return tr("child");
    case HolderKind::Owns:
        return tr("owns");
    case HolderKind::Unknown:
        break;
    }
    return tr("something unseen");
}

} // namespace

QString typeText(NsType type)
{
    const std::string_view name = nsTypeName(type);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString numberText(const NsRef& ref) { return typeText(ref.type) + QLatin1Char(' ') + QString::number(ref.inode); }

QString shortNumber(const NsRef& ref)
{
    const QString digits = QString::number(ref.inode);
    if (digits.size() < 7)
        return numberText(ref);
    const QString offset = ref.inode >= procDynamicFirst
                               ? QStringLiteral(" (%1)").arg(QString::fromStdString(offsetOf(ref.inode)))
                               : QString();
    return typeText(ref.type) + QStringLiteral(" …") + digits.right(3) + offset;
}

QString idText(const NsRef& ref) { return ref.id ? QString::number(ref.id) : QStringLiteral("–"); }

std::vector<LifeId> livesOnNumber(const Frame& frame, const Life& life)
{
    std::vector<LifeId> chain{life.id};
    for (const Life* at = frame.find(life.reuses); at && chain.size() < frame.lives.size(); at = frame.find(at->reuses))
        chain.push_back(at->id);
    std::reverse(chain.begin(), chain.end());
    for (const Life* at = frame.find(life.reusedBy); at && chain.size() < frame.lives.size(); at = frame.find(at->reusedBy))
        chain.push_back(at->id);
    return chain;
}

int ordinalOnNumber(const Frame& frame, const Life& life)
{
    int ordinal = 1;
    for (const Life* at = frame.find(life.reuses); at && ordinal <= static_cast<int>(frame.lives.size());
         at = frame.find(at->reuses))
        ++ordinal;
    return ordinal;
}

QString ordinalWord(int ordinal)
{
    switch (ordinal) {
    case 1:
        return tr("first");
    case 2:
        return tr("second");
    case 3:
        return tr("third");
    case 4:
        return tr("fourth");
    case 5:
        return tr("fifth");
    case 6:
        return tr("sixth");
    default:
        return tr("%1th").arg(ordinal);
    }
}

QString destroyedText(const Life& life)
{
    const auto end = endOf(life);
    const auto used = useEndOf(life);
    if (!end || !used || end->when.to <= used->to)
        return tr("destroyed");
    const std::int64_t most = end->when.to - used->to;
    const QString span = QString::fromStdString(spanText(most));
    return end->when.from - used->to < most / 2 ? tr("destroyed within %1").arg(span) : tr("destroyed after %1").arg(span);
}

QString witnessName(const std::string& witness)
{
    static constexpr std::pair<const char*, const char*> names[] = {
        {"lab", QT_TRANSLATE_NOOP("LifeText", "the experiment")},
        {"scan", QT_TRANSLATE_NOOP("LifeText", "scan")},
        {"handle", QT_TRANSLATE_NOOP("LifeText", "file handle")},
        {"quota", QT_TRANSLATE_NOOP("LifeText", "quota")},
        {"allocator", QT_TRANSLATE_NOOP("LifeText", "number allocator")},
        {"nsid", QT_TRANSLATE_NOOP("LifeText", "network namespace id")},
        {"veth", QT_TRANSLATE_NOOP("LifeText", "vanished veth")},
        {"workqueue", QT_TRANSLATE_NOOP("LifeText", "kernel work queue")},
        {"reuse", QT_TRANSLATE_NOOP("LifeText", "its number came back")},
        {"kmem", QT_TRANSLATE_NOOP("LifeText", "kernel memory")},
        {"owner", QT_TRANSLATE_NOOP("LifeText", "its owner's end")},
    };
    const auto* found = std::find_if(std::begin(names), std::end(names), [&](const auto& row) { return witness == row.first; });
    return found != std::end(names) ? tr(found->second) : shown(witness);
}

QString witnessesText(const Moment& moment)
{
    QString text = witnessName(moment.witness);
    for (const std::string& name : moment.narrowedBy)
        text += tr(", %1").arg(witnessName(name));
    return text;
}

QString holderText(const Holder& holder)
{
    QString text = kindText(holder.kind);
    switch (holder.kind) {
    case HolderKind::BindMount:
    case HolderKind::ProcMount:
        return text + QLatin1Char(' ') + shown(holder.path);
    case HolderKind::Child:
    case HolderKind::Owns:
        return holder.related ? text + QLatin1Char(' ') + shortNumber(*holder.related) : text;
    case HolderKind::Unknown:
        return text;
    case HolderKind::Fd:
    case HolderKind::Socket:
    case HolderKind::Tun:
    case HolderKind::ProcFile:
    case HolderKind::Mark:
    case HolderKind::IoUring:
    case HolderKind::Pidfd:
        text += QLatin1Char(' ') + QString::number(holder.fd) + tr(" of");
        break;
    default:
        break;
    }
    text += QLatin1Char(' ') + QString::number(holder.tid && holder.kind == HolderKind::Thread ? holder.tid : holder.pid);
    return holder.comm.empty() ? text : text + QLatin1Char(' ') + shown(holder.comm);
}

QString holderCountText(const std::vector<Holder>& holders)
{
    int tasks = 0;
    std::array<int, holderKindCount> counts{};
    for (const Holder& holder : holders) {
        if (holder.kind == HolderKind::Process)
            ++tasks;
        else
            ++counts[static_cast<std::size_t>(holder.kind)];
    }
    QStringList parts;
    if (tasks > 0)
        parts << (tasks == 1 ? tr("1 process") : tr("%1 processes").arg(tasks));
    for (std::size_t kind = 0; kind < counts.size(); ++kind) {
        if (counts[kind] > 0)
            parts << QString::number(counts[kind]) + QLatin1Char(' ') + kindText(static_cast<HolderKind>(kind));
    }
    return parts.isEmpty() ? tr("none") : parts.join(QStringLiteral(", "));
}

QString namesText(const Life& life)
{
    QStringList names;
    for (const std::string& name : life.names)
        names << shown(name);
    return names.join(QStringLiteral(", "));
}

QString ownerText(const Frame& frame, const Life& life)
{
    if (const Life* owner = frame.find(life.ownerLife))
        return shortNumber(owner->ref);
    switch (life.owner.kind) {
    case NsLink::Kind::Ref:
        return shortNumber(life.owner.ref);
    case NsLink::Kind::Outside:
        return tr("outside");
    case NsLink::Kind::Unknown:
        return tr("unknown");
    case NsLink::Kind::None:
        break;
    }
    return QStringLiteral("–");
}

Instant shownMoment(const Frame& frame, std::optional<Instant> cursor) { return cursor.value_or(frame.last); }

} // namespace nsscope::ui
