// SPDX-License-Identifier: Apache-2.0
#include "core/stream/decode_parts.h"
#include "core/stream/fact_codec.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

using namespace stream;

constexpr std::size_t maxNumbers = 4096;

std::optional<Fact> decodeHeader(const JsonFields& f)
{
    Header header;
    header.version = f.number<int>("nsscope", 0, 1);
    header.program = f.text("program");
    header.at = {f.duration("at_ns")};
    header.utcNs = f.number<std::int64_t>("utc_ns", 0, 0, maxTimeNs);
    if (const auto host = f.object("host"))
        header.host = decodeHost(*host);
    return header;
}

std::optional<Fact> decodeScan(const JsonFields& f)
{
    ScanFact scan;
    scan.start = f.time("start_ns");
    scan.durationNs = f.duration("duration_ns");
    scan.first = f.flag("first");
    scan.onlyPid = f.number<std::int32_t>("only_pid", 0, 0);
    scan.tasks = {f.number<std::uint64_t>("processes"), f.number<std::uint64_t>("threads")};
    f.eachObject("changed", [&](const JsonFields& one) {
        if (auto change = decodeChange(one))
            scan.changed.push_back(std::move(*change));
    });
    f.eachObject("gone", [&](const JsonFields& one) {
        if (const auto ref = decodeRef(one))
            scan.gone.push_back(*ref);
    });
    f.eachObject("gaps", [&](const JsonFields& one) { scan.gaps.push_back(decodeGap(one)); });
    return scan;
}

std::optional<Fact> decodeEvidence(const JsonFields& f)
{
    const auto kind = evidenceKindByName(f.requiredText("kind"));
    const Interval when = decodeInterval(f);
    if (!f.has("ns"))
        f.blame("ns", "is missing");
    const auto ns = decodeRefAt(f, "ns");
    if (!kind || !ns)
        return std::nullopt;
    return Evidence{*kind, *ns, when, f.requiredText("witness")};
}

std::optional<Fact> decodeWitness(const JsonFields& f)
{
    return WitnessInfo{f.requiredText("name"), f.flag("available"), f.text("reason"), f.text("remedy")};
}

std::optional<Fact> decodeCleanup(const JsonFields& f)
{
    return Cleanup{f.requiredText("function"), f.time("queued_ns"), f.time("start_ns"), f.time("end_ns")};
}

std::optional<Fact> decodeQuota(const JsonFields& f)
{
    const auto type = nsTypeByName(f.requiredText("type"));
    const QuotaReading reading{type.value_or(NsType::Net), decodeInterval(f), f.number<std::int32_t>("limit", 1, 0),
                               f.flag("refused")};
    return type ? std::optional<Fact>(reading) : std::nullopt;
}

std::optional<Fact> decodeNumbers(const JsonFields& f)
{
    NumberUse use;
    use.at = f.time("at_ns");
    const auto ns = decodeRefAt(f, "ns");
    f.each("numbers", [&](JsonValue element) {
        const auto number = element.asUnsigned();
        if (!number || use.numbers.size() >= maxNumbers)
            f.blame("numbers", "holds something that is no number, or too many");
        else
            use.numbers.push_back(*number);
    });
    use.ns = ns.value_or(NsRef{});
    return ns ? std::optional<Fact>(use) : std::nullopt;
}

/// What kinds of a later version explain is told by `explained` alone.
NsReferences decodeReferences(const JsonFields& f)
{
    NsReferences references;
    references.count = f.number<std::uint32_t>("count");
    std::uint64_t known = 0;
    if (const auto by = f.object("by")) {
        for (std::size_t i = 0; i < referenceKindCount; ++i) {
            const auto kind = static_cast<ReferenceKind>(i);
            const auto count = by->number<std::uint32_t>(referenceKindName(kind));
            if (count > 0 && kind != ReferenceKind::Others)
                references.parts.push_back({kind, count});
            known += kind != ReferenceKind::Others ? count : 0;
        }
    }
    const auto explained = f.number<std::uint64_t>("explained", known);
    if (explained < known || explained > references.count)
        f.blame("explained", "is less than its parts or more than \"count\"");
    else if (explained > known)
        references.parts.push_back({ReferenceKind::Others, static_cast<std::uint32_t>(explained - known)});
    return references;
}

std::optional<Fact> decodeReferenceCount(const JsonFields& f)
{
    ReferenceCount counted{f.time("at_ns"), decodeRefAt(f, "ns"), {}, f.text("reason"), f.text("remedy")};
    if (counted.reason.empty() && !f.has("count"))
        f.blame("count", "is missing");
    if (f.has("ns") && !counted.ns)
        return std::nullopt;
    if (counted.reason.empty() && !counted.ns)
        f.blame("ns", "is missing");
    if (counted.reason.empty())
        counted.references = decodeReferences(f);
    return counted;
}

