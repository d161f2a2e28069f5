// SPDX-License-Identifier: Apache-2.0
#include "core/lab/userns_check.h"

#include <cerrno>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

bool isOff(const std::optional<std::int64_t>& sysctl) { return sysctl && *sysctl == 0; }
bool isOn(const std::optional<std::int64_t>& sysctl) { return sysctl && *sysctl > 0; }

UsernsVerdict forbidden(std::string sentence, std::string remedy = {})
{
    return {false, std::move(sentence), std::move(remedy)};
}

UsernsVerdict appArmor(const UsernsRules& rules)
{
    const std::string profile = rules.apparmorProfile.empty() || rules.apparmorProfile == "unconfined"
                                    ? std::string()
                                    : fmt::format(" (profile \"{}\")", rules.apparmorProfile);
    return forbidden("AppArmor restricts user namespaces of unprivileged programs" + profile + ".",
                     isOn(rules.apparmorRestrict) ? "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
                                                  : "give the program an AppArmor profile with the rule \"userns,\"");
}

/// ENOSPC is never about disk here: unshare(2), kernel/ucount.c.
UsernsVerdict limitReached(std::string_view name, const std::optional<std::int64_t>& limit)
{
    if (isOff(limit))
        return forbidden(fmt::format("The limit user.max_{}_namespaces is 0.", name),
                         fmt::format("sudo sysctl -w user.max_{}_namespaces=10000", name));
    const std::string value = limit ? fmt::format(" ({})", *limit) : std::string();
    return forbidden(fmt::format("The limit user.max_{}_namespaces{} is reached, here or in an outer user namespace, "
                                 "or they are nested too deep.",
                                 name, value),
                     fmt::format("raise user.max_{}_namespaces, or start nsscope in an outer namespace", name));
}

/// EPERM at unshare(CLONE_NEWUSER) has many fathers; the certain ones first (kernel/user_namespace.c create_user_ns).
UsernsVerdict refused(const UsernsRules& rules)
{
    if (isOff(rules.unprivilegedClone))
        return forbidden("The setting kernel.unprivileged_userns_clone is 0: only root may make user namespaces.",
                         "sudo sysctl -w kernel.unprivileged_userns_clone=1");
    if (rules.chroot)
        return forbidden("This process runs in a chroot, where the kernel refuses user namespaces.",
                         "start nsscope outside the chroot");
    if (!rules.mapped)
        return forbidden("This user has no id in the current user namespace, so the kernel refuses another one.",
                         "start nsscope as a user that is mapped, or in the outer user namespace");
    if (isOn(rules.apparmorRestrict))
        return appArmor(rules);
    if (rules.seccomp == 2)
        return forbidden("A seccomp filter, as containers have, refuses user namespaces.",
                         "start nsscope outside the container, or the container with "
                         "--security-opt seccomp=unconfined");
    return forbidden("The kernel refuses user namespaces to this process; a security module or a seccomp filter may be "
                     "the reason.",
                     "start nsscope outside containers and sandboxes");
}

} // namespace

std::string_view usernsStageName(UsernsStage stage)
{
    switch (stage) {
    case UsernsStage::Unshare:
        return "unshare";
    case UsernsStage::IdMap:
        return "uid_map";
    case UsernsStage::Namespace:
        break;
    }
    return "net";
}

UsernsVerdict explainUserns(int error, UsernsStage stage, const UsernsRules& rules, NsType type)
{
    if (error == 0)
        return {};
    const NsTypeRow& row = nsTypeRow(stage == UsernsStage::Namespace ? type : NsType::User);
    if (error == ENOSPC || error == EUSERS)
        return limitReached(row.name, stage == UsernsStage::Namespace ? rules.maxOfType : rules.maxUserNamespaces);
    if (error == EINVAL)
        return forbidden(fmt::format("This kernel is built without {} namespaces.", row.title));
    if (error == ENOMEM)
        return forbidden("The kernel has no memory for another namespace.");
    const bool restricted = isOn(rules.apparmorRestrict) && (error == EPERM || error == EACCES);
    if (restricted && stage != UsernsStage::Unshare)
        return appArmor(rules);
    if (error == EACCES && stage == UsernsStage::Unshare)
        return appArmor(rules);
    if (error == EPERM && stage == UsernsStage::Unshare)
        return refused(rules);
    const std::string what =
        stage == UsernsStage::IdMap ? std::string("uid_map") : fmt::format("unshare({})", row.cloneFlagName);
    return forbidden(fmt::format("In its own user namespace this process lacks the right for {} ({}); a security "
                                 "module may have taken it.",
                                 what, errnoName(error)),
                     "start nsscope outside containers and sandboxes");
}

} // namespace nsscope
