// SPDX-License-Identifier: Apache-2.0
// What the probes of nsscope-lab and their witnesses say to each other: one fixed-size record a datagram over a
// SOCK_SEQPACKET socket, in the machine's own byte order. All times are nanoseconds on CLOCK_BOOTTIME.
#pragma once
#include <array>
#include <cstdint>
#include <type_traits>

namespace nsscope
{

inline constexpr int probeSocketFd = 3; ///< where the probe finds its socket

inline constexpr std::uint32_t quotaMagic = 0x5153534eu; ///< "NSSQ"

enum class QuotaKind : std::uint32_t {
    Round = 1, ///< one namespace dropped and its quota waited for
    Idle = 2,  ///< one creation with nothing pending and no limit: only createStart and createEnd
    Done = 3,
    Failed = 4 ///< `error` and `stage` say what
};

enum class QuotaStage : std::uint32_t {
    UserNs = 1, ///< unshare(CLONE_NEWUSER)
    IdMap = 2,
    Home = 3,   ///< the first namespace of the type, to come back to
    Limit = 4,  ///< writing /proc/sys/user/max_TYPE_namespaces
    Create = 5,
    Drop = 6,
    Patience = 7, ///< the quota was not back after ten seconds
    NotHeld = 8   ///< the limit was taken, and one more was made all the same
};

/// From `nsscope-lab --probe quota TYPE VARIANT ROUNDS`, in this order: rounds, idles, Done; or Failed at any time.
struct QuotaRecord
{
    std::uint32_t magic = quotaMagic;
    QuotaKind kind = QuotaKind::Round;
    std::int32_t error = 0; ///< errno
    QuotaStage stage = QuotaStage::UserNs;
    std::uint32_t refusals = 0; ///< creations refused with ENOSPC
    std::uint32_t reserved = 0;
    std::int64_t dropStart = 0;   ///< call that drops the last reference (setns, or waitpid of the last member)
    std::int64_t dropEnd = 0;
    std::int64_t lastRefused = 0; ///< end of the last refused creation; dropStart where none was
    std::int64_t createStart = 0; ///< the creation that succeeded
    std::int64_t createEnd = 0;
};
static_assert(std::is_trivially_copyable_v<QuotaRecord> && sizeof(QuotaRecord) == 64);

inline constexpr std::uint32_t allocatorMagic = 0x4153534eu; ///< "NSSA"
inline constexpr std::uint32_t allocatorNumbers = 128;       ///< most numbers taken at once

/// To `nsscope-lab --probe allocator`: take the lowest free numbers one after another until one is not below `upTo`.
struct AllocatorRequest
{
    std::uint32_t magic = allocatorMagic;
    std::uint32_t most = 1; ///< 1 to allocatorNumbers
    std::uint64_t upTo = 0;
};
static_assert(std::is_trivially_copyable_v<AllocatorRequest> && sizeof(AllocatorRequest) == 16);

/// Its answer: the numbers that were found free between `before` and `after`, given back right after that. The first
/// answer comes unasked and has none: the probe is ready, or `error` says why not.
struct AllocatorReply
{
    std::uint32_t magic = allocatorMagic;
    std::int32_t error = 0; ///< errno
    std::uint32_t count = 0;
    std::uint32_t reserved = 0;
    std::int64_t before = 0;
    std::int64_t after = 0;
    std::array<std::uint64_t, allocatorNumbers> numbers{};
};
static_assert(std::is_trivially_copyable_v<AllocatorReply> && sizeof(AllocatorReply) == 32 + 8 * allocatorNumbers);

inline constexpr std::uint32_t gaugeMagic = 0x4753534eu; ///< "NSSG"

/// To `nsscope-lab --probe gauge`, once: read the count of this type in the user namespace of this process.
struct GaugeRequest
{
    std::uint32_t magic = gaugeMagic;
    std::int32_t pid = 0;
    std::uint32_t cloneFlag = 0;
    std::uint32_t reserved = 0;
};
static_assert(std::is_trivially_copyable_v<GaugeRequest> && sizeof(GaugeRequest) == 16);

enum class GaugeKind : std::uint32_t {
    Refused = 1, ///< the first creation was refused; it goes on trying
    Allowed = 2, ///< one was not refused any more; the last record
    Failed = 3   ///< `error` and `stage` say what; the last record
};

struct GaugeReply
{
    std::uint32_t magic = gaugeMagic;
    GaugeKind kind = GaugeKind::Failed;
    QuotaStage stage = QuotaStage::UserNs;
    std::int32_t error = 0;       ///< errno
    std::uint32_t refusals = 0;   ///< so far
    std::uint32_t reserved = 0;
    std::int64_t lastRefused = 0; ///< begin of the last creation that was refused
    std::int64_t from = 0;        ///< begin and
    std::int64_t to = 0;          ///< end of the last creation tried
};
static_assert(std::is_trivially_copyable_v<GaugeReply> && sizeof(GaugeReply) == 48);

} // namespace nsscope
