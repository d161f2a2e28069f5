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

bool isThread(const Holder& h) { return h.tid != 0 && h.tid != h.pid; }

/// "sleep (PID 41)", or "thread 42 of worker (PID 41)" where the descriptor table is the thread's own.
std::string taskText(const Holder& h)
{
    return isThread(h) ? fmt::format("thread {} of {}", h.tid, processText(h)) : processText(h);
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

/// Its clause begins with what the process is called, a foreign word.
bool beginsWithName(const Holder& h)
{
    switch (h.kind) {
    case HolderKind::Process:
        return !h.kernelThread;
    case HolderKind::Shm:
        return true;
    case HolderKind::BindMount:
    case HolderKind::ProcMount:
    case HolderKind::Child:
    case HolderKind::Owns:
    case HolderKind::Unknown:
        return false;
    default:
        return !isThread(h);
    }
}

std::string relatedText(const Holder& h) { return h.related ? linkText(*h.related) : std::string("a namespace"); }

} // namespace

std::string holderClause(const Holder& h, std::string_view it)
{
    const std::string_view perhaps = h.certain ? "" : "probably ";
    switch (h.kind) {
    case HolderKind::Process:
        if (h.ended)
            return fmt::format("{} has ended, and counts as in {} until its parent waits for it", processText(h), it);
        return fmt::format("{}{} runs in {}", h.kernelThread ? "the kernel thread " : "", processText(h), it);
    case HolderKind::Thread:
        return fmt::format("{} runs in {}, though the process as a whole does not", taskText(h), it);
    case HolderKind::ForChildren:
        return fmt::format("{} keeps {} for its future children", taskText(h), it); // whether one can be born there or not
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
    const bool ownWord = !beginsWithName(holder);
    if (ownWord)
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

} // namespace nsscope
