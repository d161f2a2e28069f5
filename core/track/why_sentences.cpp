// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.h"
#include "core/track/why.h"

#include <cctype>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

std::string processText(const Holder& h)
{
    return h.comm.empty() ? fmt::format("PID {}", h.pid) : fmt::format("{} (PID {})", displayText(h.comm), h.pid);
}

/// "sleep (PID 41)", or "thread 42 of worker (PID 41)" where the descriptor table is the thread's own.
std::string taskText(const Holder& h)
{
    return h.tid != 0 && h.tid != h.pid ? fmt::format("thread {} of {}", h.tid, processText(h)) : processText(h);
}

std::string whereText(const Holder& h)
{
    std::string text = displayText(h.path);
    if (h.related)
        text += " in " + linkText(*h.related);
    if (h.covered)
        text += ", covered by another mount";
    return text;
}

std::string relatedText(const Holder& h) { return h.related ? linkText(*h.related) : std::string("a namespace"); }

} // namespace

std::string holderClause(const Holder& h, std::string_view it)
{
    const std::string_view perhaps = h.certain ? "" : "probably ";
    switch (h.kind) {
    case HolderKind::Process:
        return fmt::format("{}{} runs in {}", h.kernelThread ? "the kernel thread " : "", processText(h), it);
    case HolderKind::Thread:
        return fmt::format("{} runs in {}, though the process as a whole does not", taskText(h), it);
    case HolderKind::ForChildren:
        return fmt::format("children of {} will be born in {}", taskText(h), it);
    case HolderKind::Fd:
        return fmt::format("{} has {} open as descriptor {}{}", taskText(h), it, h.fd, h.oPath ? " (O_PATH)" : "");
    case HolderKind::Socket:
        return fmt::format("{} has a socket{} of {} open as descriptor {}", taskText(h),
                           h.family.empty() ? "" : fmt::format(" ({})", displayText(h.family)), it, h.fd);
    case HolderKind::Tun:
        return fmt::format("{} has a tun or tap device of {} open as descriptor {}", taskText(h), it, h.fd);
    case HolderKind::BindMount:
        return fmt::format("{} is mounted at {}", it, whereText(h));
    case HolderKind::ProcMount:
        return fmt::format("a proc file system of {} is mounted at {}", it, whereText(h));
    case HolderKind::ProcFile:
        return fmt::format("{} has {}, {}a file of {}, open as descriptor {}", taskText(h), displayText(h.path), perhaps,
                           it, h.fd);
    case HolderKind::Mark:
        return fmt::format("{} watches the namespace file of {} by inotify or fanotify (descriptor {})", taskText(h),
                           it, h.fd);
    case HolderKind::IoUring:
        return fmt::format("{} has {} among the registered files of its io_uring (descriptor {})", taskText(h), it,
                           h.fd);
    case HolderKind::Shm:
        return fmt::format("{} has System V shared memory attached that is {}of {}", processText(h), perhaps, it);
    case HolderKind::Pidfd:
        return fmt::format("{} has a pidfd open (descriptor {}) of {}, a member of {}{}", taskText(h), h.fd,
                           h.target > 0 ? fmt::format("PID {}", h.target) : std::string("a process that has ended"), it,
                           h.certain ? "" : ", or of one that is listed");
    case HolderKind::Child:
        return fmt::format("{} is the parent of {}", it, relatedText(h));
    case HolderKind::Owns:
        return fmt::format("{} owns {}", it, relatedText(h));
    case HolderKind::Unknown:
        return fmt::format("the kernel says that {} lives, and nothing that can be read shows why (a descriptor in "
                           "flight, a detached mount, credentials of an open file or the kernel itself)",
                           it);
    }
    return {};
}

std::string holderSentence(const Holder& holder)
{
    std::string text = holderClause(holder, "it") + ".";
    // A process name stays as it is spelled; only our own words begin with a capital.
    const bool ownWord = isTask(holder.kind) ? holder.kernelThread || holder.kind == HolderKind::Thread
                                             : text.starts_with("it ") || text.starts_with("a proc ") ||
                                                   text.starts_with("the ") || text.starts_with("thread ") ||
                                                   text.starts_with("children of ");
    if (ownWord)
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

} // namespace nsscope
