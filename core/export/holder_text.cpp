// SPDX-License-Identifier: Apache-2.0
#include "core/export/holder_text.h"

#include "core/base/escape.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

struct Noun
{
    std::string_view one;
    std::string_view many;
};

// By HolderKind.
constexpr std::array<Noun, holderKindCount> nouns{{{"process", "processes"},
                                                   {"thread", "threads"},
                                                   {"for-children link", "for-children links"},
                                                   {"fd", "fds"},
                                                   {"socket", "sockets"},
                                                   {"tun", "tuns"},
                                                   {"mount", "mounts"},
                                                   {"proc mount", "proc mounts"},
                                                   {"proc file", "proc files"},
                                                   {"mark", "marks"},
                                                   {"io_uring", "io_urings"},
                                                   {"shared memory", "shared memories"},
                                                   {"pidfd", "pidfds"},
                                                   {"child", "children"},
                                                   {"owned", "owned"},
                                                   {"unknown", "unknown"}}};

const Noun& nounOf(HolderKind kind) { return nouns[static_cast<std::size_t>(kind)]; }

std::string taskBrief(const Holder& h)
{
    const std::string process = h.comm.empty() ? fmt::format("PID {}", h.pid) : fmt::format("{} ({})", displayText(h.comm), h.pid);
    return h.tid != 0 && h.tid != h.pid ? fmt::format("thread {} of {}", h.tid, process) : process;
}

/// What could not be read, in words; `n` things of it.
std::string gapSubject(const Gap& gap)
{
    struct Row
    {
        std::string_view what;
        std::string_view one;
        std::string_view many;
    };
    static constexpr Row rows[]{
        {"task", "The namespaces of 1 process", "The namespaces of {} processes"},
        {"fd", "The descriptors of 1 process or thread", "The descriptors of {} processes or threads"},
        {"mounts", "The mounts of 1 mount namespace", "The mounts of {} mount namespaces"},
        {"mount_namespaces", "Mount namespaces without a process", "Mount namespaces without a process"},
        {"proc_mount", "The pid namespace of 1 proc mount", "The pid namespaces of {} proc mounts"},
        {"pidfd", "The process of 1 pidfd", "The processes of {} pidfds"},
        {"io_uring", "The name of 1 file that is registered with an io_uring", "The names of {} files that are registered with io_urings"},
        {"socket", "The network namespace of 1 socket", "The network namespace of {} sockets"},
        {"tun", "The network namespace of 1 tun descriptor", "The network namespace of {} tun descriptors"},
        {"owner", "The owner of 1 namespace", "The owner of {} namespaces"},
        {"references", "The references of 1 namespace", "The references of {} namespaces"},
        {"parent", "The parent of 1 namespace", "The parent of {} namespaces"},
    };
    for (const Row& row : rows) {
        if (row.what == gap.what)
            return gap.count == 1 ? std::string(row.one) : fmt::format(fmt::runtime(row.many), gap.count);
    }
    return fmt::format("{} of kind '{}'", gap.count, displayText(gap.what));
}

} // namespace

std::string holderBrief(const Holder& h)
{
    switch (h.kind) {
    case HolderKind::Process:
    case HolderKind::Thread:
        return taskBrief(h) + (h.ended ? ", a zombie" : "");
    case HolderKind::ForChildren:
        return "children of " + taskBrief(h);
    case HolderKind::BindMount:
    case HolderKind::ProcMount:
        return fmt::format("{} {}{}", nounOf(h.kind).one, displayText(h.path), h.covered ? " (covered)" : "");
    case HolderKind::Shm:
        return "shared memory of " + taskBrief(h);
    case HolderKind::Child:
        return "child " + (h.related ? linkText(*h.related) : std::string());
    case HolderKind::Owns:
        return "owns " + (h.related ? linkText(*h.related) : std::string());
    case HolderKind::Unknown:
        return "unknown";
    default:
        return fmt::format("{} {} of {}", nounOf(h.kind).one, h.fd, taskBrief(h));
    }
}

std::string holdersBrief(const NamespaceInfo& info)
{
    if (info.holders.empty())
        return {};
    std::array<std::size_t, holderKindCount> counts{};
    for (const Holder& holder : info.holders)
        ++counts[static_cast<std::size_t>(holder.kind)];
    // Sorted by kind, and the kinds begin with those that say most; a kernel thread says least of its kind.
    const auto other = std::find_if(info.holders.begin(), info.holders.end(),
                                    [](const Holder& h) { return h.kind != HolderKind::Process || !h.kernelThread; });
    const bool process = other != info.holders.end() && other->kind == info.holders.front().kind;
    const Holder& first = process ? *other : info.holders.front();
    std::string text = holderBrief(first);
    for (std::size_t i = 0; i < holderKindCount; ++i) {
        const HolderKind kind = static_cast<HolderKind>(i);
        const bool same = kind == first.kind;
        const std::size_t count = counts[i] - (same ? 1 : 0);
        if (count > 0)
            text += fmt::format(", {} {}{}", count, same ? "more " : "", count == 1 ? nounOf(kind).one : nounOf(kind).many);
    }
    return text;
}

std::string gapSentence(const Gap& gap, const HostInfo& host)
{
    std::string text = fmt::format("{} could not be read", gapSubject(gap));
    if (!gap.reason.empty())
        text += fmt::format(" ({})", displayText(gap.reason));
    if (gap.what == "references" && !gap.needs.empty())
        text += "; what would help: " + displayText(gap.needs);
    else if (!gap.needs.empty())
        text += host.uid == 0 ? fmt::format("; {} is missing, or a security module forbids it", displayText(gap.needs))
                              : "; run as root or with " + displayText(gap.needs);
    if (!gap.example.empty())
        text += "; example " + displayText(gap.example);
    return text + ".";
}

std::vector<std::string> partialViewSentences(const HostInfo& host)
{
    std::vector<std::string> sentences;
    if (!host.initialPidNs)
        sentences.push_back("This is the view from inside a pid namespace: processes outside of it are not seen, and what "
                            "they hold seems held by nobody.");
    if (!host.initialUserNs)
        sentences.push_back("This is the view from inside a user namespace: owners and parents beyond it are 'outside'.");
    return sentences;
}

} // namespace nsscope
