// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/node_text.h"

#include "ui/models/life_text.h"

#include "core/base/escape.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QStringList>

namespace nsscope::ui
{

namespace
{

struct NodeWords
{
    Q_DECLARE_TR_FUNCTIONS(nsscope::ui::GraphText)
};

QString shown(std::string_view bytes) { return QString::fromStdString(displayText(bytes)); }
QString typeName(NsType type) { return QString::fromUtf8(nsTypeName(type).data(), static_cast<qsizetype>(nsTypeName(type).size())); }
QString span(std::int64_t ns) { return QString::fromStdString(spanText(ns)); }

QString otherHolder(const Holder& h)
{
    switch (h.kind) {
    case HolderKind::Process:
        return NodeWords::tr("process %1").arg(h.pid);
    case HolderKind::Thread:
        return NodeWords::tr("thread %1").arg(h.tid);
    case HolderKind::BindMount:
        return NodeWords::tr("bind mount");
    case HolderKind::ProcMount:
        return NodeWords::tr("proc mount");
    case HolderKind::Fd:
        return NodeWords::tr("fd %1 of %2").arg(h.fd).arg(h.pid);
    case HolderKind::Socket:
        return NodeWords::tr("socket of %1").arg(h.pid);
    case HolderKind::ForChildren:
        return NodeWords::tr("children of %1").arg(h.pid);
    case HolderKind::Child:
        return NodeWords::tr("child namespace");
    case HolderKind::Owns:
        return NodeWords::tr("owned namespace");
    case HolderKind::Unknown:
        return NodeWords::tr("holder unknown");
    default:
        return QString::fromUtf8(holderKindName(h.kind).data(), static_cast<qsizetype>(holderKindName(h.kind).size()))
            .replace(QLatin1Char('_'), QLatin1Char(' '));
    }
}

QString holdersText(const HolderSummary& holders)
{
    if (holders.count() == 1)
        return otherHolder(*holders.first);
    if (holders.processes == holders.count())
        return NodeWords::tr("%n processes", nullptr, static_cast<int>(holders.processes));
    if (holders.processes == 1)
        return NodeWords::tr("process %1 + %2").arg(holders.first->pid).arg(holders.count() - 1);
    if (holders.processes > 1)
        return NodeWords::tr("%1 processes + %2").arg(holders.processes).arg(holders.count() - holders.processes);
    return NodeWords::tr("%n holders", nullptr, static_cast<int>(holders.count()));
}

/// Where there is little room.
QString holdersShortly(const HolderSummary& holders)
{
    if (holders.processes > 1 && holders.processes < holders.count())
        return NodeWords::tr("%n holders", nullptr, static_cast<int>(holders.count()));
    return holdersText(holders);
}

QString ownerName(const Life& life)
{
    if (!life.ownerUser.empty())
        return shown(life.ownerUser);
    return life.ownerUid ? NodeWords::tr("uid %1").arg(*life.ownerUid) : QString();
}

QString userLine(const GraphNode& node)
{
    if (node.story && !node.numberRow)
        return NodeWords::tr("by the experiment");
    const QString owner = ownerName(*node.life);
    if (node.life->initial)
        return owner.isEmpty() ? NodeWords::tr("initial") : NodeWords::tr("initial · owner %1").arg(owner);
    if (!owner.isEmpty())
        return NodeWords::tr("owner %1").arg(owner);
    return stateTitle(node.state);
}

QString groupLine(const GraphNode& node)
{
    if (node.heldMembers == node.count)
        return NodeWords::tr("all held");
    if (node.heldMembers == 0)
        return NodeWords::tr("none held");
    return NodeWords::tr("%1 held").arg(node.heldMembers);
}

} // namespace

QString ordinalText(int n)
{
    const int tens = n % 100;
    if (tens < 11 || tens > 13) {
        switch (n % 10) {
        case 1:
            return NodeWords::tr("%1st").arg(n);
        case 2:
            return NodeWords::tr("%1nd").arg(n);
        case 3:
            return NodeWords::tr("%1rd").arg(n);
        default:
            break;
        }
    }
    return NodeWords::tr("%1th").arg(n);
}

QString nodeTitle(const GraphNode& node, bool shortly)
{
    if (node.kind == NodeKind::Rest)
        return NodeWords::tr("%n more", nullptr, static_cast<int>(node.count));
    if (node.kind == NodeKind::Outside)
        return NodeWords::tr("owner not visible");
    if (node.kind == NodeKind::Group && node.partial)
        return node.open ? NodeWords::tr("show fewer") : NodeWords::tr("%n more", nullptr, static_cast<int>(node.count));
    if (node.kind == NodeKind::Group)
        return NodeWords::tr("%1 %2").arg(node.count).arg(typeName(node.type));
    if (!node.life)
        return {};
    const Life& life = *node.life;
    const QString tail = QStringLiteral("…") + QString::number(life.ref.inode).right(3);
    if (!node.label.isEmpty())
        return NodeWords::tr("%1 %2 (%3)").arg(typeName(node.type), node.label, tail);
    if (!life.names.empty() && !life.names.front().empty())
        return NodeWords::tr("%1 %2 (%3)").arg(typeName(node.type), shown(life.names.front()), tail);
    if (shortly || life.initial || (node.type == NsType::User && !node.numberRow))
        return NodeWords::tr("%1 %2").arg(typeName(node.type), tail);
    return NodeWords::tr("%1 %2 (%3)").arg(typeName(node.type), tail, QString::fromStdString(offsetOf(life.ref.inode)));
}

QString nodeSubtitle(const GraphNode& node, Instant at)
{
    switch (node.kind) {
    case NodeKind::Rest:
        return NodeWords::tr("on this host");
    case NodeKind::Outside:
        return node.count == 1 ? NodeWords::tr("1 namespace") : NodeWords::tr("%n namespaces", nullptr, static_cast<int>(node.count));
    case NodeKind::Group:
        return groupLine(node);
    case NodeKind::Namespace:
        break;
    }
    if (!node.life)
        return {};
    const Life& life = *node.life;
    switch (node.state) {
    case LifeState::Destroyed:
        return destroyedText(life);
    case LifeState::Obsolete:
        if (life.obsolete)
            return NodeWords::tr("obsolete for %1").arg(span(std::max<std::int64_t>(0, at - life.obsolete->when.to)));
        return stateTitle(node.state);
    case LifeState::Unseen:
    case LifeState::Unborn:
        return stateTitle(node.state);
    case LifeState::Held:
    case LifeState::Pinned:
        break;
    }
    if (node.type == NsType::User && !node.numberRow)
        return userLine(node);
    return life.initial ? NodeWords::tr("initial · %1").arg(holdersShortly(node.holders))
                        : NodeWords::tr("%1 · %2").arg(stateTitle(node.state), holdersText(node.holders));
}

QString nodeChip(const GraphNode& node)
{
    if (node.kind != NodeKind::Namespace || !node.life)
        return groupLine(node);
    return node.holders.count() > 0 ? holdersShortly(node.holders) : stateTitle(node.state);
}

QString nodeBadge(const GraphNode& node)
{
    if (node.kind != NodeKind::Namespace || !(node.numberRow || node.ordinal > 1))
        return {};
    return ordinalText(node.ordinal);
}

QStringList pillLines(const GraphNode& node)
{
    const HolderSummary& holders = node.holders;
    if (holders.count() == 0)
        return {};
    if (holders.count() > 1) {
        const bool processes = holders.processes == holders.count();
        return {processes ? NodeWords::tr("processes") : NodeWords::tr("holders"), QString::number(holders.count())};
    }
    const Holder& h = *holders.first;
    switch (h.kind) {
    case HolderKind::Process:
        return {node.story || h.comm.empty() ? NodeWords::tr("process") : shown(h.comm), QString::number(h.pid)};
    case HolderKind::Thread:
        return {NodeWords::tr("thread"), QString::number(h.tid)};
    case HolderKind::BindMount:
    case HolderKind::ProcMount:
        return {otherHolder(h), shown(h.path).section(QLatin1Char('/'), -1)};
    case HolderKind::Fd:
    case HolderKind::Socket:
        return {NodeWords::tr("fd %1 of").arg(h.fd), QString::number(h.pid)};
    default:
        return {otherHolder(h), h.pid > 0 ? QString::number(h.pid) : QString()};
    }
}

QStringList endedLines(const GraphNode& node)
{
    return {node.ended == 1 ? NodeWords::tr("1 life") : NodeWords::tr("%n lives", nullptr, node.ended), NodeWords::tr("ended")};
}

QString ownsText(const GraphNode& node)
{
    return node.count > 0 ? NodeWords::tr("owns %1").arg(node.count) : NodeWords::tr("owns");
}

QString parentText() { return NodeWords::tr("parent"); }

QString nodeSentence(const GraphNode& node, Instant at)
{
    QString text = nodeTitle(node) + QStringLiteral(", ") + nodeSubtitle(node, at);
    if (node.life && node.ordinal > 1)
        text += QStringLiteral(", ") + NodeWords::tr("%1 life on this number").arg(ordinalText(node.ordinal));
    return text;
}

} // namespace nsscope::ui
