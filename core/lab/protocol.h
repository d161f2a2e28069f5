// SPDX-License-Identifier: Apache-2.0
// What LabClient and nsscope-lab say to each other over a SOCK_SEQPACKET socket: one fixed-size record each way per
// step, in the machine's own byte order (both are one build on one machine). Each side checks all that the other
// says: the helper may have been taken over by the unprivileged user it runs as.
#pragma once
#include "core/base/error.h"
#include "core/lab/experiment.h"
#include "core/model/ns_ref.h"

#include <array>
#include <cstdint>
#include <optional>
#include <type_traits>

namespace nsscope
{

inline constexpr std::uint32_t labMagic = 0x4c53534eu; ///< "NSSL"
inline constexpr std::uint16_t labVersion = 2;
inline constexpr int labSocketFd = 3; ///< where the helper finds its socket
/// The helper refuses more (ENOBUFS), whatever it is asked.
inline constexpr std::uint32_t labMaxChildren = 64;
inline constexpr std::uint32_t labMaxRequests = 100'000;
inline constexpr std::size_t labMaxActors = 40;  ///< alive at a time
inline constexpr std::size_t labMaxFds = 64;     ///< slots of each actor
inline constexpr std::uint32_t labMaxMade = 500; ///< namespaces that actors make in all
inline constexpr std::uint32_t labMaxActorSteps = 2500;
inline constexpr std::size_t labMaxTouched = 16;

/// Which part of a step failed.
enum class LabStage : std::uint32_t { Call = 0, IdMap = 1 };

struct LabRequest
{
    std::uint32_t magic = labMagic;
    std::uint16_t version = labVersion;
    std::uint16_t size = sizeof(LabRequest);
    std::uint32_t sequence = 0;
    LabOp op = LabOp::Unshare;
    std::uint32_t cloneFlag = 0; ///< CLONE_NEW*, one of them; 0 from Begin on
    std::uint32_t reserved = 0;
    LabOperands operands; ///< from Begin on
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

    // From Begin on:
    std::array<LabNamespace, nsTypeCount> all{};     ///< made, by type
    std::array<std::int32_t, labMaxTouched> touched{}; ///< processes to look at again, 0: none
    std::array<char, 128> call{};                    ///< the call as it was made, ends with 0
};

static_assert(std::is_trivially_copyable_v<LabRequest> && sizeof(LabRequest) == 88);
static_assert(std::is_trivially_copyable_v<LabReply> && sizeof(LabReply) == 488);

LabRequest makeRequest(std::uint32_t sequence, LabOp op, NsType type);
/// The same for an op of actors too; not for Sleep and Wait.
LabRequest makeRequest(std::uint32_t sequence, const LabAction& action);
/// True for ops of actors (Begin to EndAll).
bool isActorOp(LabOp op);
/// True for the ops after whose reply the helper ends.
bool endsHelper(LabOp op);
/// Magic, version, size, a known op with sound operands, and exactly one known clone flag where the helper itself acts.
Status checkRequest(const LabRequest& request, std::size_t bytes);
/// The same, and that it answers `request` with times in order and errors within errno's range.
Status checkReply(const LabReply& reply, std::size_t bytes, const LabRequest& request);
std::optional<NsRef> namespaceOf(const LabNamespace& ns, NsType type);

} // namespace nsscope
