// SPDX-License-Identifier: Apache-2.0
#include "core/export/report_html.h"

#include "core/export/holder_text.h"
#include "core/export/html_text.h"
#include "core/export/report_numbers.h"
#include "core/export/report_picture.h"
#include "core/export/report_style.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace nsscope
{

namespace
{

constexpr std::size_t tableRows = 2000;
constexpr std::size_t listRows = 100; ///< of sentences of one kind
constexpr std::int64_t pictureMargin = 20'000'000; // ns around a phase

std::string paragraph(std::string_view text, std::string_view kind = {})
{
    return kind.empty() ? fmt::format("<p>{}</p>\n", htmlText(text))
                        : fmt::format("<p class=\"{}\">{}</p>\n", kind, htmlText(text));
}

/// The first of them, and how many more there are.
std::string sentenceList(const std::vector<std::string>& sentences)
{
    if (sentences.empty())
        return {};
    std::string text = "<ul>\n";
    for (std::size_t i = 0; i < std::min(listRows, sentences.size()); ++i)
        text += fmt::format("<li>{}</li>\n", htmlText(sentences[i]));
    if (sentences.size() > listRows)
        text += fmt::format("<li>and {} more</li>\n", sentences.size() - listRows);
    return text + "</ul>\n";
}

/// Those that an experiment made; where there was none, those that something happened to.
std::vector<const Life*> shownLives(const Frame& frame)
{
    std::vector<const Life*> lives;
    for (const auto& life : frame.lives) {
        const bool eventful = !life->bornBeforeStream || life->vanished || life->obsolete || endOf(*life);
        if (frame.runs.empty() ? eventful : life->labRun >= 0)
            lives.push_back(life.get());
    }
    return lives;
}

std::string verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Holds:
        return "holds";
    case Verdict::Fails:
        return "fails";
    case Verdict::Undecided:
        break;
    }
    return "open";
}

std::string answerText(const ClaimAnswer& answer)
{
    const std::string kind = verdictText(answer.verdict);
    const char* const says = answer.verdict == Verdict::Holds  ? "Holds here."
                             : answer.verdict == Verdict::Fails ? "Does not hold on this kernel."
                                                                : "This recording does not decide it.";
    std::string text = fmt::format("<div class=\"claim {}\"><p>“{}”</p>\n<p class=\"verdict\">{}</p>\n", kind,
                                   htmlText(answer.claim), says);
    for (const std::string& sentence : answer.sentences)
        text += paragraph(sentence);
    return text + "</div>\n";
}

std::string momentCell(const Frame& frame, const std::optional<Moment>& moment)
{
    if (!moment)
        return "<td>–</td>";
    const std::string early = offsetText(moment->when.from - frame.first);
    const std::string late = offsetText(moment->when.to - frame.first);
    const std::string text = moment->when.exactTo(1000) || early == late ? late : fmt::format("{} to {}", early, late);
    return fmt::format("<td>{}<small>{}</small></td>", htmlText(text), htmlText(witnessText(*moment)));
}

std::string phaseName(const Frame& frame, const Life& life)
{
    if (life.labRun < 0 || life.labPhase < 0)
        return "–";
    const auto& phases = frame.runs[static_cast<std::size_t>(life.labRun)]->plan.phases;
    const auto index = static_cast<std::size_t>(life.labPhase);
    return index < phases.size() ? phases[index].name : std::to_string(life.labPhase + 1);
}

