// SPDX-License-Identifier: Apache-2.0
// Measures by the kernel's own count how long a dropped namespace still counts against the limit
// user.max_TYPE_namespaces: with room for one more, the next creation is refused until the dead one is really gone.
// The namespaces are made by a probe of nsscope-lab in a user namespace of its own; needs no root. Blocks.
#pragma once
#include "core/model/ns_type.h"
#include "core/witness/probe_record.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

struct QuotaSeries
{
    NsType type = NsType::Net;
    bool populated = false; ///< pid: the namespace had a process
    std::vector<QuotaRecord> rounds;
    std::vector<QuotaRecord> idle; ///< creations with nothing pending and no limit
    std::string failure;           ///< why it ended early; empty where it did not
    std::string remedy;
    std::optional<QuotaStage> failedStage; ///< where the probe itself said so
    int failedError = 0;
};

struct QuotaRequest
{
    std::string labProgram;
    NsType type = NsType::Net;
    bool populated = false; ///< for pid: by a process that ends, instead of a namespace that never had one
    std::uint32_t rounds = 50; ///< 1 to 1000
};

/// `meanwhile` is called after each record and at least every 50 ms; false stops the measurement.
QuotaSeries measureQuota(const QuotaRequest& request, const std::function<bool(const QuotaSeries&)>& meanwhile);

/// What a failed step of the probe means, and what would help.
std::string quotaFailureText(NsType type, QuotaStage stage, int error);

} // namespace nsscope
