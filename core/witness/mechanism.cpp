// SPDX-License-Identifier: Apache-2.0
#include "core/witness/mechanism.h"

#include <charconv>
#include <fmt/format.h>
#include <sys/utsname.h>

namespace nsscope
{

std::optional<KernelVersion> parseKernelVersion(std::string_view release)
{
    const char* const end = release.data() + release.size();
    KernelVersion version;
    const auto major = std::from_chars(release.data(), end, version.major);
    if (major.ec != std::errc{} || major.ptr == end || *major.ptr != '.')
        return std::nullopt;
    const auto minor = std::from_chars(major.ptr + 1, end, version.minor);
    if (minor.ec != std::errc{} || version.major < 0 || version.minor < 0)
        return std::nullopt;
    return version;
}

KernelVersion runningKernel()
{
    utsname system{};
    if (::uname(&system) != 0)
        return {};
    return parseKernelVersion(system.release).value_or(KernelVersion{});
}

std::string kernelVersionText(KernelVersion version) { return fmt::format("{}.{}", version.major, version.minor); }

std::string MechanismAnswer::sentence() const
{
    if (!row)
        return "This kernel has no such namespaces.";
    if (verified)
        return std::string(row->sentence);
    return fmt::format("{} (Read in kernels {} to {}, not in this one.)", row->sentence, kernelVersionText(row->from),
                       kernelVersionText(row->to));
}

MechanismAnswer mechanismOf(NsType type, KernelVersion kernel)
{
    // Time namespaces came with 5.6 (commit 769071ac9f20); all other types are older than anything in the table.
    if (type == NsType::Time && kernel < KernelVersion{5, 6})
        return {};
    MechanismAnswer answer;
    for (const Mechanism& row : mechanismTable()) {
        if (row.type != type)
            continue;
        if (!answer.row || row.from <= kernel)
            answer = {&row, row.from <= kernel && kernel <= row.to};
    }
    return answer;
}

} // namespace nsscope
