// SPDX-License-Identifier: Apache-2.0
// What LabClient and nsscope-lab say to each other over a SOCK_SEQPACKET socket: one fixed-size record each way per
// step, in the machine's own byte order (both are one build on one machine). Each side checks all that the other
// says: the helper may have been taken over by the unprivileged user it runs as.
#pragma once
#include "core/base/error.h"
#include "core/lab/experiment.h"
#include "core/model/ns_ref.h"

#include <cstdint>
#include <optional>
#include <type_traits>

namespace nsscope
{

inline constexpr std::uint32_t labMagic = 0x4c53534eu; ///< "NSSL"
inline constexpr std::uint16_t labVersion = 1;
inline constexpr int labSocketFd = 3; ///< where the helper finds its socket
/// The helper refuses more (ENOBUFS), whatever it is asked.
inline constexpr std::uint32_t labMaxChildren = 64;
inline constexpr std::uint32_t labMaxRequests = 100'000;

/// Which part of a step failed.
enum class LabStage : std::uint32_t { Call = 0, IdMap = 1 };

struct LabRequest
{
    std::uint32_t magic = labMagic;
    std::uint16_t version = labVersion;
    std::uint16_t size = sizeof(LabRequest);
    std::uint32_t sequence = 0;
    LabOp op = LabOp::Unshare;
    std::uint32_t cloneFlag = 0; ///< CLONE_NEW*, one of them
    std::uint32_t reserved = 0;
};

/// A namespace; inode 0: none.
struct LabNamespace
{
    std::uint64_t dev = 0;
    std::uint64_t inode = 0;
    std::uint64_t id = 0;
};

struct LabReply
{
    std::uint32_t magic = labMagic;
    std::uint16_t version = labVersion;
    std::uint16_t size = sizeof(LabReply);
    std::uint32_t sequence = 0; ///< of the request
    LabOp op = LabOp::Unshare;
    std::uint32_t cloneFlag = 0;
    LabStage stage = LabStage::Call;
    std::int64_t beforeNs = 0; ///< CLOCK_BOOTTIME right before and
    std::int64_t afterNs = 0;  ///< right after the system call
    std::int64_t result = 0;
    std::int32_t error = 0; ///< errno, 0 for success
    std::int32_t holder = 0; ///< pid that holds `made`, or held `left` (EndChild), as the helper numbers processes
    LabNamespace made;
    LabNamespace left; ///< given up by this step, where the helper had made it
};

static_assert(std::is_trivially_copyable_v<LabRequest> && sizeof(LabRequest) == 24);
static_assert(std::is_trivially_copyable_v<LabReply> && sizeof(LabReply) == 104);

LabRequest makeRequest(std::uint32_t sequence, LabOp op, NsType type);
/// Magic, version, size, a known op and exactly one known clone flag.
Status checkRequest(const LabRequest& request, std::size_t bytes);
/// The same, and that it answers `request` with times in order and errors within errno's range.
Status checkReply(const LabReply& reply, std::size_t bytes, const LabRequest& request);
std::optional<NsRef> namespaceOf(const LabNamespace& ns, NsType type);

} // namespace nsscope
