// SPDX-License-Identifier: Apache-2.0
// An experiment: a script for people and the actions that the helper plays, one system call each. Compiled from
// parameters; pure data, nothing is run here. A step is one system call, and the pause that the script has after it
// belongs to it: one press of "Step" always does something to the kernel.
#pragma once
#include "core/base/error.h"
#include "core/model/fact.h"
#include "core/model/ns_type.h"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace nsscope
{

/// What the helper can do: a closed vocabulary. The numbers are the protocol's. Up to Exit the helper itself does it
/// (nsgarbage); from Begin on its actors do (lessons): processes and threads that it starts, actor 0 first.
enum class LabOp : std::uint32_t {
    NewUserNs = 1,  ///< unshare(CLONE_NEWUSER) and write the maps: the root of all that an experiment makes
    Unshare = 2,    ///< unshare(flag): makes one, gives the one before up
    CloneChild = 3, ///< clone(flag | SIGCHLD): a child that waits in a new namespace (pid, user)
    EndChild = 4,   ///< kill and reap the oldest child
    Exit = 5,       ///< the helper ends: all that it made is given up

    Begin = 16,         ///< NewUserNs, then actor 0 is started in it
    ActorUnshare = 17,  ///< cloneFlags
    ActorClone = 18,    ///< cloneFlags, child, name
    ActorFork = 19,     ///< child, name
    ActorThread = 20,   ///< child, name
    ActorSetNs = 21,    ///< fd
    ActorOpen = 22,     ///< fd, of, cloneFlags (one type), oPath
    ActorClose = 23,    ///< fd
    ActorDup = 24,      ///< fd, toFd
    ActorPass = 25,     ///< fd, to, toFd
    ActorSocket = 26,   ///< fd, family
    ActorBind = 27,     ///< of, cloneFlags (one type), name
    ActorUnmount = 28,  ///< name
    ActorExit = 29,
    ActorKill = 30,
    EndAll = 31,        ///< every actor is killed, then the helper ends

    ActorTake = 63, ///< the other half of ActorPass, inside the helper; never sent to it

    Sleep = 64, ///< the agent's own, never sent: nothing but the pause
    Wait = 65   ///< the agent's own, never sent: until its witnesses tell `await`
};

/// What the ops of actors work on. Actors and descriptors go by number; what is not used is 0.
struct LabOperands
{
    std::uint32_t cloneFlags = 0; ///< CLONE_NEW*, one or several
    std::uint16_t actor = 0;      ///< who does it
    std::uint16_t child = 0;      ///< the actor that is started
    std::uint16_t of = 0;         ///< the actor whose namespace is meant
    std::uint16_t to = 0;         ///< the actor that gets the descriptor
    std::uint16_t fd = 0;         ///< slot of a descriptor, each actor has its own
    std::uint16_t toFd = 0;
    std::uint16_t family = 0; ///< AF_*
    std::uint16_t flags = 0;  ///< labRaw, labOPath
    std::array<char, 44> name{}; ///< of the mount or of the actor that is started; ends with 0
    bool operator==(const LabOperands&) const = default;
};
inline constexpr std::uint16_t labOPath = 1; ///< O_PATH
inline constexpr std::uint16_t labRaw = 2;   ///< AF_INET: SOCK_RAW

/// What a Wait step waits for.
struct LabAwait
{
    std::string makes; ///< name of the namespace, the last made under it
    EvidenceKind state = EvidenceKind::Obsolete; ///< Obsolete, NumberFree or Destroyed
    std::int64_t limitNs = 0;
    bool operator==(const LabAwait&) const = default;
};

struct LabAction
{
    LabOp op = LabOp::Unshare;
    NsType type = NsType::Net; ///< Exit: the type whose current namespace counts as left
    std::int64_t pauseNs = 0;  ///< how long the script sleeps after this step, at speed 1
    LabOperands operands = {};
    LabAwait await = {};
    bool operator==(const LabAction&) const = default;
};

/// What the kernel must have for an experiment.
struct LabNeeds
{
    std::vector<NsType> types;
    std::string kernel; ///< oldest, "5.10"; empty: any
    bool root = false;
    bool operator==(const LabNeeds&) const = default;
};

struct Experiment
{
    LabStart plan;                  ///< without pid and time
    std::vector<LabAction> actions; ///< one per plan.steps
    LabNeeds needs = {};
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

/// An experiment by its id with parameters as text: "nsgarbage" ("type", "slow_ms", "fast_ms", "gap_ms", "count"), "free"
/// (its steps, free_script.h), else a lesson by its id, or by the path of its folder where the id contains a slash (lesson_folder.h). The Error names
/// the parameter and its range, or the first fault in the lesson.
Result<Experiment> makeExperiment(const std::string& id,
                                  const std::vector<std::pair<std::string, std::string>>& parameters);

} // namespace nsscope
