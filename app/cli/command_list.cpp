// SPDX-License-Identifier: Apache-2.0
// nsscope-cli list: one scan of everything, as a table or tree for people or as JSON.
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/reference_count.h"
#include "app/cli/selection.h"
#include "app/cli/settings.h"
#include "app/cli/task_source.h"
#include "app/cli/two_threads.h"
#include "core/export/holder_text.h"
#include "core/export/list_json.h"
#include "core/export/list_text.h"
#include "core/scan/scanner.h"
#include "core/track/filter.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/ranges.h>
#include <limits>
#include <memory>

namespace nsscope
{

namespace
{

struct ListCall
{
    bool json = false;
    bool strict = false;
    bool references = false;
    std::vector<std::string> types;
    std::int32_t pid = 0;
    std::string filter;
    std::string holders = "all";
    std::string tree;
    std::string procRoot = "/proc";
    std::string tasks = "auto";
};

HolderDetail detailOf(const std::string& name)
{
    return name == "none" ? HolderDetail::None : name == "count" ? HolderDetail::Count : HolderDetail::All;
}

/// What of the snapshot was asked for.
Result<Chosen> choose(const Snapshot& snapshot, const ListCall& call, const Filter& filter)
{
    std::vector<NsRef> ofTask;
    if (call.pid != 0) {
        auto refs = namespacesOfTask(snapshot, call.pid, call.procRoot);
        if (!refs)
            return tl::unexpected(refs.error());
        ofTask = std::move(*refs);
    }
    const std::vector<NsType> types = typesByName(call.types);
    Chosen chosen;
    for (const NamespaceInfo& info : snapshot.namespaces) {
        const bool typed = types.empty() || std::find(types.begin(), types.end(), info.ref.type) != types.end();
        const bool member = call.pid == 0 || std::find(ofTask.begin(), ofTask.end(), info.ref) != ofTask.end();
        chosen.push_back(typed && member && filter.matches(info));
    }
    return chosen;
}

void keepChosen(Snapshot& snapshot, const Chosen& chosen)
{
    std::size_t index = 0;
    std::erase_if(snapshot.namespaces, [&](const NamespaceInfo&) { return !chosen[index++]; });
}

int printList(Snapshot& snapshot, const Chosen& chosen, const ListCall& call)
{
    if (call.json) {
        keepChosen(snapshot, chosen);
        OutputSink sink;
        JsonWriter json(isTerminal(), sink);
        writeListJson(json, snapshot, detailOf(call.holders));
        return sink.finish(json.text());
    }
    const TextStyle style = outputStyle();
    const int printed =
        call.tree.empty()
            ? printResult(listTable(snapshot, chosen, style, terminalWidth()))
            : printResult(listTree(snapshot, chosen, call.tree == "parent" ? TreeKind::Parent : TreeKind::Owner, style,
                                   terminalWidth()));
    for (const std::string& sentence : partialViewSentences(snapshot.host))
        printMessage(sentence);
    for (const Gap& gap : snapshot.gaps)
        printMessage(gapSentence(gap, snapshot.host));
    return printed;
}

int runList(const ListCall& call)
{
    const auto filter = Filter::parse(call.filter);
    if (!filter) {
        printMessage("--filter:\n" + filterErrorText(call.filter, filter.error()));
        return exitUsage;
    }
    const std::vector<NsType> types = typesByName(call.types);
    const auto hasParent = [](NsType type) { return nsTypeRow(type).hasParent; };
    if (call.tree == "parent" && !types.empty() && std::none_of(types.begin(), types.end(), hasParent)) {
        printMessage("--tree parent: only user and pid namespaces have parents; --tree owner shows the others");
        return exitUsage;
    }
    ScanOptions options;
    options.procRoot = call.procRoot;
    options.incremental = false;
    options.runner = onTwoThreads;
    options.labelFile = labelFile();
    if (call.holders == "tasks")
        options.depth = ScanDepth::Tasks;
    if (const Status lent = lendFacts(options, call.tasks); !lent)
        return printFailure(lent.error());
    auto snapshot = Scanner(std::move(options)).scan();
    if (!snapshot)
        return printFailure(snapshot.error());
    if (call.references)
        addReferences(*snapshot, call.procRoot);
    const auto chosen = choose(*snapshot, call, *filter);
    if (!chosen)
        return printFailure(chosen.error());
    const int printed = printList(*snapshot, *chosen, call);
    return printed == exitDone && call.strict && !snapshot->gaps.empty() ? exitPartial : printed;
}

} // namespace

void addListCommand(CLI::App& app, int& exitCode)
{
    auto call = std::make_shared<ListCall>();
    CLI::App* command = app.add_subcommand("list", "Every namespace and what keeps it alive");
    command->add_flag("--json", call->json, "Print one JSON object (nsscope.list/1)");
    expectTypes(command->add_option("--type,-t", call->types, "Only these types"));
    command->add_option("--pid,-p", call->pid, "Only those that this process or thread is in")
        ->check(CLI::Range(1, std::numeric_limits<std::int32_t>::max(), "PID"));
    command->add_option("--filter,-f", call->filter, "Only those that meet an expression: 'type==net && holders>1'");
    command->add_option("--tree", call->tree, "As a tree of owners, or of parents (user and pid namespaces)")
        ->check(CLI::IsMember({"owner", "parent"}));
    command->add_option("--holders", call->holders, "How much to tell of holders in JSON; tasks: look for nothing else, the quickest")
        ->check(CLI::IsMember({"none", "count", "all", "tasks"}))
        ->capture_default_str();
    command->add_option("--proc", call->procRoot, "Where procfs is, or a captured tree")->capture_default_str();
    addFactsOption(*command, call->tasks);
    command->add_flag("--references", call->references,
                      "How many references the kernel counts, and how many are explained (root, BPF)");
    command->add_flag("--strict", call->strict, "Exit with 3 where something could not be read");
    command->footer(fmt::format("--filter compares with == != < <= > >= =~ (part or pattern), joins by && || ! ( ).\n"
                                "Fields: {}, holder(KIND). The age is known in recordings only.\n"
                                "Example: nsscope-cli list --filter 'state==pinned && !initial && holder(fd)>1'",
                                fmt::join(filterFieldNames(), ", ")));
    command->callback([call, &exitCode] { exitCode = runList(*call); });
}

} // namespace nsscope
