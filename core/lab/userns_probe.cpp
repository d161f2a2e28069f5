// SPDX-License-Identifier: Apache-2.0
#include "core/base/read_file.h"
#include "core/lab/lab_client.h"
#include "core/lab/userns_check.h"

#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/stat.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr int probePatienceMs = 5000;

std::optional<std::int64_t> parseNumber(std::string_view text)
{
    std::int64_t value = 0;
    const auto [stop, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || stop == text.data())
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> readNumber(const std::string& path)
{
    const auto text = readFileAt(AT_FDCWD, path, 256);
    return text ? parseNumber(*text) : std::nullopt;
}

/// Value of "Seccomp:\t2" in the text of /proc/self/status (proc_pid_status(5)).
std::int64_t seccompMode(const std::string& status)
{
    constexpr std::string_view key = "\nSeccomp:";
    const std::size_t at = status.find(key);
    if (at == std::string::npos)
        return 0;
    const std::size_t value = status.find_first_not_of(" \t", at + key.size());
    return value == std::string::npos ? 0 : parseNumber(std::string_view(status).substr(value)).value_or(0);
}

/// A root directory that is no mount's root: somebody called chroot(2). Kernels before 5.8 do not tell (statx(2)).
bool rootIsInsideAMount()
{
    struct statx info{};
    if (::statx(AT_FDCWD, "/", 0, STATX_BASIC_STATS, &info) != 0)
        return false;
    return (info.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) && !(info.stx_attributes & STATX_ATTR_MOUNT_ROOT);
}

/// uid_map lines are "inside outside count" (user_namespaces(7)).
bool isMapped(const std::string& map, std::uint64_t uid)
{
    std::size_t at = 0;
    while (at < map.size()) {
        unsigned long long inside = 0;
        unsigned long long outside = 0;
        unsigned long long count = 0;
        if (std::sscanf(map.c_str() + at, "%llu %llu %llu", &inside, &outside, &count) == 3 && uid >= inside &&
            uid - inside < count)
            return true;
        at = map.find('\n', at);
        if (at == std::string::npos)
            break;
        ++at;
    }
    return false;
}

Result<LabReply> askAndWait(LabClient& lab, LabOp op, NsType type)
{
    if (const Status asked = lab.ask(op, type); !asked)
        return tl::make_unexpected(asked.error());
    for (;;) {
        auto reply = lab.receive();
        if (!reply)
            return tl::make_unexpected(reply.error());
        if (*reply)
            return **reply;
        pollfd wait{lab.descriptor(), POLLIN, 0};
        if (::poll(&wait, 1, probePatienceMs) == 0)
            return failure("nsscope-lab does not answer", {}, ETIMEDOUT);
    }
}

} // namespace

UsernsRules readUsernsRules(const std::string& procRoot, NsType type)
{
    const std::string kernel = procRoot + "/sys/kernel/";
    const std::string user = procRoot + "/sys/user/";
    UsernsRules rules;
    rules.unprivilegedClone = readNumber(kernel + "unprivileged_userns_clone");
    rules.apparmorRestrict = readNumber(kernel + "apparmor_restrict_unprivileged_userns");
    rules.maxUserNamespaces = readNumber(user + "max_user_namespaces");
    rules.maxOfType = readNumber(user + std::string(nsTypeRow(type).maxSysctl));
    if (auto profile = readFileAt(AT_FDCWD, procRoot + "/self/attr/apparmor/current", 4096)) {
        while (!profile->empty() && (profile->back() == '\n' || profile->back() == '\0'))
            profile->pop_back();
        rules.apparmorProfile = *profile;
    }
    if (const auto status = readFileAt(AT_FDCWD, procRoot + "/self/status", 65536))
        rules.seccomp = seccompMode(*status);
    if (const auto map = readFileAt(AT_FDCWD, procRoot + "/self/uid_map", 65536))
        rules.mapped = isMapped(*map, ::geteuid());
    rules.chroot = rootIsInsideAMount();
    return rules;
}

Result<UsernsVerdict> checkUserns(const std::string& labProgram, const std::string& procRoot)
{
    auto lab = LabClient::start(labProgram);
    if (!lab)
        return tl::make_unexpected(lab.error());
    auto reply = askAndWait(*lab, LabOp::NewUserNs, NsType::User);
    UsernsStage stage = UsernsStage::Unshare;
    if (reply && reply->error == 0) {
        stage = UsernsStage::Namespace;
        reply = askAndWait(*lab, LabOp::Unshare, NsType::Net);
    }
    if (!reply)
        return tl::make_unexpected(reply.error());
    if (reply->stage == LabStage::IdMap)
        stage = UsernsStage::IdMap;
    return explainUserns(reply->error, stage, readUsernsRules(procRoot));
}

} // namespace nsscope
