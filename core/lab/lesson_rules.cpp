// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lesson_rules.h"

#include "core/base/nearest_word.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <set>

namespace nsscope {

namespace {

/// The keys of a step, one bit each.
constexpr unsigned Types = 1, As = 2, Child = 4, Of = 8, To = 16, Fd = 32, ToFd = 64, Mount = 128,
                   Family = 256, OPath = 512, Ms = 1024, Count = 2048, For = 4096, State = 8192,
                   Steps = 16384;

struct VerbRow
{
    unsigned required;
    unsigned allowed; ///< besides required; Ms (pause after the step) is always allowed
};

// In the order of LessonVerb.
constexpr std::array<VerbRow, lessonVerbCount> verbRows{{{Types, As},
                                                         {Child | Types, As},
                                                         {Child, 0},
                                                         {Child, 0},
                                                         {Fd, 0},
                                                         {Fd | Types, Of | OPath},
                                                         {Fd, 0},
                                                         {Fd | ToFd, 0},
                                                         {Fd | To | ToFd, 0},
                                                         {Fd, Family},
                                                         {Mount | Types, Of},
                                                         {Mount, 0},
                                                         {0, 0},
                                                         {0, 0},
                                                         {Ms, 0},
                                                         {For | State, Ms},
                                                         {Count | Steps, 0}}};

constexpr std::array<std::pair<unsigned, std::string_view>, 15> keyNames{{{Types, "types"},
                                                                          {As, "as"},
                                                                          {Child, "child"},
                                                                          {Of, "of"},
                                                                          {To, "to"},
                                                                          {Fd, "fd"},
                                                                          {ToFd, "to_fd"},
                                                                          {Mount, "mount"},
                                                                          {Family, "family"},
                                                                          {OPath, "o_path"},
                                                                          {Ms, "ms"},
                                                                          {Count, "count"},
                                                                          {For, "for"},
                                                                          {State, "state"},
                                                                          {Steps, "step"}}};

unsigned keysOf(const LessonStep& s)
{
    unsigned keys = 0;
    keys |= (!s.types.empty() || !s.typeParameter.empty()) ? Types : 0u;
    keys |= (s.as.empty()) ? 0u : As;
    keys |= (s.child.empty()) ? 0u : Child;
    keys |= (s.of.empty()) ? 0u : Of;
    keys |= (s.to.empty()) ? 0u : To;
    keys |= (s.fd.empty()) ? 0u : Fd;
    keys |= (s.toFd.empty()) ? 0u : ToFd;
    keys |= (s.mount.empty()) ? 0u : Mount;
    keys |= (s.family == "inet") ? 0u : Family;
    keys |= (s.oPath) ? OPath : 0u;
    keys |= (s.ms.value != 0 || !s.ms.parameter.empty()) ? Ms : 0u;
    keys |= (s.count.value != 1 || !s.count.parameter.empty()) ? Count : 0u;
    keys |= (s.waitFor.empty()) ? 0u : For;
    keys |= (s.state.empty()) ? 0u : State;
    keys |= (s.steps.empty()) ? 0u : Steps;
    return keys;
}

/// Plays the script in thought and notes what is not there when it is used.
class Rules
{
public:
    Rules(LessonReading& reading, const LessonLimits& limits)
        : m_out(reading), m_lesson(reading.lesson), m_limits(limits)
    {
    }

    void run()
    {
        names();
        m_actors["main"].process = "main";
        m_namespaces.insert("lab");
        for (const LessonStep& step : m_lesson.steps)
            play(step, 1, true);
        if (m_played > m_limits.playedSteps)
            fault(m_lesson.steps.front().place,
                  fmt::format("played out, the lesson has {} steps; at most {} are allowed", m_played,
                              m_limits.playedSteps));
        if (m_made > m_limits.namespaces)
            fault(m_lesson.steps.front().place,
                  fmt::format("the lesson makes {} namespaces; at most {} are allowed", m_made,
                              m_limits.namespaces));
        if (m_sleptMs > m_limits.totalMs)
            fault(m_lesson.steps.front().place,
                  fmt::format("the lesson sleeps {} s in all; at most {} s are allowed", m_sleptMs / 1000,
                              m_limits.totalMs / 1000));
        questions();
    }

private:
    struct Actor
    {
        std::set<std::string> fds;
        std::set<std::string> mounts;
        bool gone = false;
        bool thread = false;
        bool ownMounts = false;
        std::string process = {}; ///< whose threads end with it
    };

    void fault(SourcePlace place, std::string message)
    {
        m_out.errors.push_back({place, std::move(message)});
    }

    template <class List, class Name> void unique(const List& list, std::string_view what, Name name)
    {
        std::set<std::string> seen;
        for (const auto& item : list) {
            if (!name(item).empty() && !seen.insert(name(item)).second)
                fault(item.place, fmt::format("two {}s are called '{}'", what, name(item)));
        }
    }

    void names()
    {
        unique(m_lesson.parameters, "parameter", [](const LessonParameter& p) { return p.name; });
        unique(m_lesson.phases, "phase", [](const LessonPhase& p) { return p.name; });
        unique(m_lesson.questions, "question", [](const LessonQuestion& q) { return q.id; });
        for (const LessonStep& step : m_lesson.steps)
            collectIds(step);
    }

