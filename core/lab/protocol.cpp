// SPDX-License-Identifier: Apache-2.0
#include "core/lab/protocol.h"

#include <cerrno>

namespace nsscope
{

namespace
{

constexpr std::int32_t maxErrno = 4095; // include/linux/err.h MAX_ERRNO

bool isKnown(LabOp op) { return op >= LabOp::NewUserNs && op <= LabOp::Exit; }

} // namespace

LabRequest makeRequest(std::uint32_t sequence, LabOp op, NsType type)
{
    LabRequest request;
    request.sequence = sequence;
    request.op = op;
    request.cloneFlag = nsTypeRow(type).cloneFlag;
    return request;
}

Status checkRequest(const LabRequest& request, std::size_t bytes)
{
    if (bytes != sizeof request || request.size != sizeof request || request.magic != labMagic)
        return failure("request is not of this protocol", {}, EPROTO);
    if (request.version != labVersion)
        return failure("request of another version", {}, EPROTO);
    if (!isKnown(request.op) || !nsTypeByCloneFlag(request.cloneFlag) || request.reserved != 0)
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
    if (!sane)
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
