// SPDX-License-Identifier: Apache-2.0
// Whether an unprivileged user may make user namespaces here, and if not what forbids it and what would allow it.
// The helper really tries: sysctls alone mislead (Ubuntu 24.04 lets unshare pass and refuses the uid_map). What the
// errno and the texts of the system mean is a pure function.
#pragma once
#include "core/base/error.h"
#include "core/model/ns_type.h"

#include <cstdint>
#include <optional>
#include <string>

namespace nsscope
{

/// The call that was refused.
enum class UsernsStage : std::uint8_t {
    Unshare,  ///< unshare(CLONE_NEWUSER)
    IdMap,    ///< writing setgroups, uid_map or gid_map
    Namespace ///< unshare of another type inside the new user namespace
};
std::string_view usernsStageName(UsernsStage stage); ///< "unshare", "uid_map", "net"

/// What the system says about its rules; absent where there is no such file.
struct UsernsRules
{
    std::optional<std::int64_t> unprivilegedClone; ///< kernel.unprivileged_userns_clone (Debian's patch)
    std::optional<std::int64_t> maxUserNamespaces; ///< user.max_user_namespaces
    std::optional<std::int64_t> maxOfType;         ///< user.max_TYPE_namespaces of the type that was refused
    std::optional<std::int64_t> apparmorRestrict;  ///< kernel.apparmor_restrict_unprivileged_userns (Ubuntu)
    std::string apparmorProfile;                   ///< of this process, empty where none
    std::int64_t seccomp = 0;                      ///< Seccomp of /proc/self/status: 2 is a filter
    bool chroot = false;                           ///< the root directory is no mount's root
    bool mapped = true;                            ///< our own uid has a name in our user namespace
};

struct UsernsVerdict
{
    bool allowed = true;
    std::string sentence; ///< what forbids it, with full stop; empty where allowed
    std::string remedy;   ///< command or setting that would allow it; may be empty
};

/// What an errno at this stage means under these rules. `type`: what was refused at stage Namespace.
UsernsVerdict explainUserns(int error, UsernsStage stage, const UsernsRules& rules, NsType type = NsType::Net);
UsernsRules readUsernsRules(const std::string& procRoot = "/proc", NsType type = NsType::Net);
/// Tries with a helper of its own (user, then net namespace, gone again at once) and explains what came out. An Error
/// where the helper could not be asked. Blocks for milliseconds, at most five seconds.
Result<UsernsVerdict> checkUserns(const std::string& labProgram, const std::string& procRoot = "/proc");

} // namespace nsscope
