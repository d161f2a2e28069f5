// SPDX-License-Identifier: Apache-2.0
#include "app/lab/probe.h"

#include "app/lab/id_map.h"
#include "app/lab/process_setup.h"
#include "core/base/instant.h"
#include "core/witness/probe_record.h"

#include <cerrno>
#include <charconv>
#include <poll.h>
#include <sched.h>
#include <string_view>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr int wrongUsage = 2;
constexpr std::uint32_t roundsCap = 1000;

} // namespace

int runProbe(int argc, char** argv)
{
    const std::string_view name = argc > 0 ? argv[0] : "";
    if (name == "allocator" && argc == 1)
        return runAllocatorProbe(probeSocketFd);
    if (name == "gauge" && argc == 1)
        return runGaugeProbe(probeSocketFd);
    if (name != "quota" || argc != 4)
        return wrongUsage;
    const auto type = nsTypeByName(argv[1]);
    const std::string_view variant = argv[2];
    const std::string_view text = argv[3];
    std::uint32_t rounds = 0;
    const auto [stop, code] = std::from_chars(text.data(), text.data() + text.size(), rounds);
    if (!type || (variant != "plain" && variant != "populated") || code != std::errc{} ||
        stop != text.data() + text.size() || rounds < 1 || rounds > roundsCap)
        return wrongUsage;
    return runQuotaProbe(probeSocketFd, *type, variant == "populated", rounds);
}

int enterOwnUserNs(bool& mapped)
{
    const std::uint32_t uid = ::geteuid();
    const std::uint32_t gid = ::getegid();
    mapped = true;
    if (::unshare(CLONE_NEWUSER) != 0)
        return errno;
    const int error = writeIdMaps(uid, gid);
    mapped = error == 0;
    dieWithParent();
    return error;
}

bool socketClosed(int socket)
{
    pollfd state{socket, POLLIN, 0};
    return ::poll(&state, 1, 0) > 0 && (state.revents & (POLLHUP | POLLERR)) != 0;
}

std::int64_t probeNow() { return bootNow().ns; }

} // namespace nsscope
