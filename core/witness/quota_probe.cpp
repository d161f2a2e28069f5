// SPDX-License-Identifier: Apache-2.0
#include "core/witness/quota_probe.h"

#include "core/base/error.h"
#include "core/witness/probe_process.h"

#include <cerrno>
#include <fmt/format.h>
#include <poll.h>

namespace nsscope
{

namespace
{

constexpr int meanwhilePauseMs = 50;
constexpr std::uint32_t idleCap = 64;

/// False at the end, with the reason in `series`.
bool take(const QuotaRecord& record, std::uint32_t rounds, QuotaSeries& series)
{
    const bool timely = record.createStart <= record.createEnd && record.dropStart <= record.dropEnd;
    if (record.magic != quotaMagic || !timely) {
        series.failure = "the helper talks nonsense";
        return false;
    }
    switch (record.kind) {
    case QuotaKind::Round:
        if (series.rounds.size() < rounds)
            series.rounds.push_back(record);
        return true;
    case QuotaKind::Idle:
        if (series.idle.size() < idleCap)
            series.idle.push_back(record);
        return true;
    case QuotaKind::Done:
        return false;
    case QuotaKind::Failed:
        break;
    }
    if (record.kind != QuotaKind::Failed) {
        series.failure = "the helper talks nonsense";
        return false;
    }
    series.failure = quotaFailureText(series.type, record.stage, record.error);
    series.failedStage = record.stage;
    series.failedError = record.error;
    return false;
}

} // namespace

QuotaSeries measureQuota(const QuotaRequest& request, const std::function<bool(const QuotaSeries&)>& meanwhile)
{
    QuotaSeries series;
    series.type = request.type;
    series.populated = request.populated;
    auto probe = ProbeProcess::start(request.labProgram, {"quota", std::string(nsTypeName(request.type)),
                                                          request.populated ? "populated" : "plain",
                                                          std::to_string(request.rounds)});
    if (!probe) {
        series.failure = probe.error().message();
        series.remedy = probe.error().hint;
        return series;
    }
    for (;;) {
        QuotaRecord record;
        const auto got = probe->receive(std::as_writable_bytes(std::span(&record, 1)));
        if (got == ProbeProcess::Got::Ended) {
            series.failure = "the helper ended early";
            return series;
        }
        if (got == ProbeProcess::Got::Record && !take(record, request.rounds, series))
            return series;
        if (!meanwhile(series)) {
            series.failure = "stopped";
            return series;
        }
        if (got == ProbeProcess::Got::Nothing) {
            pollfd wait{probe->socket(), POLLIN, 0};
            ::poll(&wait, 1, meanwhilePauseMs);
        }
    }
}

std::string quotaFailureText(NsType type, QuotaStage stage, int error)
{
    const NsTypeRow& row = nsTypeRow(type);
    const std::string name = errnoName(error);
    switch (stage) {
    case QuotaStage::UserNs:
        return fmt::format("user namespaces are forbidden here: unshare(CLONE_NEWUSER) gives {}", name);
    case QuotaStage::IdMap:
        return fmt::format("user namespaces are forbidden here: writing uid_map gives {}", name);
    case QuotaStage::Home:
    case QuotaStage::Create:
        if (error == EINVAL)
            return fmt::format("this kernel has no {} namespaces", row.title);
        if (error == ENOSPC)
            return fmt::format("{} namespaces are used up here: user.{}, here or further out, allows no more",
                               row.title, row.maxSysctl);
        return fmt::format("{} namespaces are forbidden here: {} gives {}", row.title, row.cloneFlagName, name);
    case QuotaStage::Limit:
        return fmt::format("the limit user.{} cannot be set in the probe's own user namespace: {}", row.maxSysctl,
                           name);
    case QuotaStage::Drop:
        return fmt::format("the namespace could not be given up: {}", name);
    case QuotaStage::Patience:
        return "the quota was not back after ten seconds";
    case QuotaStage::NotHeld:
        return fmt::format("the limit user.{} was set and did not hold: one more was made", row.maxSysctl);
    }
    return name;
}

} // namespace nsscope