    void collectIds(const LessonStep& step)
    {
        if (step.id == "end")
            fault(step.place, "'end' is the end of the run; name this step differently");
        if (!step.id.empty() && !m_ids.insert(step.id).second)
            fault(step.place, fmt::format("two steps are called '{}'", step.id));
        for (const LessonStep& inner : step.steps)
            collectIds(inner);
    }

    template <class Set>
    bool known(SourcePlace place, std::string_view what, const std::string& name, const Set& set)
    {
        if (set.count(name))
            return true;
        std::vector<std::string_view> words;
        for (const auto& item : set) {
            if constexpr (requires { item.first; })
                words.push_back(item.first);
            else
                words.push_back(item);
        }
        fault(place, fmt::format("no {} '{}' here{}", what, name, didYouMean(name, words)));
        return false;
    }

    /// The largest value that the number can have.
    std::int64_t most(const LessonStep& step, const LessonNumber& number, std::int64_t limit,
                      std::string_view key)
    {
        if (number.parameter.empty())
            return number.value;
        for (const LessonParameter& p : m_lesson.parameters) {
            if (p.name != number.parameter)
                continue;
            if (!p.types.empty())
                fault(step.place,
                      fmt::format("parameter '{}' chooses a type, '{}' needs a number", p.name, key));
            else if (p.max > limit)
                fault(step.place,
                      fmt::format("parameter '{}' goes up to {}; '{}' allows {}", p.name, p.max, key, limit));
            return p.max;
        }
        std::vector<std::string_view> words;
        for (const LessonParameter& p : m_lesson.parameters)
            words.push_back(p.name);
        fault(step.place,
              fmt::format("no parameter '{}'{}", number.parameter, didYouMean(number.parameter, words)));
        return number.value;
    }

    void checkKeys(const LessonStep& step)
    {
        const VerbRow& row = verbRows[static_cast<std::size_t>(step.verb)];
        const unsigned keys = keysOf(step);
        for (const auto& [bit, name] : keyNames) {
            if ((row.required & bit) && !(keys & bit) && bit != Count && bit != Ms)
                fault(step.place, fmt::format("'{}' needs the key '{}'", lessonVerbName(step.verb), name));
            else if ((keys & bit) && !((row.required | row.allowed | Ms) & bit))
                fault(step.place,
                      fmt::format("'{}' does not use the key '{}'", lessonVerbName(step.verb), name));
        }
        const bool one = step.verb == LessonVerb::Open || step.verb == LessonVerb::Bind;
        if (one && step.types.size() > 1)
            fault(step.place, fmt::format("'{}' takes one type", lessonVerbName(step.verb)));
        if (!step.typeParameter.empty()) {
            const auto found =
                std::find_if(m_lesson.parameters.begin(), m_lesson.parameters.end(),
                             [&](const LessonParameter& p) { return p.name == step.typeParameter; });
            if (found == m_lesson.parameters.end() || found->types.empty())
                fault(step.place, fmt::format("no parameter '{}' that chooses a type", step.typeParameter));
        }
        if (!step.phase.empty() && std::none_of(m_lesson.phases.begin(), m_lesson.phases.end(),
                                                [&](const LessonPhase& p) { return p.name == step.phase; }))
            fault(step.place, fmt::format("no phase '{}'", step.phase));
    }

    void play(const LessonStep& step, std::int64_t times, bool first)
    {
        if (first)
            checkKeys(step);
        m_played += step.verb == LessonVerb::Repeat ? 0 : times;
        m_sleptMs += times * most(step, step.ms, m_limits.sleepMs, "ms");
        if (step.verb == LessonVerb::Repeat) {
            const std::int64_t count = most(step, step.count, 500, "count");
            for (int round = 0; round < (count > 1 ? 2 : 1); ++round) {
                for (const LessonStep& inner : step.steps)
                    play(inner, round == 0 ? times : times * (count - 1), first && round == 0);
            }
            return;
        }
        const std::size_t errors = m_out.errors.size();
        if (!known(step.place, "actor", step.actor, m_actors))
            return;
        Actor& actor = m_actors[step.actor];
        if (actor.gone)
            return fault(step.place, fmt::format("actor '{}' has ended before this step", step.actor));
        act(step, actor, times);
        if (!first && m_out.errors.size() > errors)
            m_out.errors.back().message += " (in the second round of the repeat)";
    }

    void newActor(const LessonStep& step, bool thread)
    {
        auto [it, fresh] = m_actors.try_emplace(step.child);
        if (!fresh && !it->second.gone)
            return fault(step.place, fmt::format("actor '{}' exists already", step.child));
        const Actor& by = m_actors[step.actor];
        it->second = Actor{{}, by.mounts, false, thread, by.ownMounts, thread ? by.process : step.child};
        if (!thread)
            it->second.fds = by.fds;
        if (std::int64_t(m_actors.size()) > m_limits.actors)
            fault(step.place, fmt::format("more than {} actors", m_limits.actors));
    }

