// SPDX-License-Identifier: Apache-2.0
// nsscope-cli list: one scan of everything, as a table or tree for people or as JSON.
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/selection.h"
#include "core/export/list_json.h"
#include "core/scan/scanner.h"
#include "core/track/filter.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

namespace nsscope
{

namespace
{

struct ListCall
{
    bool json = false;
    bool strict = false;
    std::vector<std::string> types;
    std::int32_t pid = 0;
    std::string filter;
    std::string holders = "all";
    std::string procRoot = "/proc";
};

HolderDetail detailOf(const std::string& name)
{
    return name == "none" ? HolderDetail::None : name == "count" ? HolderDetail::Count : HolderDetail::All;
}

/// Leaves in the snapshot what was asked for.
Status select(Snapshot& snapshot, const ListCall& call, const Filter& filter)
{
    std::vector<NsRef> ofTask;
    if (call.pid != 0) {
        auto refs = namespacesOfTask(snapshot, call.pid, call.procRoot);
        if (!refs)
            return tl::unexpected(refs.error());
        ofTask = std::move(*refs);
    }
    const std::vector<NsType> types = typesByName(call.types);
    std::erase_if(snapshot.namespaces, [&](const NamespaceInfo& info) {
        const bool typed = types.empty() || std::find(types.begin(), types.end(), info.ref.type) != types.end();
        const bool member = call.pid == 0 || std::find(ofTask.begin(), ofTask.end(), info.ref) != ofTask.end();
        return !typed || !member || !filter.matches(info);
    });
    return {};
}

int runList(const ListCall& call)
{
    const auto filter = Filter::parse(call.filter);
    if (!filter) {
        printMessage("--filter:\n" + filterErrorText(call.filter, filter.error()));
        return exitUsage;
    }
    ScanOptions options;
    options.procRoot = call.procRoot;
    auto snapshot = Scanner(std::move(options)).scan();
    if (!snapshot)
        return printFailure(snapshot.error());
    if (const Status selected = select(*snapshot, call, *filter); !selected)
        return printFailure(selected.error());
    ListOptions shape;
    shape.holders = detailOf(call.holders);
    const int printed = printResult(listJson(*snapshot, shape));
    if (printed != exitDone)
        return printed;
    return call.strict && !snapshot->gaps.empty() ? exitPartial : exitDone;
}

} // namespace

void addListCommand(CLI::App& app, int& exitCode)
{
    auto call = std::make_shared<ListCall>();
    CLI::App* command = app.add_subcommand("list", "Every namespace and what keeps it alive");
    command->add_flag("--json", call->json, "Print one JSON object (nsscope.list/1)");
    expectTypes(command->add_option("--type,-t", call->types, "Only these types"));
    command->add_option("--pid,-p", call->pid, "Only those that this process or thread is in")->check(CLI::PositiveNumber);
    command->add_option("--filter,-f", call->filter, "Only those that meet an expression: 'type==net && holders>1'");
    command->add_option("--holders", call->holders, "How much to tell of holders")
        ->check(CLI::IsMember({"none", "count", "all"}))
        ->capture_default_str();
    command->add_option("--proc", call->procRoot, "Where procfs is, or a captured tree")->capture_default_str();
    command->add_flag("--strict", call->strict, "Exit with 3 where something could not be read");
    command->callback([call, &exitCode] { exitCode = runList(*call); });
}

} // namespace nsscope
