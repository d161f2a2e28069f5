// SPDX-License-Identifier: Apache-2.0
#include "tests/vm/judge/compare_lives.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

/// Trace events are told to the microsecond, on a clock that rounds differently.
constexpr std::int64_t clockStep = 20'000; // ns

bool contains(const Interval& when, Instant at)
{
    return at >= when.from + -clockStep && at <= when.to + clockStep;
}

void compare(std::vector<std::string>& faults, const char* what, const std::optional<Moment>& told,
             const std::optional<Instant>& done, Instant zero)
{
    if (!told)
        return;
    const std::string claim = fmt::format("{}: {} says from {} to {}", what, witnessText(*told),
                                          offsetText(told->when.from - zero), offsetText(told->when.to - zero));
    if (!done)
        faults.push_back(claim + ", the kernel did not do it");
    else if (!contains(told->when, *done))
        faults.push_back(fmt::format("{}, the kernel did it at {}", claim, offsetText(*done - zero)));
}

} // namespace

const KernelLife* kernelLifeOf(const Life& life, const std::vector<KernelLife>& kernel)
{
    const KernelLife* found = nullptr;
    for (const KernelLife& one : kernel) {
        if (one.inode != life.ref.inode || !contains(life.born.when, one.born))
            continue;
        if (found == nullptr || found->type != life.ref.type || one.type == life.ref.type)
            found = &one;
    }
    return found;
}

std::vector<std::string> disagreements(const Life& life, const KernelLife& kernel)
{
    std::vector<std::string> faults;
    for (const std::string& sentence : life.contradictions)
        faults.push_back("contradiction: " + sentence);
    if (kernel.type && *kernel.type != life.ref.type)
        faults.push_back(fmt::format("it is of type {}, nsscope says {}", nsTypeName(*kernel.type), nsTypeName(life.ref.type)));
    // One that goes with a user namespace below it is dropped by the work item of that, with no put to be seen
    // (kernel/user_namespace.c free_user_ns).
    const bool withAnother = life.ref.type == NsType::User && !kernel.lastPut && kernel.numberFree;
    if (!withAnother)
        compare(faults, "obsolete", life.obsolete, kernel.lastPut, kernel.born);
    if (life.ref.type == NsType::Net)
        compare(faults, "teardown started", life.teardownStarted, kernel.cleanupBegan, kernel.born);
    compare(faults, "number free", life.numberFree, kernel.numberFree, kernel.born);
    compare(faults, "destroyed", life.destroyed, withAnother ? kernel.numberFree : kernel.countBack, kernel.born);
    return faults;
}

} // namespace nsscope
