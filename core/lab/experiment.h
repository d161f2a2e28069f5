// SPDX-License-Identifier: Apache-2.0
// An experiment: a script for people and the actions that the helper plays, one system call each. Compiled from
// parameters; pure data, nothing is run here.
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

/// What the helper can do: a closed vocabulary.
enum class LabOp : std::uint32_t {
    NewUserNs = 1, ///< unshare(CLONE_NEWUSER) and write the maps: the root of all that an experiment makes
    Unshare = 2,   ///< unshare(flag): makes one, gives the one before up
    CloneChild = 3, ///< clone(flag | SIGCHLD): a child that waits in a new namespace (pid, user)
    EndChild = 4,  ///< kill and reap the oldest child
    Sleep = 5      ///< nothing: the agent waits `durationNs`
};

struct LabAction
{
    LabOp op = LabOp::Sleep;
    NsType type = NsType::Net;
    std::int64_t durationNs = 0;
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

/// "nsgarbage": namespaces made and dropped slowly, a pause, then fast. Types that unshare(2) cannot replace in the
/// caller (pid, user) are made by a child each.
Experiment trashExperiment(const TrashParameters& parameters);

/// An experiment by its id with parameters as text ("type", "slow_ms", "fast_ms", "gap_ms", "count"); the Error names
/// the parameter and its range.
Result<Experiment> makeExperiment(const std::string& id,
                                  const std::vector<std::pair<std::string, std::string>>& parameters);

} // namespace nsscope
