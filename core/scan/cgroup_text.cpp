// SPDX-License-Identifier: Apache-2.0
#include "core/scan/cgroup_text.h"

#include <algorithm>

namespace nsscope
{

namespace
{

constexpr std::size_t shownDigits = 12;

bool isContainerId(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string_view withoutSuffix(std::string_view text, std::string_view suffix)
{
    return text.ends_with(suffix) ? text.substr(0, text.size() - suffix.size()) : text;
}

/// systemd writes "-" as "\x2d" in unit names.
std::string unescapeUnit(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 4) == "\\x2d") {
            out += '-';
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

struct Engine
{
    std::string_view prefix; ///< of a scope: "docker-" ID ".scope"
    std::string_view folder; ///< of a plain path: "/docker/" ID
    std::string_view name;
};
constexpr Engine engines[] = {
    {"docker-", "docker", "docker"},        {"cri-containerd-", "", "containerd"}, {"crio-", "", "crio"},
    {"libpod-", "libpod_parent", "podman"}, {"nerdctl-", "", "nerdctl"},
};

/// Name of a container, machine or pod that one folder of the path stands for; empty where it is none.
std::string nameOfFolder(std::string_view folder, std::string_view before)
{
    const std::string_view scope = withoutSuffix(folder, ".scope");
    for (const Engine& engine : engines) {
        if (scope.starts_with(engine.prefix) && isContainerId(scope.substr(engine.prefix.size())))
            return std::string(engine.name) + ':' +
                   std::string(scope.substr(engine.prefix.size(), shownDigits));
        if (!engine.folder.empty() && before == engine.folder && isContainerId(folder))
            return std::string(engine.name) + ':' + std::string(folder.substr(0, shownDigits));
    }
    if (isContainerId(folder))
        return "container:" + std::string(folder.substr(0, shownDigits));
    if (folder != scope && scope.starts_with("machine-"))
        return "machine:" + unescapeUnit(scope.substr(8));
    if (folder.starts_with("systemd-nspawn@") && folder.ends_with(".service"))
        return "machine:" + unescapeUnit(withoutSuffix(folder, ".service").substr(15));
    if (folder.starts_with("lxc.payload."))
        return "lxc:" + std::string(folder.substr(12));
    if (before == "lxc" && !folder.empty())
        return "lxc:" + std::string(folder);
    const std::string_view slice = withoutSuffix(folder, ".slice");
    if (const auto pod = slice.rfind("-pod");
        folder != slice && slice.starts_with("kubepods") && pod != std::string_view::npos)
        return "pod:" + std::string(slice.substr(pod + 4));
    if (before.starts_with("kubepods") || before == "burstable" || before == "besteffort") {
        if (folder.starts_with("pod"))
            return "pod:" + std::string(folder.substr(3));
    }
    return {};
}

bool isUnit(std::string_view folder)
{
    return folder.ends_with(".service") || folder.ends_with(".socket") || folder.ends_with(".scope");
}

/// The path of the unified hierarchy, else systemd's own, else the first that is not the root.
std::string_view pathIn(std::string_view text)
{
    std::string_view best;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        at = end + 1;
        const auto path = line.find(":/");
        if (path == std::string_view::npos || path + 2 == line.size())
            continue;
        if (line.starts_with("0::") || line.find(":name=systemd:") != std::string_view::npos)
            return line.substr(path + 1);
        if (best.empty())
            best = line.substr(path + 1);
    }
    return best;
}

} // namespace

std::vector<std::string> parseCgroupNames(std::string_view text)
{
    std::vector<std::string> names;
    std::string_view before;
    std::string_view unit;
    std::string_view path = pathIn(text);
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::string_view folder = path.substr(0, path.find('/'));
        path.remove_prefix(folder.size());
        std::string name = nameOfFolder(folder, before);
        if (!name.empty())
            names.push_back(std::move(name));
        else if (isUnit(folder))
            unit = folder;
        before = folder;
    }
    if (names.empty() && !unit.empty())
        names.push_back(unescapeUnit(unit));
    return names;
}

} // namespace nsscope
