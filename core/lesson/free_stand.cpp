// SPDX-License-Identifier: Apache-2.0
#include "core/lesson/free_stand.h"

#include "core/lab/free_script.h"
#include "core/lab/lesson_compile.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <map>

namespace nsscope
{

namespace
{

constexpr std::size_t at(NsType type) { return static_cast<std::size_t>(type); }
bool onlyForChildren(NsType type) { return type == NsType::Pid || type == NsType::Time; }

/// A pid namespace: with its first process all in it go.
struct Room
{
    std::size_t above = 0;
    std::string first;
};

/// Does in thought what the steps did.
class Walk
{
public:
    FreeStand stand;

    Walk()
    {
        FreeStand::Actor main;
        main.name = main.process = "main";
        main.in[at(NsType::User)] = labNamespaceName;
        stand.actors.push_back(main);
    }

    void noteNames(const LessonStep& step)
    {
        for (const std::string& name : {step.as, step.child, step.fd, step.toFd, step.mount}) {
            if (!name.empty())
                stand.taken.push_back(name);
        }
    }

    void done(const LessonStep& step, const LabStep& result)
    {
        if (result.error == ESRCH && step.verb != LessonVerb::Pass)
            return gone(step.actor);
        FreeStand::Actor* actor = find(step.actor);
        if (!actor || result.error != 0)
            return;
        act(step, *actor);
    }

private:
    FreeStand::Actor* find(const std::string& name)
    {
        const auto found = std::find_if(stand.actors.begin(), stand.actors.end(), [&](const auto& a) { return a.name == name; });
        return found == stand.actors.end() ? nullptr : &*found;
    }

    void act(const LessonStep& step, FreeStand::Actor& actor)
    {
        switch (step.verb) {
        case LessonVerb::Unshare:
            return unshare(step, actor);
        case LessonVerb::Clone:
        case LessonVerb::Fork:
        case LessonVerb::Thread:
            return start(step, actor);
        case LessonVerb::SetNs:
            return enter(step, actor);
        case LessonVerb::Open: {
            const FreeStand::Actor* of = step.of.empty() ? &actor : find(step.of);
            const NsType type = step.types.front();
            actor.descriptors.push_back({step.fd, type, of ? of->in[at(type)] : std::string(), false, step.oPath});
            return;
        }
        case LessonVerb::Socket:
            actor.descriptors.push_back({step.fd, NsType::Net, actor.in[at(NsType::Net)], true, false});
            return;
        case LessonVerb::Close:
            std::erase_if(actor.descriptors, [&](const auto& d) { return d.name == step.fd; });
            return;
        case LessonVerb::Dup:
            return copy(step.fd, actor, step.toFd, actor);
        case LessonVerb::Pass:
            if (FreeStand::Actor* to = find(step.to))
                copy(step.fd, actor, step.toFd, *to);
            return;
        case LessonVerb::Bind: {
            const FreeStand::Actor* of = step.of.empty() ? &actor : find(step.of);
            const NsType type = step.types.front();
            actor.mounts.push_back({step.mount, type, of ? of->in[at(type)] : std::string()});
            return;
        }
        case LessonVerb::Unmount:
            std::erase_if(actor.mounts, [&](const auto& m) { return m.name == step.mount; });
            return;
        case LessonVerb::Exit:
        case LessonVerb::Kill:
            return gone(step.actor);
        case LessonVerb::Sleep:
        case LessonVerb::Wait:
        case LessonVerb::Repeat:
            return;
        }
    }

    std::string nameOf(const LessonStep& step, NsType type)
    {
        if (step.as.empty())
            return "?";
        std::string name = step.types.size() > 1 ? fmt::format("{}-{}", step.as, nsTypeName(type)) : step.as;
        stand.made.push_back(name);
        return name;
    }

    void unshare(const LessonStep& step, FreeStand::Actor& actor)
    {
        for (const NsType type : step.types)
            (onlyForChildren(type) ? actor.forChildren : actor.in)[at(type)] = nameOf(step, type);
        if (actor.forChildren[at(NsType::Pid)] != m_childRoomName[actor.name])
            m_childRoom.erase(actor.name);
        m_childRoomName[actor.name] = actor.forChildren[at(NsType::Pid)];
    }

