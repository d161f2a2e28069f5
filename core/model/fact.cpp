// SPDX-License-Identifier: Apache-2.0
#include "core/model/fact.h"

#include <algorithm>
#include <array>

namespace nsscope {

namespace {

constexpr std::array<std::string_view, evidenceKindCount> evidenceNames{
    "born", "left", "obsolete", "teardown_started", "number_free", "destroyed", "memory_free"};
constexpr std::array<std::string_view, 4> stateNames{"ready", "playing", "paused", "ended"};

template <class E, std::size_t N>
std::optional<E> byName(const std::array<std::string_view, N>& names, std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<E>(found - names.begin());
}

} // namespace

std::string_view evidenceKindName(EvidenceKind kind)
{
    return evidenceNames[static_cast<std::size_t>(kind)];
}
std::optional<EvidenceKind> evidenceKindByName(std::string_view name)
{
    return byName<EvidenceKind>(evidenceNames, name);
}

std::string_view labStateName(LabControl::State state)
{
    return stateNames[static_cast<std::size_t>(state)];
}
std::optional<LabControl::State> labStateByName(std::string_view name)
{
    return byName<LabControl::State>(stateNames, name);
}

bool isHeld(const NamespaceInfo& info)
{
    return info.processes + info.threads > 0 || std::any_of(info.holders.begin(), info.holders.end(),
                                                            [](const Holder& h) { return isTask(h.kind); });
}

} // namespace nsscope