std::string lifeTable(const Frame& frame, const std::vector<const Life*>& lives)
{
    std::string text = "<div class=\"wide\"><table>\n<tr><th class=\"number\">life</th><th>run</th><th>namespace</th>"
                       "<th class=\"number\">id</th><th>born</th><th>given up</th><th>last reference gone</th>"
                       "<th>teardown began</th><th>number free</th><th>destroyed</th><th class=\"number\">reuses</th></tr>\n";
    std::size_t count = 0;
    for (const Life* life : lives) {
        if (++count > tableRows)
            break;
        text += fmt::format("<tr><td class=\"number\">{}</td><td>{}</td><td>{}</td><td class=\"number\">{}</td>",
                            static_cast<std::uint32_t>(life->id), htmlText(phaseName(frame, *life)), linkText(life->ref),
                            life->ref.id ? std::to_string(life->ref.id) : "–");
        text += momentCell(frame, life->bornBeforeStream ? std::nullopt : std::optional(life->born));
        for (const auto* moment : {&life->left, &life->obsolete, &life->teardownStarted, &life->numberFree, &life->destroyed})
            text += momentCell(frame, *moment);
        text += fmt::format("<td class=\"number\">{}</td></tr>\n",
                            life->reuses == LifeId::None ? "–" : std::to_string(static_cast<std::uint32_t>(life->reuses)));
    }
    text += "</table></div>\n";
    if (lives.size() > tableRows)
        text += paragraph(fmt::format("{} more are not listed.", lives.size() - tableRows), "dim");
    std::vector<std::string> contradictions;
    for (const Life* life : lives) {
        for (const std::string& sentence : life->contradictions)
            contradictions.push_back(fmt::format("Life {}: {}", static_cast<std::uint32_t>(life->id), sentence));
    }
    return text + sentenceList(contradictions);
}

std::string figure(const Frame& frame, const std::vector<const Life*>& lives, const PictureSpan& span)
{
    return fmt::format("<figure>{}<figcaption>{}</figcaption></figure>\n", lifePicture(frame, lives, span), htmlText(span.title));
}

std::size_t numbersOf(const std::vector<const Life*>& lives)
{
    std::set<std::pair<std::uint64_t, NsType>> numbers;
    for (const Life* life : lives)
        numbers.insert({life->ref.inode, life->ref.type});
    return numbers.size();
}

std::string pictures(const Frame& frame, const std::vector<const Life*>& lives)
{
    if (lives.empty())
        return paragraph("No namespace came or went.");
    Instant from = frame.last;
    for (const Life* life : lives)
        from = std::min(from, life->bornBeforeStream ? frame.first : life->born.when.from);
    std::string text = "<p class=\"dim\"><span class=\"key held\"></span>in use"
                       "<span class=\"key kept\"></span>given up by the experiment, but still held"
                       "<span class=\"key dying\"></span>nobody uses it any more, still there"
                       "<span class=\"key unsure\"></span>ended within this time"
                       "<span class=\"key cleanup\"></span>clean-up work of the kernel"
                       "<span class=\"key quota\"></span>the kernel refuses to make one more, for it still counts those before</p>\n";
    text += figure(frame, lives, {from, frame.last, "All of it. A row is one inode number; hover over a bar for its times."});
    if (const std::size_t rows = numbersOf(lives); rows > pictureRows)
        text += paragraph(fmt::format("There are {} numbers; pictures show the lowest {}.", rows, pictureRows), "dim");
    for (const PhaseSpan& phase : frame.phases) {
        const LabStart& plan = frame.runs[static_cast<std::size_t>(phase.run)]->plan;
        const auto index = static_cast<std::size_t>(phase.phase);
        std::vector<const Life*> its;
        Instant to = phase.from;
        for (const Life* life : lives) {
            if (life->labRun != phase.run || life->labPhase != phase.phase)
                continue;
            its.push_back(life);
            const auto end = endOf(*life);
            to = std::max({to, life->born.when.to, end ? end->when.to : life->born.when.to});
        }
        if (its.empty() || index >= plan.phases.size())
            continue;
        text += figure(frame, its, {std::max(frame.first, phase.from + -pictureMargin), std::min(frame.last, to + pictureMargin),
                                    fmt::format("The part “{}” alone, enlarged.", plan.phases[index].title)});
    }
    return text;
}

std::string numberSpace(const Frame& frame)
{
    if (frame.numbers.empty())
        return {};
    std::string text = "<h2>Which numbers were taken</h2>\n";
    for (const std::string& sentence : numberSentences(frame))
        text += paragraph(sentence);
    const std::string left = frame.numbers.size() > stripRows
                                 ? fmt::format(" The first {} of {} are shown.", stripRows, frame.numbers.size())
                                 : std::string();
    return text + fmt::format("<figure>{}<figcaption>A row is one network namespace in order of birth: its own number, and "
                              "paler those of its /proc/net. The lowest number is on the left.{}</figcaption></figure>\n",
                              numberStrip(frame), left);
}

