// SPDX-License-Identifier: Apache-2.0
// What the helper and its actors say to each other: one order, one answer, over a SOCK_SEQPACKET pair each; a
// descriptor may come along. Both ends are one program; what comes from outside was checked by the helper.
#pragma once
#include "app/lab/ns_identity.h"
#include "core/base/unique_fd.h"
#include "core/lab/protocol.h"

#include <array>
#include <cstdint>

namespace nsscope
{

struct ActorOrder
{
    LabOp op = LabOp::ActorExit;
    LabOperands operands;
    std::int32_t ofPid = 0; ///< as /proc shows it; 0: the actor itself
    std::int32_t ofTid = 0;
};

struct ActorAnswer
{
    std::int64_t beforeNs = 0;
    std::int64_t afterNs = 0;
    std::int64_t result = 0;
    std::int32_t error = 0;
    LabStage stage = LabStage::Call;
    std::int32_t tid = 0; ///< a new actor's own, as its pid namespace numbers it
    std::array<LabNamespace, nsTypeCount> made{};
    std::array<char, 128> call{};
};

/// Sends one record, with `fd` where that is not -1. False where the other end has gone.
template <class Record> bool sendRecord(int socket, const Record& record, int fd = -1)
{
    return sendBytes(socket, &record, sizeof record, fd);
}
bool sendBytes(int socket, const void* bytes, std::size_t size, int fd);

struct Received
{
    bool whole = false;    ///< a record of the right size came
    UniqueFd fd;           ///< that came along
    std::int32_t pid = 0;  ///< of the sender, where the socket has SO_PASSCRED
};
/// Waits for one record; `patienceMs` -1: for ever. Not whole at the end of the socket too.
Received receiveBytes(int socket, void* bytes, std::size_t size, int patienceMs);
template <class Record> Received receiveRecord(int socket, Record& record, int patienceMs = -1)
{
    return receiveBytes(socket, &record, sizeof record, patienceMs);
}

} // namespace nsscope
