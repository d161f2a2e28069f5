// SPDX-License-Identifier: Apache-2.0
#include "core/lab/protocol.h"

#include <algorithm>
#include <cerrno>

namespace nsscope
{

namespace
{

constexpr std::int32_t maxErrno = 4095; // include/linux/err.h MAX_ERRNO

bool isKnown(LabOp op) { return (op >= LabOp::NewUserNs && op <= LabOp::Exit) || isActorOp(op); }

/// Only what can be part of a path below our own directory, or of a process's name.
bool isPlainName(const std::array<char, 44>& name)
{
    const auto end = std::find(name.begin(), name.end(), '\0');
    return end != name.end() && std::all_of(name.begin(), end, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
           });
}

bool isSound(const LabOperands& o)
{
    std::uint32_t known = 0;
    for (const NsTypeRow& row : nsTypeTable())
        known |= row.cloneFlag;
    const std::uint16_t actor = std::max(std::max(o.actor, o.child), std::max(o.of, o.to));
    return (o.cloneFlags & ~known) == 0 && actor < labMaxActors && std::max(o.fd, o.toFd) < labMaxFds &&
           (o.flags & ~(labOPath | labRaw)) == 0 && isPlainName(o.name);
}

/// Needs a type, one or more.
bool takesTypes(LabOp op) { return op == LabOp::ActorUnshare || op == LabOp::ActorClone; }
bool takesOneType(LabOp op) { return op == LabOp::ActorOpen || op == LabOp::ActorBind; }
bool takesName(LabOp op) { return op == LabOp::ActorBind || op == LabOp::ActorUnmount; }

bool isSound(const LabRequest& request)
{
    const LabOperands& o = request.operands;
    if (!isActorOp(request.op))
        return nsTypeByCloneFlag(request.cloneFlag) && o == LabOperands();
    if (request.cloneFlag != 0 || !isSound(o) || (takesName(request.op) && o.name[0] == '\0'))
        return false;
    return (!takesTypes(request.op) || o.cloneFlags != 0) &&
           (!takesOneType(request.op) || nsTypeByCloneFlag(o.cloneFlags));
}

} // namespace

bool isActorOp(LabOp op) { return op >= LabOp::Begin && op <= LabOp::EndAll; }

bool endsHelper(LabOp op) { return op == LabOp::Exit || op == LabOp::EndAll; }

LabRequest makeRequest(std::uint32_t sequence, LabOp op, NsType type)
{
    LabRequest request;
    request.sequence = sequence;
    request.op = op;
    request.cloneFlag = nsTypeRow(type).cloneFlag;
    return request;
}

LabRequest makeRequest(std::uint32_t sequence, const LabAction& action)
{
    if (!isActorOp(action.op))
        return makeRequest(sequence, action.op, action.type);
    LabRequest request;
    request.sequence = sequence;
    request.op = action.op;
    request.operands = action.operands;
    return request;
}

Status checkRequest(const LabRequest& request, std::size_t bytes)
{
    if (bytes != sizeof request || request.size != sizeof request || request.magic != labMagic)
        return failure("request is not of this protocol", {}, EPROTO);
    if (request.version != labVersion)
        return failure("request of another version", {}, EPROTO);
    if (!isKnown(request.op) || request.reserved != 0 || !isSound(request))
        return failure("request for something unknown", {}, EPROTO);
    return {};
}

Status checkReply(const LabReply& reply, std::size_t bytes, const LabRequest& request)
{
    if (bytes != sizeof reply || reply.size != sizeof reply || reply.magic != labMagic || reply.version != labVersion)
        return failure("nsscope-lab speaks another protocol", {}, EPROTO, "install programs of one version together");
    if (reply.sequence != request.sequence || reply.op != request.op || reply.cloneFlag != request.cloneFlag)
        return failure("nsscope-lab answered what it was not asked", {}, EPROTO);
    const bool sane = reply.beforeNs >= 0 && reply.afterNs >= reply.beforeNs && reply.error >= 0 &&
                      reply.error <= maxErrno && reply.holder >= 0 && reply.stage <= LabStage::IdMap;
    const bool pids = std::all_of(reply.touched.begin(), reply.touched.end(), [](std::int32_t pid) { return pid >= 0; });
    if (!sane || !pids || reply.call.back() != '\0')
        return failure("nsscope-lab answered with impossible values", {}, EPROTO);
    return {};
}

std::optional<NsRef> namespaceOf(const LabNamespace& ns, NsType type)
{
    if (ns.inode == 0)
        return std::nullopt;
    return NsRef{type, ns.dev, ns.inode, ns.id};
}

} // namespace nsscope