std::optional<Fact> decodeLabStart(const JsonFields& f)
{
    LabStart lab;
    lab.at = f.time("at_ns");
    lab.experiment = f.text("experiment");
    lab.title = f.text("title");
    lab.pid = f.number<std::int32_t>("pid", 0, 0);
    lab.script = f.texts("script");
    f.eachObject("phases", [&](const JsonFields& phase) {
        lab.phases.push_back({phase.text("name"), phase.text("title"), phase.duration("delay_ns")});
    });
    lab.parameters = f.pairs("parameters");
    f.eachObject("steps", [&](const JsonFields& step) {
        lab.steps.push_back({step.number<std::int32_t>("line", 0, 0), step.number<std::int32_t>("phase", -1, -1),
                             step.number<std::int32_t>("round", 0, 0), step.number<std::int32_t>("rounds", 0, 0),
                             step.text("text"), step.text("id"), step.text("makes"), step.text("actor"),
                             step.text("anchor")});
    });
    return lab;
}

std::optional<Fact> decodeLabStep(const JsonFields& f)
{
    LabStep step;
    step.index = f.number<std::int32_t>("index", 0, 0);
    step.call = f.text("call");
    step.before = f.time("before_ns");
    step.after = f.time("after_ns");
    if (step.after < step.before)
        f.blame("after_ns", "lies before \"before_ns\"");
    step.result = f.number<std::int64_t>("result");
    step.error = f.number<std::int32_t>("error");
    step.holder = f.number<std::int32_t>("holder");
    step.made = decodeRefAt(f, "made");
    step.left = decodeRefAt(f, "left");
    f.eachObject("also_made", [&](const JsonFields& one) {
        if (const auto ref = decodeRef(one); ref && step.alsoMade.size() < nsTypeCount)
            step.alsoMade.push_back(*ref);
    });
    return step;
}

std::optional<Fact> decodeLabControl(const JsonFields& f)
{
    const auto state = labStateByName(f.requiredText("state"));
    const LabControl control{f.time("at_ns"), state.value_or(LabControl::State::Ready),
                             f.number<std::int32_t>("next", 0, 0), f.real("speed", 1, 0, 1e6)};
    return state ? std::optional<Fact>(control) : std::nullopt;
}

std::optional<Fact> decodeLabEnd(const JsonFields& f)
{
    return LabEnd{f.time("at_ns"), f.requiredText("reason"), f.text("text")};
}

std::optional<Fact> decodeNotice(const JsonFields& f)
{
    const std::string level = f.text("level");
    return Notice{f.time("at_ns"),
                  level == "error"     ? Notice::Level::Error
                  : level == "warning" ? Notice::Level::Warning
                                       : Notice::Level::Info,
                  f.text("text"), f.text("remedy")};
}

std::optional<Fact> decodeEnd(const JsonFields& f) { return StreamEnd{f.time("at_ns")}; }

struct Record
{
    std::string_view kind;
    std::optional<Fact> (*decode)(const JsonFields&);
};

constexpr Record records[] = {
    {"scan", decodeScan},          {"evidence", decodeEvidence},      {"witness", decodeWitness},
    {"cleanup", decodeCleanup},    {"quota", decodeQuota},          {"numbers", decodeNumbers},
    {"references", decodeReferenceCount},
    {"lab_start", decodeLabStart},     {"lab_step", decodeLabStep},
    {"lab_control", decodeLabControl}, {"lab_end", decodeLabEnd}, {"notice", decodeNotice},
    {"end", decodeEnd},
};

std::optional<Fact> decodeRecord(const JsonFields& fields)
{
    if (fields.has("nsscope"))
        return decodeHeader(fields);
    const std::string kind = fields.requiredText("fact");
    for (const Record& record : records) {
        if (record.kind == kind)
            return record.decode(fields);
    }
    return std::nullopt;
}

} // namespace

Result<std::optional<Fact>> decodeFact(std::string_view line)
{
    if (line.size() > maxLineBytes)
        return failure("the line is too long");
    const auto document = JsonDocument::parse(line);
    if (!document)
        return tl::make_unexpected(document.error());
    if (!document->root().isObject())
        return failure("not a JSON object");
    std::string fault;
    std::optional<Fact> fact = decodeRecord(JsonFields(document->root(), fault));
    if (!fault.empty())
        return failure(fault);
    return fact;
}

} // namespace nsscope
