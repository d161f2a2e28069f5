// SPDX-License-Identifier: Apache-2.0
// A lesson as its author wrote it: lesson.toml read and checked, nothing computed yet. Format 1; the author's
// guide is resources/lessons/AUTHORS.md. Every text comes from a stranger's file: bounded here, escaped where
// shown.
#pragma once
#include "core/model/ns_type.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace nsscope {

/// Where something stands in the file, 1-based; 0: nowhere.
struct SourcePlace
{
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

/// What an actor can be told to do: the closed vocabulary, spelled as in `do = "..."`.
enum class LessonVerb : std::uint8_t {
    Unshare, ///< types, as
    Clone,   ///< child, types, as: a new process in new namespaces
    Fork,    ///< child: a new process in the actor's for-children namespaces
    Thread,  ///< child: a new thread of the actor
    SetNs,   ///< fd
    Open,    ///< fd, of, types (one), o_path
    Close,   ///< fd
    Dup,     ///< fd, to_fd
    Pass,    ///< fd, to, to_fd: over a unix socket
    Socket,  ///< fd, family
    Bind,    ///< of, types (one), mount: in the actor's private mount namespace
    Unmount, ///< mount
    Exit,    ///< the actor ends by itself and is reaped
    Kill,    ///< the actor is killed and reaped
    Sleep,   ///< ms
    Wait,    ///< for, state, limit_ms
    Repeat   ///< count, steps
};
inline constexpr std::size_t lessonVerbCount = 17;
std::string_view lessonVerbName(LessonVerb verb);

/// A whole number, or a parameter's name in braces: 4 or "{count}".
struct LessonNumber
{
    std::int64_t value = 0;
    std::string parameter; ///< not empty: use this parameter's value
};

struct LessonStep
{
    LessonVerb verb = LessonVerb::Sleep;
    SourcePlace place;
    std::string id;    ///< may be empty; unique where given
    std::string phase; ///< name of a LessonPhase, empty: none
    std::string actor = "main";
    std::vector<NsType> types;
    std::string typeParameter; ///< parameter that chooses the type instead ("{type}")
    std::string as;            ///< name of the namespace made
    std::string child;         ///< name of the new actor
    std::string of;            ///< actor whose namespace is meant
    std::string to;            ///< actor that gets a descriptor
    std::string fd;            ///< name of a descriptor
    std::string toFd;
    std::string mount; ///< name of a mount
    std::string family = "inet";
    bool oPath = false;
    LessonNumber ms;               ///< Sleep: how long; others: pause after the step
    LessonNumber count;            ///< Repeat
    std::string waitFor;           ///< namespace name
    std::string state;             ///< "obsolete", "number_free", "destroyed"
    std::string line;              ///< script line instead of the generated one
    std::string text;              ///< anchor in text.md for "what you see"
    std::vector<std::string> show; ///< namespace names to highlight
    std::vector<LessonStep> steps; ///< Repeat
};

struct LessonOption
{
    std::string text;
    std::string right; ///< expression over the recording
    std::string feedback;
    SourcePlace place;
};

struct LessonQuestion
{
    enum class Kind : std::uint8_t { Choice, Several, Order, Number, Relation };
    Kind kind = Kind::Choice;
    SourcePlace place;
    std::string id;
    std::string before; ///< step id that stays locked until it is answered
    std::string text;
    std::vector<LessonOption> options; ///< choice, several, order (`right` is then the value to sort by)
    std::string answer;                ///< number: expression; relation: left side
    std::string other;                 ///< relation: right side
    LessonNumber tolerance;
    std::string feedback; ///< after a right answer, where options have none
    std::string wrong;    ///< after a wrong one
};

/// What must be true of any run; also the test of the lesson.
struct LessonCheck
{
    std::string expression;
    std::string text;
    SourcePlace place;
};

struct LessonParameter
{
    std::string name;
    std::string title;
    std::string unit;
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::int64_t value = 0;
    std::vector<NsType> types; ///< not empty: a choice of namespace types, `value` indexes it
    SourcePlace place;
};

struct LessonPhase
{
    std::string name;
    std::string title;
    SourcePlace place;
};

/// Other words for other kernels: replaces the text anchors that it names.
struct LessonVariant
{
    std::string fromKernel; ///< "6.19", empty: no lower end
    std::string toKernel;
    std::vector<std::pair<std::string, std::string>> anchors; ///< anchor, its replacement
    SourcePlace place;
};

struct Lesson
{
    std::string id;
    std::string title;
    std::string goal;
    std::int64_t minutes = 0;
    std::int64_t level = 1;
    std::int64_t order = 0;
    std::vector<std::string> misconceptions;

    std::vector<NsType> needsTypes;
    std::string needsKernel; ///< oldest, "5.10"
    bool needsRoot = false;

    std::vector<LessonParameter> parameters;
    std::vector<LessonPhase> phases;
    std::vector<LessonStep> steps;
    std::vector<LessonQuestion> questions;
    std::vector<LessonCheck> checks;
    std::vector<LessonVariant> variants;
};

} // namespace nsscope
