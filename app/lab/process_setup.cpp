// SPDX-License-Identifier: Apache-2.0
#include "app/lab/process_setup.h"

#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr std::uint32_t nobodysGroup = 65534;

/// A whole decimal number that is a valid id (-1 is not).
std::optional<std::uint32_t> parseId(const char* text)
{
    if (!text)
        return std::nullopt;
    std::uint32_t id = 0;
    const char* const end = text + std::strlen(text);
    const auto [stop, code] = std::from_chars(text, end, id);
    if (code != std::errc{} || stop != end || stop == text || id == UINT32_MAX)
        return std::nullopt;
    return id;
}

} // namespace

std::optional<InvokingUser> invokingUser(const char* sudoUid, const char* sudoGid, const char* pkexecUid)
{
    const auto bySudo = parseId(sudoUid);
    const auto uid = bySudo ? bySudo : parseId(pkexecUid);
    if (!uid)
        return std::nullopt;
    if (const auto gid = parseId(sudoGid); gid && bySudo)
        return InvokingUser{*uid, *gid};
    const passwd* entry = ::getpwuid(*uid);
    return InvokingUser{*uid, entry ? entry->pw_gid : nobodysGroup};
}

void closeDescriptorsAbove(int last) { ::syscall(SYS_close_range, last + 1, ~0u, 0); }

bool becomeInvokingUser()
{
    if (::geteuid() != 0)
        return true;
    const auto user = invokingUser(std::getenv("SUDO_UID"), std::getenv("SUDO_GID"), std::getenv("PKEXEC_UID"));
    if (!user || user->uid == 0)
        return true;
    if (::setgroups(0, nullptr) != 0 || ::setresgid(user->gid, user->gid, user->gid) != 0 ||
        ::setresuid(user->uid, user->uid, user->uid) != 0)
        return false;
    // A change of ids makes /proc/self root's (prctl(2), PR_SET_DUMPABLE), and uid_map could not be written.
    return ::prctl(PR_SET_DUMPABLE, 1) == 0 && ::setuid(0) != 0;
}

void dieWithParent() { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }

bool parentStillThere(int socket)
{
    ucred maker{};
    socklen_t size = sizeof maker;
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &maker, &size) == 0 && maker.pid == ::getppid();
}

} // namespace nsscope
