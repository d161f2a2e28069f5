// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/free/free_words.h"

#include "core/lab/lesson_compile.h"
#include "ui/models/life_text.h"

#include <QCoreApplication>

namespace nsscope::ui
{

namespace
{

struct FreeWords
{
    Q_DECLARE_TR_FUNCTIONS(nsscope::ui::FreeWords)
};

QString heldText(NsType type, const std::string& of)
{
    return of.empty() ? FreeWords::tr("%1 of the host").arg(typeText(type))
                      : QStringLiteral("%1 %2").arg(typeText(type), QString::fromStdString(of));
}

} // namespace

QString actorText(const FreeStand::Actor& actor)
{
    QStringList parts{QString::fromStdString(actor.name)};
    if (actor.thread())
        parts << FreeWords::tr("thread of %1").arg(QString::fromStdString(actor.process));
    for (const NsTypeRow& row : nsTypeTable()) {
        const auto index = static_cast<std::size_t>(row.type);
        if (!actor.in[index].empty() && actor.in[index] != labNamespaceName)
            parts << heldText(row.type, actor.in[index]);
        if (!actor.forChildren[index].empty())
            parts << FreeWords::tr("%1 for children").arg(heldText(row.type, actor.forChildren[index]));
    }
    if (parts.size() == 1)
        parts << FreeWords::tr("in namespaces of the host");
    return parts.join(QStringLiteral(" · "));
}

QString descriptorText(const FreeStand::Descriptor& descriptor)
{
    const QString name = QString::fromStdString(descriptor.name);
    if (descriptor.socket)
        return FreeWords::tr("%1: socket in %2").arg(name, heldText(NsType::Net, descriptor.of));
    return descriptor.oPath ? FreeWords::tr("%1: %2, O_PATH").arg(name, heldText(descriptor.type, descriptor.of))
                            : QStringLiteral("%1: %2").arg(name, heldText(descriptor.type, descriptor.of));
}

QString mountText(const FreeStand::Mount& mount)
{
    return FreeWords::tr("%1: bind mount of %2").arg(QString::fromStdString(mount.name), heldText(mount.type, mount.of));
}

} // namespace nsscope::ui
