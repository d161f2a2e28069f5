// SPDX-License-Identifier: Apache-2.0
#include "core/track/check_functions.h"

#include "core/base/error.h"
#include "core/base/escape.h"
#include "core/base/nearest_word.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace nsscope
{

namespace
{

using Arguments = std::vector<std::string>;

constexpr std::array<std::string_view, 3> moments{"obsolete", "number_free", "destroyed"};

const std::optional<Moment>& momentOf(const Life& life, std::string_view name)
{
    return name == moments[0] ? life.obsolete : name == moments[1] ? life.numberFree : life.destroyed;
}

/// From when it was left until the moment was certain, nanoseconds.
std::optional<double> delayOf(const Life& life, std::string_view moment)
{
    const std::optional<Moment>& m = momentOf(life, moment);
    const auto use = useEndOf(life);
    if (!m || !use)
        return std::nullopt;
    return static_cast<double>(std::max<std::int64_t>(0, m->when.to - use->from));
}

std::vector<double> delaysOf(const CheckFacts& facts, const Arguments& a)
{
    std::vector<double> all;
    for (const Life* life : facts.group(a[0])) {
        if (const auto delay = delayOf(*life, a[1]))
            all.push_back(*delay);
    }
    std::sort(all.begin(), all.end());
    return all;
}

CheckValue count(const CheckFacts& f, const Arguments& a) { return static_cast<double>(f.group(a[0]).size()); }

CheckValue distinct(const CheckFacts& f, const Arguments& a)
{
    std::set<std::uint64_t> numbers;
    for (const Life* life : f.group(a[0]))
        numbers.insert(life->ref.inode);
    return static_cast<double>(numbers.size());
}

CheckValue reuses(const CheckFacts& f, const Arguments& a)
{
    double taken = 0;
    for (const Life* life : f.group(a[0])) {
        const Life* before = f.frame().find(life->reuses);
        taken += before && before->labRun == life->labRun ? 1 : 0;
    }
    return taken;
}

CheckValue state(const CheckFacts& f, const Arguments& a)
{
    const Life* life = f.last(a[0]);
    const auto t = f.after(a[1]);
    return life && t ? std::string(lifeStateName(stateAt(*life, *t))) : checkUnknown;
}

CheckValue holders(const CheckFacts& f, const Arguments& a)
{
    const Life* life = f.last(a[0]);
    const auto t = f.after(a[1]);
    if (!life || !t)
        return checkUnknown;
    const std::vector<Holder> all = holdersAt(*life, *t);
    return static_cast<double>(
        std::count_if(all.begin(), all.end(), [](const Holder& h) { return h.kind != HolderKind::Unknown; }));
}

CheckValue holds(const CheckFacts& f, const Arguments& a)
{
    const Life* life = f.last(a[0]);
    const auto t = f.after(a[1]);
    if (!life || !t)
        return checkUnknown;
    const std::vector<Holder> all = holdersAt(*life, *t);
    return std::any_of(all.begin(), all.end(), [&](const Holder& h) { return holderKindName(h.kind) == a[2]; });
}

CheckValue sameNumberOf(const CheckFacts& f, const Arguments& a)
{
    const Life* first = f.last(a[0]);
    const Life* second = f.last(a[1]);
    if (!first || !second)
        return checkUnknown;
    return first->ref.dev == second->ref.dev && first->ref.inode == second->ref.inode;
}

CheckValue owns(const CheckFacts& f, const Arguments& a)
{
    const Life* owner = f.last(a[0]);
    const Life* owned = f.last(a[1]);
    if (!owner || !owned)
        return checkUnknown;
    return owned->ownerLife == owner->id;
}

CheckValue parent(const CheckFacts& f, const Arguments& a)
{
    const Life* above = f.last(a[0]);
    const Life* below = f.last(a[1]);
    if (!above || !below)
        return checkUnknown;
    return below->parentLife == above->id;
}

CheckValue delay(const CheckFacts& f, const Arguments& a)
{
    const Life* life = f.last(a[0]);
    const auto d = life ? delayOf(*life, a[1]) : std::nullopt;
    return d ? CheckValue(*d) : CheckValue(checkUnknown);
}

CheckValue longest(const CheckFacts& f, const Arguments& a)
{
    const std::vector<double> all = delaysOf(f, a);
    return all.empty() ? CheckValue(checkUnknown) : CheckValue(all.back());
}

CheckValue median(const CheckFacts& f, const Arguments& a)
{
    const std::vector<double> all = delaysOf(f, a);
    return all.empty() ? CheckValue(checkUnknown) : CheckValue(all[all.size() / 2]);
}

CheckValue error(const CheckFacts& f, const Arguments& a)
{
    const LabStep* step = f.step(a[0]);
    if (!step)
        return checkUnknown;
    return step->error == 0 ? std::string("none") : errnoName(step->error);
}

CheckValue result(const CheckFacts& f, const Arguments& a)
{
    const LabStep* step = f.step(a[0]);
    return step ? CheckValue(static_cast<double>(step->result)) : CheckValue(checkUnknown);
}

template <class List> std::string fault(std::string_view what, const std::string& text, const List& words)
{
    const std::vector<std::string_view> views(words.begin(), words.end());
    return fmt::format("no {} '{}'{}", what, displayText(text), didYouMean(text, views));
}

} // namespace

std::span<const CheckFunction> checkFunctions()
{
    using enum CheckArgument;
    static const std::vector<CheckFunction> table{
        {"count", {Group}, count},
        {"distinct", {Group}, distinct},
        {"reuses", {Group}, reuses},
        {"state", {CheckArgument::Life, Step}, state},
        {"holders", {CheckArgument::Life, Step}, holders},
        {"holds", {CheckArgument::Life, Step, CheckArgument::Holder}, holds},
        {"same_number", {CheckArgument::Life, CheckArgument::Life}, sameNumberOf},
        {"owns", {CheckArgument::Life, CheckArgument::Life}, owns},
        {"parent", {CheckArgument::Life, CheckArgument::Life}, parent},
        {"delay", {CheckArgument::Life, CheckArgument::Moment}, delay},
        {"longest", {Group, CheckArgument::Moment}, longest},
        {"median", {Group, CheckArgument::Moment}, median},
        {"error", {Step}, error},
        {"result", {Step}, result},
    };
    return table;
}

std::string argumentFault(const LabStart& plan, CheckArgument kind, const std::string& text)
{
    std::vector<std::string> words;
    switch (kind) {
    case CheckArgument::Group:
    case CheckArgument::Life:
        if (kind == CheckArgument::Group ? CheckFacts::knowsGroup(plan, text) : CheckFacts::knowsLife(plan, text))
            return {};
        for (const PlannedStep& step : plan.steps)
            words.push_back(step.makes);
        for (const LabPhase& phase : plan.phases)
            words.push_back(phase.name);
        return fault(kind == CheckArgument::Group ? "phase or namespace" : "namespace", text, words);
    case CheckArgument::Step:
        if (CheckFacts::knowsStep(plan, text))
            return {};
        words = {"end"};
        for (const PlannedStep& step : plan.steps)
            words.push_back(step.id);
        return fault("step", text, words);
    case CheckArgument::Moment:
        return std::find(moments.begin(), moments.end(), text) != moments.end() ? std::string()
                                                                                 : fault("moment", text, moments);
    case CheckArgument::Holder:
        if (holderKindByName(text))
            return {};
        for (std::size_t i = 0; i < holderKindCount; ++i)
            words.emplace_back(holderKindName(static_cast<HolderKind>(i)));
        return fault("kind of holder", text, words);
    }
    return {};
}

} // namespace nsscope
