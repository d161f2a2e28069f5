// SPDX-License-Identifier: Apache-2.0
#include "app/cli/selection.h"

#include "core/base/read_file.h"
#include "core/track/filter_fields.h"
#include "core/track/filter_value.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

/// Tgid of /proc/ID/status; 0 where the text has none.
std::int32_t parseTgid(std::string_view status)
{
    const std::size_t at = status.find("\nTgid:\t");
    std::int32_t tgid = 0;
    if (at != status.npos)
        std::from_chars(status.data() + at + 7, status.data() + status.size(), tgid);
    return tgid;
}

std::string typeFault(const std::string& name)
{
    const FilterField& field = *filterFieldByName("type");
    if (nsTypeByName(name))
        return {};
    return fmt::format("'{}' is no namespace type{}", name, filterHint(name, filterWordsOf(field)));
}

} // namespace

void expectTypes(CLI::Option* option)
{
    option->delimiter(',')->type_name("T[,T]")->check(CLI::Validator([](std::string& name) { return typeFault(name); }, ""));
}

std::vector<NsType> typesByName(const std::vector<std::string>& names)
{
    std::vector<NsType> types;
    for (const std::string& name : names) {
        if (const auto type = nsTypeByName(name))
            types.push_back(*type);
    }
    return types;
}

Result<std::vector<NsRef>> namespacesOfTask(const Snapshot& snapshot, std::int32_t id, const std::string& procRoot)
{
    const std::string folder = fmt::format("{}/{}", procRoot, id);
    const auto status = readFileAt(AT_FDCWD, folder + "/status");
    if (!status)
        return status.error().code == ENOENT || status.error().code == ESRCH
                   ? failure(fmt::format("no process or thread {}", id), "", 0)
                   : tl::unexpected(status.error());
    const std::int32_t pid = parseTgid(*status);
    std::array<const NsRef*, nsTypeCount> byProcess{}, byThread{};
    for (const NamespaceInfo& info : snapshot.namespaces) {
        for (const Holder& h : info.holders) {
            if (h.kind == HolderKind::Process && h.pid == pid)
                byProcess[static_cast<std::size_t>(info.ref.type)] = &info.ref;
            else if (h.kind == HolderKind::Thread && h.tid == id)
                byThread[static_cast<std::size_t>(info.ref.type)] = &info.ref;
        }
    }
    std::vector<NsRef> refs;
    for (std::size_t i = 0; i < nsTypeCount; ++i) {
        if (const NsRef* ref = byThread[i] != nullptr ? byThread[i] : byProcess[i])
            refs.push_back(*ref);
    }
    const std::string link = folder + "/ns/user";
    char text[64];
    if (refs.empty() && readlink(link.c_str(), text, sizeof text) < 0 && (errno == EACCES || errno == EPERM))
        return failure("readlink", link, errno, "run as root or with CAP_SYS_PTRACE");
    return refs;
}

} // namespace nsscope
