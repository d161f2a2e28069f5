// SPDX-License-Identifier: Apache-2.0
#include "core/export/why_report.h"

#include "core/base/escape.h"
#include "core/export/traits_text.h"
#include "core/export/holder_text.h"
#include "core/export/json_parts.h"
#include "core/export/references_text.h"

#include <fmt/format.h>
#include <map>

namespace nsscope
{

namespace
{

constexpr std::size_t shownOfAKind = 8;

void writeChain(JsonWriter& json, const Chain& chain)
{
    json.beginObject().key("holders").beginArray();
    for (const Holder& holder : chain.holders)
        writeHolder(json, holder);
    json.endArray().key("held").beginArray();
    for (const NsRef& ref : chain.held)
        writeNsRef(json, ref);
    json.endArray().field("sentence", chain.sentence).field("cut", chain.cut);
    json.fieldOrNull("show", !chain.show.empty(), chain.show);
    json.fieldOrNull("release", !chain.release.empty(), chain.release).endObject();
}

void writeAnswer(JsonWriter& json, const WhyAnswer& answer)
{
    json.key("namespace");
    if (answer.info != nullptr)
        writeNamespace(json, *answer.info);
    else
        json.null();
    json.fieldOrNull("alive", answer.info != nullptr, true).key("chains").beginArray();
    for (const Chain& chain : answer.chains)
        writeChain(json, chain);
    json.endArray();
    if (!answer.power)
        return;
    const WhyPower& power = *answer.power;
    json.key("capabilities").beginObject().field("pid", power.pid);
    json.field("verdict", capabilityVerdictName(power.answer.verdict));
    json.fieldOrNull("effective", power.answer.verdict == CapabilityVerdict::Own, fmt::format("{:016x}", power.answer.effective));
    json.field("sentence", power.sentence).endObject();
}

/// "1 process", "3 processes and 1 thread".
std::string tasksText(const NamespaceInfo& info)
{
    std::string text;
    if (info.processes > 0)
        text = fmt::format("{} process{}", info.processes, info.processes == 1 ? "" : "es");
    if (info.threads > 0)
        text += fmt::format("{}{} thread{}", text.empty() ? "" : " and ", info.threads, info.threads == 1 ? "" : "s");
    return text;
}

std::string headOf(const NamespaceInfo& info, const TextStyle& style)
{
    std::string text = painted(linkText(info.ref), paintOf(info.ref.type), style) + "  " + offsetOf(info.ref.inode);
    if (info.ref.id != 0)
        text += fmt::format("  id {}", info.ref.id);
    for (const std::string& name : info.names)
        text += "  " + displayText(name);
    if (info.ref.inode == 0) {
        text += fmt::format("\nThis stands for every {} namespace that certainly lives and whose number nothing tells.",
                            nsTypeRow(info.ref.type).title);
    } else if (isHeld(info)) {
        text += "\nheld: " + tasksText(info) + (info.processes + info.threads == 1 ? " is in it." : " are in it.");
    } else {
        text += "\npinned: no process or thread is in it.";
    }
    if (info.initial)
        text += " It is an initial namespace, which the kernel itself keeps for as long as it runs.";
    for (const std::string& sentence : traitSentences(info.traits))
        text += "\n" + sentence;
    if (info.references)
        text += "\n" + referencesSentence(*info.references);
    return text + "\n";
}

/// Chains of one kind differ only in their tasks, descriptors and paths.
std::string kindOf(const Chain& chain)
{
    std::string kind;
    for (const Holder& holder : chain.holders)
        kind += static_cast<char>('a' + static_cast<int>(holder.kind));
    return kind;
}

std::string numberedChain(std::size_t number, const Chain& chain, const TextStyle& style)
{
    std::string text = fmt::format("{:>3}  {}\n", number, chain.sentence);
    if (!chain.show.empty())
        text += fmt::format("     {}  {}\n", painted("see    ", Paint::Dim, style), displayText(chain.show));
    if (!chain.release.empty())
        text += fmt::format("     {}  {}\n", painted("release", Paint::Dim, style), displayText(chain.release));
    return text;
}

} // namespace

std::string whyJson(const std::vector<WhyAnswer>& answers, const std::vector<Gap>& gaps, bool pretty)
{
    JsonWriter json(pretty);
    json.beginObject().field("schema", "nsscope.why/1");
    writeAnswer(json, answers.empty() ? WhyAnswer{} : answers.front());
    if (answers.size() > 1) {
        json.key("others").beginArray();
        for (std::size_t i = 1; i < answers.size(); ++i) {
            json.beginObject();
            writeAnswer(json, answers[i]);
            json.endObject();
        }
        json.endArray();
    }
    json.key("gaps");
    writeGaps(json, gaps);
    json.endObject();
    return json.take();
}

std::string whyText(const WhyAnswer& answer, const TextStyle& style, bool all)
{
    std::string text = headOf(*answer.info, style);
    if (answer.power)
        text += answer.power->sentence + "\n";
    std::map<std::string, std::size_t> seen;
    std::size_t number = 0, left = 0;
    for (const Chain& chain : answer.chains) {
        if (!all && ++seen[kindOf(chain)] > shownOfAKind)
            ++left;
        else
            text += numberedChain(++number, chain, style);
    }
    if (left > 0)
        text += fmt::format("     and {} more of the same kinds; --all shows them\n", left);
    return text;
}

std::string notFoundText(const std::string& asked, const Snapshot& snapshot)
{
    std::string text = fmt::format("{} was not found: nothing that could be read refers to it.", displayText(asked));
    if (snapshot.gaps.empty() && partialViewSentences(snapshot.host).empty())
        text += " If it still lives, what holds it is nothing that can be read: a descriptor in flight, a detached mount "
                "or the kernel itself.";
    else
        text += " It may still live, held by something that could not be read:";
    for (const std::string& sentence : partialViewSentences(snapshot.host))
        text += "\n  " + sentence;
    for (const Gap& gap : snapshot.gaps)
        text += "\n  " + gapSentence(gap, snapshot.host);
    return text;
}

} // namespace nsscope
