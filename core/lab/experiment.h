// SPDX-License-Identifier: Apache-2.0
// An experiment: a script for people and the actions that the helper plays, one system call each. Compiled from
// parameters; pure data, nothing is run here. A step is one system call, and the pause that the script has after it
// belongs to it: one press of "Step" always does something to the kernel.
#pragma once
#include "core/base/error.h"
#include "core/model/fact.h"
#include "core/model/ns_type.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace nsscope
{

/// What the helper can do: a closed vocabulary. The numbers are the protocol's.
enum class LabOp : std::uint32_t {
    NewUserNs = 1,  ///< unshare(CLONE_NEWUSER) and write the maps: the root of all that an experiment makes
    Unshare = 2,    ///< unshare(flag): makes one, gives the one before up
    CloneChild = 3, ///< clone(flag | SIGCHLD): a child that waits in a new namespace (pid, user)
    EndChild = 4,   ///< kill and reap the oldest child
    Exit = 5        ///< the helper ends: all that it made is given up
};

struct LabAction
{
    LabOp op = LabOp::Unshare;
    NsType type = NsType::Net; ///< Exit: the type whose current namespace counts as left
    std::int64_t pauseNs = 0;  ///< how long the script sleeps after this step, at speed 1
    bool operator==(const LabAction&) const = default;
};

struct Experiment
{
    LabStart plan;                  ///< without pid and time
    std::vector<LabAction> actions; ///< one per plan.steps
};

struct TrashParameters
{
    NsType type = NsType::Net;
    std::int64_t slowMs = 500; ///< 0 to 60 000
    std::int64_t fastMs = 10;  ///< 0 to 60 000
    std::int64_t gapMs = 500;  ///< 0 to 60 000
    std::int32_t count = 4;    ///< 1 to 200
};

/// Time after the last step in which the kernel can finish its clean-up while the agent still watches.
inline constexpr std::int64_t settleNs = 300'000'000;

/// "nsgarbage": namespaces made and dropped slowly, a pause, then fast. Types that unshare(2) cannot replace in the
/// caller (pid, user) are made by a child each. The last step is the helper's exit, so that the last namespace is
/// left like all others and the numbers fall back.
Experiment trashExperiment(const TrashParameters& parameters);

/// An experiment by its id with parameters as text ("type", "slow_ms", "fast_ms", "gap_ms", "count"); the Error names
/// the parameter and its range.
Result<Experiment> makeExperiment(const std::string& id,
                                  const std::vector<std::pair<std::string, std::string>>& parameters);

} // namespace nsscope