std::string helpText(const std::string& remedy) { return remedy.empty() ? remedy : " What would help: " + remedy; }

std::string circumstances(const Frame& frame, std::span<const TypeMechanism> mechanisms)
{
    std::string text = "<h2>How this kernel ends each type</h2>\n<ul>\n";
    for (const TypeMechanism& one : mechanisms)
        text += fmt::format("<li><strong>{}</strong>: {}{}</li>\n", nsTypeName(one.type), htmlText(one.sentence),
                            one.verified ? "" : " (source of a neighbouring version)");
    if (mechanisms.empty())
        text = "";
    else
        text += "</ul>\n<p class=\"dim\">Read in the kernel's source, not measured.</p>\n";
    if (!frame.witnesses.empty())
        text += "<h2>Witnesses</h2>\n" + paragraph("A witness is a source that tells of moments in the life of a namespace. What none "
                                                   "of them told stays open (–) above.", "dim");
    std::vector<std::string> sentences;
    for (const WitnessInfo& witness : frame.witnesses)
        sentences.push_back(witness.available ? witness.name + ": available"
                                              : fmt::format("{}: not available ({}).{}", witness.name, witness.reason,
                                                            helpText(witness.remedy)));
    text += sentenceList(sentences);
    sentences.clear();
    for (const Gap& gap : frame.gaps)
        sentences.push_back(gapSentence(gap, frame.header.host));
    if (!sentences.empty())
        text += "<h2>What the last look could not read</h2>\n" + paragraph("Holders may be missing.", "dim") + sentenceList(sentences);
    sentences.clear();
    for (const Notice& notice : frame.notices)
        sentences.push_back(notice.text + helpText(notice.remedy));
    if (!sentences.empty())
        text += "<h2>Notices</h2>\n" + sentenceList(sentences);
    return text;
}

} // namespace

std::string reportHtml(const Frame& frame, std::span<const TypeMechanism> mechanisms)
{
    const bool named = !frame.runs.empty() && !frame.runs.back()->plan.title.empty();
    const std::string title = named ? frame.runs.back()->plan.title : std::string("Namespaces that came and went");
    const std::vector<const Life*> lives = shownLives(frame);
    std::string text = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    text += fmt::format("<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<h1>{0}</h1>\n", htmlText(title), reportStyle);
    text += paragraph(fmt::format("Linux {}, recorded {} by {}; {} long, {} look{} at everything.", frame.header.host.kernel,
                                  utcText(frame.header.utcNs), frame.header.program, spanText(frame.last - frame.first),
                                  frame.scanCount, frame.scanCount == 1 ? "" : "s"), "dim");
    if (frame.torn)
        text += paragraph("The recording was cut off; its last line is missing.");
    if (!frame.problem.empty())
        text += paragraph("The recording could not be read to its end: " + frame.problem);
    text += "<h2>The answer</h2>\n" + answerText(answerAtOnce(frame)) + answerText(answerWorkqueue(frame, mechanisms));
    if (const auto sentences = runSentences(frame); !sentences.empty()) {
        text += "<h2>What happened</h2>\n<ul>\n";
        for (const std::string& sentence : sentences)
            text += fmt::format("<li>{}</li>\n", htmlText(sentence));
        text += "</ul>\n";
    }
    text += "<h2>Pictures</h2>\n" + pictures(frame, lives) + numberSpace(frame) + "<h2>Every life</h2>\n";
    text += paragraph("Times since the recording began; below each the witness that told it. Two times are an interval: "
                      "it happened not before the first and not after the second. The last column names the life that had this "
                      "number before.", "dim");
    text += lifeTable(frame, lives) + circumstances(frame, mechanisms);
    return text + "</body>\n</html>\n";
}

} // namespace nsscope