    void start(const LessonStep& step, const FreeStand::Actor& by)
    {
        FreeStand::Actor child;
        child.name = step.child;
        child.process = step.verb == LessonVerb::Thread ? by.process : step.child;
        child.in = by.in;
        child.room = by.room;
        if (step.verb == LessonVerb::Thread) {
            child.forChildren = by.forChildren;
        } else {
            child.descriptors = by.descriptors;
            for (const NsType type : {NsType::Pid, NsType::Time}) {
                if (!by.forChildren[at(type)].empty())
                    child.in[at(type)] = by.forChildren[at(type)];
            }
            child.room = roomOfChild(step, by);
        }
        child.mounts = by.mounts;
        if (step.verb == LessonVerb::Clone) {
            for (const NsType type : step.types)
                child.in[at(type)] = nameOf(step, type);
        }
        stand.actors.push_back(std::move(child)); // `by` is not to be used any more
    }

    std::size_t roomOfChild(const LessonStep& step, const FreeStand::Actor& by)
    {
        const bool fresh = step.verb == LessonVerb::Clone && std::find(step.types.begin(), step.types.end(), NsType::Pid) != step.types.end();
        if (!fresh && by.forChildren[at(NsType::Pid)].empty())
            return by.room;
        const auto known = m_childRoom.find(by.name);
        if (!fresh && known != m_childRoom.end())
            return known->second;
        m_rooms.push_back({by.room, step.child});
        if (!fresh)
            m_childRoom[by.name] = m_rooms.size() - 1;
        return m_rooms.size() - 1;
    }

    void enter(const LessonStep& step, FreeStand::Actor& actor)
    {
        const auto fd = std::find_if(actor.descriptors.begin(), actor.descriptors.end(), [&](const auto& d) { return d.name == step.fd; });
        if (fd == actor.descriptors.end())
            return;
        (onlyForChildren(fd->type) ? actor.forChildren : actor.in)[at(fd->type)] = fd->of;
        if (fd->type == NsType::Mnt)
            actor.mounts.clear(); // those of another tree
    }

    static void copy(const std::string& fd, FreeStand::Actor& from, const std::string& name, FreeStand::Actor& to)
    {
        const auto found = std::find_if(from.descriptors.begin(), from.descriptors.end(), [&](const auto& d) { return d.name == fd; });
        if (found == from.descriptors.end())
            return;
        FreeStand::Descriptor other = *found;
        other.name = name;
        to.descriptors.push_back(std::move(other));
    }

    bool below(std::size_t room, std::size_t above) const
    {
        while (room != 0 && room != above)
            room = m_rooms[room].above;
        return room == above;
    }

    void gone(const std::string& name)
    {
        const FreeStand::Actor* actor = find(name);
        if (!actor)
            return;
        const bool alone = actor->thread();
        const std::string process = actor->process;
        std::erase_if(stand.actors, [&](const auto& a) { return alone ? a.name == name : a.process == process; });
        for (std::size_t room = 1; room < m_rooms.size() && !alone; ++room) {
            if (m_rooms[room].first == process)
                std::erase_if(stand.actors, [&](const auto& a) { return below(a.room, room); });
        }
    }

    std::vector<Room> m_rooms{Room{}};
    std::map<std::string, std::size_t> m_childRoom; ///< of actors whose first child has made one
    std::map<std::string, std::string> m_childRoomName;
};

} // namespace

const FreeStand::Actor* FreeStand::find(std::string_view name) const
{
    const auto found = std::find_if(actors.begin(), actors.end(), [&](const Actor& a) { return a.name == name; });
    return found == actors.end() ? nullptr : &*found;
}

std::string FreeStand::freshNamespace() const
{
    for (int round = 1;; ++round) {
        for (char letter = 'A'; letter <= 'Z'; ++letter) {
            const std::string name = round == 1 ? std::string{letter} : fmt::format("{}{}", letter, round);
            if (std::find(taken.begin(), taken.end(), name) == taken.end())
                return name;
        }
    }
}

std::string FreeStand::fresh(char letter) const
{
    for (int number = 1;; ++number) {
        const std::string name = fmt::format("{}{}", letter, number);
        if (std::find(taken.begin(), taken.end(), name) == taken.end())
            return name;
    }
}

FreeStand standAfter(const LabRun& run, std::size_t steps)
{
    Walk walk;
    const auto script = FreeScript::of(run.plan.parameters);
    if (!script)
        return std::move(walk.stand);
    for (const LessonStep& step : script->steps())
        walk.noteNames(step);
    for (std::size_t i = 0; i < run.steps.size() && i < steps; ++i) {
        const LabStep& done = run.steps[i];
        if (done.index < 0 || static_cast<std::size_t>(done.index) >= run.plan.steps.size())
            continue;
        const LessonStep* step = script->step(run.plan.steps[static_cast<std::size_t>(done.index)].id);
        if (step)
            walk.done(*step, done);
    }
    return std::move(walk.stand);
}

} // namespace nsscope
