// SPDX-License-Identifier: Apache-2.0
#include "tests/core/track/print_frame.h"

#include <array>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr std::array<std::string_view, 11> eventNames{"born", "holder-gone", "left", "vanished", "obsolete",
                                                      "teardown", "number-free", "destroyed", "memory-free", "reused",
                                                      "step"};

std::string at(Instant t, Instant zero) { return fmt::format("{}", static_cast<double>(t - zero) / 1e6); }

std::string range(const Interval& when, Instant zero)
{
    return when.from == when.to ? at(when.from, zero) : at(when.from, zero) + ".." + at(when.to, zero);
}

std::string momentText(std::string_view name, const std::optional<Moment>& moment, Instant zero)
{
    return moment ? fmt::format("  {} {} by {}\n", name, range(moment->when, zero), witnessText(*moment)) : std::string();
}

std::string holderText(const Holder& holder)
{
    return fmt::format("{} {}{}", holderKindName(holder.kind), holder.pid, holder.path.get());
}

unsigned lifeNumber(LifeId id) { return static_cast<unsigned>(id); }

} // namespace

std::string printLife(const Life& life, Instant zero)
{
    std::string text = fmt::format("life {} {}#{}", lifeNumber(life.id), linkText(life.ref), life.ref.id);
    if (life.labRun >= 0)
        text += fmt::format(" run {} step {} phase {} number {}", life.labRun, life.labStep, life.labPhase, life.labNumber);
    if (life.ownerLife != LifeId::None)
        text += fmt::format(" owner {}", lifeNumber(life.ownerLife));
    if (life.parentLife != LifeId::None)
        text += fmt::format(" parent {}", lifeNumber(life.parentLife));
    if (life.reuses != LifeId::None)
        text += fmt::format(" reuses {}", lifeNumber(life.reuses));
    if (life.reusedBy != LifeId::None)
        text += fmt::format(" reused by {}", lifeNumber(life.reusedBy));
    text += "\n";
    text += life.bornBeforeStream ? "  born before\n" : momentText("born", life.born, zero);
    text += momentText("left", life.left, zero);
    if (life.vanished)
        text += fmt::format("  vanished {}\n", range(*life.vanished, zero));
    text += momentText("obsolete", life.obsolete, zero) + momentText("teardown", life.teardownStarted, zero) +
            momentText("number free", life.numberFree, zero) + momentText("destroyed", life.destroyed, zero) +
            momentText("memory free", life.memoryFree, zero);
    for (const CountedReferences& counted : life.counted) {
        text += fmt::format("  references {} ", at(counted.at, zero));
        text += counted.references ? fmt::format("{} of {}\n", counted.references->explained(), counted.references->count)
                                   : counted.reason + "\n";
    }
    for (const HolderSpan& span : life.holders)
        text += fmt::format("  {} {}..{}\n", holderText(span.holder), at(span.from, zero), span.to ? at(*span.to, zero) : "");
    for (const std::string& sentence : life.contradictions)
        text += "  ! " + sentence + "\n";
    return text;
}

std::string printFrame(const Frame& frame)
{
    std::string text;
    for (const auto& life : frame.lives)
        text += printLife(*life, frame.first);
    for (const PhaseSpan& phase : frame.phases)
        text += fmt::format("phase {}.{} {}..{}\n", phase.run, phase.phase, at(phase.from, frame.first),
                            at(phase.to, frame.first));
    for (const Event& event : frame.events)
        text += fmt::format("event {} {} {}\n", at(event.at, frame.first),
                            eventNames[static_cast<std::size_t>(event.kind)], lifeNumber(event.life));
    return text;
}

} // namespace nsscope
