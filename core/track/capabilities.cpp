// SPDX-License-Identifier: Apache-2.0
#include "core/track/capabilities.h"

#include "core/track/why.h"

#include <array>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr std::size_t deepest = 40; // above the kernel's limit of 33 levels
constexpr std::uint32_t overflowUid = 65534;

/// An id that the observer's user namespace does not map looks like any other such id.
bool isTold(std::uint32_t uid, const Snapshot& snapshot) { return snapshot.host.initialUserNs || uid != overflowUid; }

} // namespace

std::string_view capabilityVerdictName(CapabilityVerdict verdict)
{
    static constexpr std::array<std::string_view, 4> names{"all", "own", "none", "unknown"};
    return names[static_cast<std::size_t>(verdict)];
}

CapabilityAnswer capabilitiesOver(const Snapshot& snapshot, const NsRef& target, const Actor& actor)
{
    using enum CapabilityVerdict;
    CapabilityAnswer answer;
    const NamespaceInfo* const info = findNamespace(snapshot, target);
    if (info == nullptr || actor.userNs.inode == 0)
        return answer;
    NsLink link = target.type == NsType::User ? NsLink::to(info->ref) : info->owner;
    answer.owner = link.ref;
    for (std::size_t depth = 0; depth < deepest && link.kind == NsLink::Kind::Ref; ++depth) {
        const NamespaceInfo* const step = findNamespace(snapshot, link.ref);
        if (step == nullptr)
            return answer;
        if (maybeSame(step->ref, actor.userNs)) {
            answer.verdict = actor.effective != 0 ? Own : None;
            answer.effective = actor.effective;
            answer.by = step->ref;
            return answer;
        }
        if (step->parent.kind == NsLink::Kind::Ref && maybeSame(step->parent.ref, actor.userNs)) {
            if (!step->ownerUid || !isTold(*step->ownerUid, snapshot) || !isTold(actor.uid, snapshot))
                return answer;
            if (*step->ownerUid == actor.uid) {
                answer.verdict = All;
                answer.by = step->ref;
                return answer;
            }
        }
        link = step->parent;
    }
    // Beyond what the observer sees there is nothing below the user namespace of a process that it sees.
    if (link.kind == NsLink::Kind::None || link.kind == NsLink::Kind::Outside)
        answer.verdict = None;
    return answer;
}

std::string capabilitySentence(const CapabilityAnswer& answer, const NsRef& target, std::string_view who, const Actor& actor)
{
    const bool itself = target.type == NsType::User;
    const bool direct = maybeSame(answer.by, answer.owner);
    const std::string owner = itself ? "it" : fmt::format("{}, which owns it", linkText(answer.owner));
    const std::string place = !direct ? "above " + owner : itself ? "this one" : "the one that owns it";
    switch (answer.verdict) {
    case CapabilityVerdict::All:
        return fmt::format("{} has all capabilities over it: its user {} made {}.", who, actor.uid,
                           direct ? owner : fmt::format("{}, which is above {}", linkText(answer.by), owner));
    case CapabilityVerdict::Own:
        return fmt::format("{} has over it the capabilities that it has anyway (CapEff {:016x}): its user namespace {} is {}.", who,
                           answer.effective, linkText(answer.by), place);
    case CapabilityVerdict::None:
        if (answer.by.inode != 0)
            return fmt::format("{} has no capabilities over it: its user namespace {} is {}, but it has none there.", who,
                               linkText(answer.by), place);
        if (answer.owner.inode == 0)
            return fmt::format("{} has no capabilities over it: it is owned outside of what can be seen from here.", who);
        return fmt::format("{} has no capabilities over it: neither is its user namespace {} above {}, nor did its user {} make one "
                           "that is.", who, linkText(actor.userNs), owner, actor.uid);
    case CapabilityVerdict::Unknown:
        break;
    }
    return fmt::format("Which capabilities {} has over it cannot be told: a user namespace on the way could not be read.", who);
}

} // namespace nsscope
