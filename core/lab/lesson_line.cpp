// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lesson_line.h"

#include "core/lab/lesson_compile.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

std::string named(const std::string& first, const std::string& second, const std::string& call)
{
    std::string names = first;
    if (!second.empty())
        names += (names.empty() ? "" : ", ") + second;
    return names.empty() ? call : names + " = " + call;
}

std::string nsPath(const LessonStep& step, const LessonValues& values)
{
    const std::vector<NsType> types = values.types(step);
    const std::string_view type = types.empty() ? std::string_view("?") : nsTypeName(types.front());
    const bool other = !step.of.empty() && step.of != step.actor;
    return fmt::format("/proc/{}/ns/{}", other ? step.of : "self", type);
}

std::string familyName(const std::string& family)
{
    return family == "raw" ? "AF_INET, SOCK_RAW"
           : family == "unix"    ? "AF_UNIX"
           : family == "netlink" ? "AF_NETLINK"
           : family == "packet"  ? "AF_PACKET"
                                 : "AF_INET";
}

std::string call(const LessonStep& s, const LessonValues& v)
{
    switch (s.verb) {
    case LessonVerb::Unshare:
        return named({}, s.as, fmt::format("unshare({})", cloneFlagNames(v.types(s))));
    case LessonVerb::Clone:
        return named(s.child, s.as, fmt::format("clone({})", cloneFlagNames(v.types(s))));
    case LessonVerb::Fork:
        return named(s.child, {}, "fork()");
    case LessonVerb::Thread:
        return named(s.child, {}, "pthread_create()");
    case LessonVerb::SetNs:
        return fmt::format("setns({})", s.fd);
    case LessonVerb::Open:
        return named(s.fd, {}, fmt::format("open(\"{}\"{})", nsPath(s, v), s.oPath ? ", O_PATH" : ""));
    case LessonVerb::Close:
        return fmt::format("close({})", s.fd);
    case LessonVerb::Dup:
        return named(s.toFd, {}, fmt::format("dup({})", s.fd));
    case LessonVerb::Pass:
        return fmt::format("send {} to {}, there {}", s.fd, s.to, s.toFd);
    case LessonVerb::Socket:
        return named(s.fd, {}, fmt::format("socket({})", familyName(s.family)));
    case LessonVerb::Bind:
        return fmt::format("mount(\"{}\", {}, MS_BIND)", nsPath(s, v), s.mount);
    case LessonVerb::Unmount:
        return fmt::format("umount({})", s.mount);
    case LessonVerb::Exit:
        return "exit";
    case LessonVerb::Kill:
        return fmt::format("kill({}, SIGKILL)", s.actor);
    case LessonVerb::Sleep:
        return fmt::format("sleep {} ms", v.number(s.ms));
    case LessonVerb::Wait: {
        const std::int64_t limit = v.number(s.ms);
        const std::string state = s.state == "number_free" ? "number is free" : "is " + s.state;
        return fmt::format("wait until {}{} {}, at most {} ms", s.waitFor, s.state == "number_free" ? "'s" : "", state,
                           limit > 0 ? limit : waitLimitMs);
    }
    case LessonVerb::Repeat:
        break;
    }
    return fmt::format("{}repeat {}", s.phase.empty() ? "" : s.phase + ": ", v.number(s.count));
}

} // namespace

std::string cloneFlagNames(const std::vector<NsType>& types)
{
    std::string names;
    for (const NsType type : types)
        names += (names.empty() ? "" : " | ") + std::string(nsTypeRow(type).cloneFlagName);
    return names;
}

std::string lessonLine(const LessonStep& step, const LessonValues& values)
{
    if (!step.line.empty())
        return step.line;
    const bool byMain = step.actor == "main" || step.verb == LessonVerb::Kill || step.verb == LessonVerb::Sleep ||
                        step.verb == LessonVerb::Wait || step.verb == LessonVerb::Repeat;
    return (byMain ? "" : step.actor + ": ") + call(step, values);
}

} // namespace nsscope