    static bool hasOwnMounts(const LessonStep& step)
    {
        return !step.typeParameter.empty() ||
               std::find(step.types.begin(), step.types.end(), NsType::Mnt) != step.types.end();
    }

    /// Several made at once go by their types too: "box", "box-net".
    void nameMade(const LessonStep& step)
    {
        if (step.as == "lab" || step.as == "home")
            fault(step.place, fmt::format("'{}' is a namespace of the experiment's own; name this one differently", step.as));
        if (step.as.empty())
            return;
        m_namespaces.insert(step.as);
        for (const NsType type : step.types) {
            if (step.types.size() > 1)
                m_namespaces.insert(fmt::format("{}-{}", step.as, nsTypeName(type)));
        }
    }

    void takeFd(const LessonStep& step, Actor& actor, const std::string& name)
    {
        if (!actor.fds.insert(name).second)
            fault(step.place, fmt::format("descriptor '{}' is open already", name));
    }

    void act(const LessonStep& s, Actor& actor, std::int64_t times)
    {
        if (!s.of.empty() && !known(s.place, "actor", s.of, m_actors))
            return;
        switch (s.verb) {
        case LessonVerb::Unshare:
        case LessonVerb::Clone:
            m_made += times * std::int64_t(std::max<std::size_t>(1, s.types.size()));
            nameMade(s);
            if (s.verb == LessonVerb::Clone)
                newActor(s, false);
            if (hasOwnMounts(s))
                (s.verb == LessonVerb::Clone ? m_actors[s.child] : actor).ownMounts = true;
            break;
        case LessonVerb::Fork:
        case LessonVerb::Thread:
            newActor(s, s.verb == LessonVerb::Thread);
            break;
        case LessonVerb::SetNs:
            known(s.place, "descriptor", s.fd, actor.fds);
            actor.ownMounts = true; // perhaps; the helper looks
            break;
        case LessonVerb::Open:
        case LessonVerb::Socket:
            takeFd(s, actor, s.fd);
            break;
        case LessonVerb::Close:
            if (known(s.place, "descriptor", s.fd, actor.fds))
                actor.fds.erase(s.fd);
            break;
        case LessonVerb::Dup:
            if (known(s.place, "descriptor", s.fd, actor.fds))
                takeFd(s, actor, s.toFd);
            break;
        case LessonVerb::Pass:
            if (known(s.place, "descriptor", s.fd, actor.fds) && known(s.place, "actor", s.to, m_actors))
                takeFd(s, m_actors[s.to], s.toFd);
            break;
        case LessonVerb::Bind:
            if (!actor.ownMounts)
                fault(s.place, fmt::format("'{}' has no mount namespace of its own; let it unshare mnt before", s.actor));
            if (!actor.mounts.insert(s.mount).second)
                fault(s.place, fmt::format("mount '{}' exists already", s.mount));
            break;
        case LessonVerb::Unmount:
            if (known(s.place, "mount", s.mount, actor.mounts))
                actor.mounts.erase(s.mount);
            break;
        case LessonVerb::Exit:
        case LessonVerb::Kill:
            if (actor.thread && s.verb == LessonVerb::Kill)
                fault(s.place, "a thread cannot be killed alone; use exit");
            for (auto& [name, other] : m_actors)
                other.gone |= !actor.thread && other.process == actor.process;
            actor.gone = true;
            break;
        case LessonVerb::Wait:
            known(s.place, "namespace", s.waitFor, m_namespaces);
            break;
        case LessonVerb::Sleep:
        case LessonVerb::Repeat:
            break;
        }
        for (const std::string& name : s.show)
            known(s.place, "namespace", name, m_namespaces);
    }

    void questions()
    {
        for (const LessonQuestion& q : m_lesson.questions) {
            if (!q.before.empty())
                known(q.place, "step", q.before, m_ids);
            const bool lists = q.kind == LessonQuestion::Kind::Choice ||
                               q.kind == LessonQuestion::Kind::Several ||
                               q.kind == LessonQuestion::Kind::Order;
            if (lists && q.options.size() < 2)
                fault(q.place, fmt::format("question '{}' needs at least two [[question.option]]", q.id));
            if (!lists && q.answer.empty())
                fault(q.place, fmt::format("question '{}' needs the key 'answer'", q.id));
            if (q.kind == LessonQuestion::Kind::Relation && q.other.empty())
                fault(q.place, fmt::format("question '{}' needs the key 'other'", q.id));
            if (!lists && !q.options.empty())
                fault(q.place, fmt::format("question '{}' takes no options", q.id));
        }
    }

    LessonReading& m_out;
    const Lesson& m_lesson;
    const LessonLimits& m_limits;
    std::map<std::string, Actor> m_actors;
    std::set<std::string> m_namespaces;
    std::set<std::string> m_ids;
    std::int64_t m_played = 0;
    std::int64_t m_made = 0;
    std::int64_t m_sleptMs = 0;
};

} // namespace

void checkLesson(LessonReading& reading, const LessonLimits& limits)
{
    Rules(reading, limits).run();
}

} // namespace nsscope
