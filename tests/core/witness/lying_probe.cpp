// SPDX-License-Identifier: Apache-2.0
// In the place of nsscope-lab for tests: answers the witnesses in one wrong way, named by NSSCOPE_LIE.
#include "core/base/instant.h"
#include "core/witness/probe_record.h"

#include <cstdlib>
#include <string_view>
#include <sys/socket.h>

using namespace nsscope;

namespace
{

constexpr std::int64_t hour = 3'600'000'000'000;

template <class Record> void tell(const Record& record, std::size_t size = sizeof(Record))
{
    ::send(probeSocketFd, &record, size, MSG_NOSIGNAL);
}

template <class Record> bool hear(Record& record) { return ::recv(probeSocketFd, &record, sizeof record, 0) == sizeof record; }

/// Stays until it is killed or its socket closed, as an honest one would.
int stay()
{
    char byte = 0;
    ::recv(probeSocketFd, &byte, 1, 0);
    return 0;
}

int gauge(std::string_view lie)
{
    GaugeRequest request;
    if (!hear(request))
        return 0;
    const std::int64_t now = bootNow().ns;
    GaugeReply refused;
    refused.kind = GaugeKind::Refused;
    refused.refusals = 1;
    refused.from = refused.lastRefused = now - 2000;
    refused.to = now - 1000;
    GaugeReply allowed = refused;
    allowed.kind = GaugeKind::Allowed;
    allowed.from = now - 900;
    allowed.to = now - 800;
    if (lie == "allowed at first")
        return tell(allowed), stay();
    if (lie == "refused twice")
        return tell(refused), tell(refused), stay();
    if (lie == "in the future")
        return refused.to = now + hour, tell(refused), stay();
    if (lie == "backwards")
        return refused.to = refused.from - 500, tell(refused), stay();
    if (lie == "another magic")
        return refused.magic = allocatorMagic, tell(refused), stay();
    if (lie == "short")
        return tell(refused, 7), stay();
    if (lie == "refused after it was allowed")
        return tell(refused), allowed.lastRefused = allowed.to + 1, tell(allowed), stay();
    if (lie == "unknown stage") {
        refused.kind = GaugeKind::Failed;
        refused.stage = static_cast<QuotaStage>(77);
        refused.error = 4711;
        return tell(refused), stay();
    }
    if (lie == "unknown kind")
        return refused.kind = static_cast<GaugeKind>(9), tell(refused), stay();
    return 0; // ends without a word
}

int allocator(std::string_view lie)
{
    AllocatorReply reply;
    tell(reply); // ready
    if (lie == "unasked") { // so often that some come while nothing was asked, however the two are scheduled
        for (int i = 0; i < 1000; ++i)
            tell(reply);
        return stay();
    }
    AllocatorRequest request;
    if (!hear(request))
        return 0;
    const std::int64_t now = bootNow().ns;
    reply.count = 1;
    reply.numbers[0] = 1;
    reply.before = now - 1000;
    reply.after = now - 500;
    if (lie == "in the future")
        return reply.after = now + hour, tell(reply), stay();
    if (lie == "backwards")
        return reply.before = now, reply.after = now - 500, tell(reply), stay();
    if (lie == "another magic")
        return reply.magic = gaugeMagic, tell(reply), stay();
    if (lie == "short")
        return tell(reply, 31), stay();
    if (lie == "refused")
        return reply.error = 1, tell(reply), stay();
    if (lie == "four million numbers") {
        reply.count = 4'000'000;
        reply.numbers.fill(1);
        return tell(reply), hear(request), 0;
    }
    return 0;
}

int quota(std::string_view lie)
{
    QuotaRecord record;
    const std::int64_t now = bootNow().ns;
    record.dropStart = record.lastRefused = now - 4000;
    record.dropEnd = now - 3000;
    record.createStart = now - 2000;
    record.createEnd = now - 1000;
    if (lie == "backwards")
        return record.createEnd = record.createStart - 1, tell(record), stay();
    if (lie == "another magic")
        return record.magic = gaugeMagic, tell(record), stay();
    if (lie == "short")
        return tell(record, 7), stay();
    if (lie == "more rounds than asked for") {
        for (int i = 0; i < 500; ++i)
            tell(record);
        record.kind = QuotaKind::Done;
        return tell(record), stay();
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const char* lie = std::getenv("NSSCOPE_LIE");
    const std::string_view probe = argc > 2 ? argv[2] : "";
    if (!lie)
        return 2;
    return probe == "gauge" ? gauge(lie) : probe == "allocator" ? allocator(lie) : quota(lie);
}
