// SPDX-License-Identifier: Apache-2.0
// nsscope-cli why: every chain that keeps one namespace alive, with the commands that show and release it.
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/reference_count.h"
#include "app/cli/selection.h"
#include "app/cli/settings.h"
#include "app/cli/task_source.h"
#include "app/cli/two_threads.h"
#include "core/base/escape.h"
#include "core/base/read_file.h"
#include "core/base/unique_fd.h"
#include "core/export/holder_text.h"
#include "core/export/why_report.h"
#include "core/scan/proc_text.h"
#include "core/scan/scanner.h"
#include "core/track/why_target.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <memory>
#include <sys/stat.h>
#include <sys/vfs.h>

namespace nsscope
{

namespace
{

struct WhyCall
{
    std::string target;
    bool json = false;
    bool all = false;
    bool references = false;
    std::int32_t by = 0; ///< a process whose capabilities are asked for
    std::string procRoot = "/proc";
    std::string tasks = "auto";
};

struct FileNumber
{
    std::uint64_t dev;
    std::uint64_t inode;
};

/// Device and inode of a namespace file: a bind mount, /proc/PID/ns/TYPE, or a symbolic link to one.
Result<FileNumber> readNsFile(const std::string& path)
{
    const UniqueFd fd(::open(path.c_str(), O_PATH | O_CLOEXEC));
    struct stat status;
    struct statfs system;
    if (!fd || fstat(fd.get(), &status) != 0 || fstatfs(fd.get(), &system) != 0)
        return errnoFailure("open", path);
    if (system.f_type != NSFS_MAGIC)
        return failure("no namespace file", path, 0, "it is not on nsfs; a bind mount may have been removed from it");
    return FileNumber{status.st_dev, status.st_ino};
}

std::optional<NsRef> observerMount(const Snapshot& snapshot, const std::string& procRoot)
{
    const auto number = readNsFile(procRoot + "/self/ns/mnt");
    const auto at = std::find_if(snapshot.namespaces.begin(), snapshot.namespaces.end(), [&](const NamespaceInfo& info) {
        return number && info.ref.type == NsType::Mnt && info.ref.inode == number->inode;
    });
    return at == snapshot.namespaces.end() ? std::nullopt : std::optional(at->ref);
}

/// What the target names, most particular first; empty where no namespace was found.
Result<std::vector<const NamespaceInfo*>> resolve(const Snapshot& snapshot, const WhyTarget& target, const WhyCall& call)
{
    std::vector<const NamespaceInfo*> found;
    const auto add = [&](const NamespaceInfo* info) {
        if (info != nullptr)
            found.push_back(info);
    };
    switch (target.kind) {
    case WhyTarget::Kind::Inode:
    case WhyTarget::Kind::Id:
        add(findTarget(snapshot, target));
        break;
    case WhyTarget::Kind::Path: {
        const auto number = readNsFile(target.path);
        if (!number)
            return tl::unexpected(number.error());
        for (const NamespaceInfo& info : snapshot.namespaces) {
            if (info.ref.dev == number->dev && info.ref.inode == number->inode)
                add(&info);
        }
        break;
    }
    case WhyTarget::Kind::Task: {
        const auto refs = namespacesOfTask(snapshot, static_cast<std::int32_t>(target.number), call.procRoot);
        if (!refs)
            return tl::unexpected(refs.error());
        for (const NsRef& ref : *refs) {
            if (!target.type || *target.type == ref.type)
                add(findNamespace(snapshot, ref));
        }
        break;
    }
    }
    std::stable_sort(found.begin(), found.end(), [](const NamespaceInfo* a, const NamespaceInfo* b) {
        return std::pair(a->initial, a->holders.size()) < std::pair(b->initial, b->holders.size());
    });
    return found;
}

/// A process whose capabilities are asked for, and how it is called.
struct Asker
{
    Actor actor;
    std::string words;
};

Result<Asker> askerOf(const Snapshot& snapshot, const WhyCall& call)
{
    const auto refs = namespacesOfTask(snapshot, call.by, call.procRoot);
    if (!refs)
        return tl::unexpected(refs.error());
    Asker asker{{}, fmt::format("PID {}", call.by)};
    const auto link = std::find_if(refs->begin(), refs->end(), [](const NsRef& ref) { return ref.type == NsType::User; });
    const NamespaceInfo* const user = link == refs->end() ? nullptr : findNamespace(snapshot, *link);
    const HolderList none;
    const HolderList& holders = user != nullptr ? user->holders : none;
    const auto own = std::find_if(holders.begin(), holders.end(), [&](const Holder& holder) {
        return holder.kind == HolderKind::Process && holder.pid == call.by;
    });
    if (own == holders.end())
        return asker; // it may not be read, or is a thread: what it may is not known
    asker.actor.userNs = *link;
    asker.actor.uid = (*own).uid;
    asker.words = fmt::format("{} (PID {})", displayText((*own).comm), call.by);
    const auto status = readFileAt(AT_FDCWD, fmt::format("{}/{}/status", call.procRoot, call.by));
    if (!status)
        return tl::unexpected(status.error());
    constexpr std::string_view name = "\nCapEff:\t";
    if (const std::size_t at = status->find(name); at != std::string::npos) {
        std::string_view digits = std::string_view(*status).substr(at + name.size());
        asker.actor.effective = takeNumber(digits, 16).value_or(0);
    }
    return asker;
}

int runWhy(const WhyCall& call)
{
    const auto target = parseWhyTarget(call.target);
    if (!target) {
        printMessage(target.error());
        return exitUsage;
    }
    ScanOptions options;
    options.procRoot = call.procRoot;
    options.incremental = false;
    options.runner = onTwoThreads;
    options.labelFile = labelFile();
    if (const Status lent = lendFacts(options, call.tasks); !lent)
        return printFailure(lent.error());
    auto snapshot = Scanner(std::move(options)).scan();
    if (!snapshot)
        return printFailure(snapshot.error());
    const std::size_t gaps = snapshot->gaps.size();
    if (call.references)
        addReferences(*snapshot, call.procRoot);
    const auto found = resolve(*snapshot, *target, call);
    if (!found)
        return printFailure(found.error());

    const auto asker = call.by != 0 ? askerOf(*snapshot, call) : Result<Asker>();
    if (!asker)
        return printFailure(asker.error());

    WhyOptions why;
    why.observerMount = observerMount(*snapshot, call.procRoot);
    std::vector<WhyAnswer> answers;
    for (const NamespaceInfo* info : *found)
        answers.push_back({info, chainsOf(*snapshot, info->ref, why)});
    for (WhyAnswer& answer : answers) {
        if (call.by == 0)
            break;
        const CapabilityAnswer power = capabilitiesOver(*snapshot, answer.info->ref, asker->actor);
        answer.power = {call.by, power, capabilitySentence(power, answer.info->ref, asker->words, asker->actor)};
    }
    if (call.json) {
        const int printed = printResult(whyJson(answers, snapshot->gaps, isTerminal()));
        return printed == exitDone && answers.empty() ? exitFailed : printed;
    }
    if (answers.empty()) {
        printMessage(notFoundText(call.target, *snapshot));
        return exitFailed;
    }
    std::string text;
    for (const WhyAnswer& answer : answers)
        text += (text.empty() ? "" : "\n") + whyText(answer, outputStyle(), call.all);
    const int printed = printResult(text);
    for (std::size_t i = gaps; i < snapshot->gaps.size(); ++i)
        printMessage(gapSentence(snapshot->gaps[i], snapshot->host));
    return printed;
}

} // namespace

void addWhyCommand(CLI::App& app, int& exitCode)
{
    auto call = std::make_shared<WhyCall>();
    CLI::App* command = app.add_subcommand("why", "Why is this namespace alive? Every chain of what holds it");
    command->add_option("target", call->target, "net:[4026532178], net:#4711, PID, PID:net, or a path such as /run/netns/a")
        ->required();
    command->add_flag("--json", call->json, "Print one JSON object (nsscope.why/1)");
    command->add_flag("--all", call->all, "Show every chain, not only the first of each kind");
    command->add_flag("--references", call->references,
                      "How many references the kernel counts, and how many are explained (root, BPF)");
    command->add_option("--by", call->by, "Say too which capabilities this process has over it (user_namespaces(7))")
        ->type_name("PID")
        ->check(CLI::Range(1, INT32_MAX));
    command->add_option("--proc", call->procRoot, "Where procfs is, or a captured tree")->capture_default_str();
    addFactsOption(*command, call->tasks);
    command->callback([call, &exitCode] { exitCode = runWhy(*call); });
}

} // namespace nsscope
