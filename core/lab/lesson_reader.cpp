// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lesson_reader.h"

#include "core/base/escape.h"
#include "core/lab/free_script.h"
#include "core/lab/lesson_rules.h"
#include "core/lab/lesson_table.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace nsscope {

namespace {

using Need = LessonTable::Need;

constexpr std::array<std::string_view, lessonVerbCount> verbs{
    "unshare", "clone", "fork",    "thread", "setns", "open",  "close", "dup",   "pass",
    "socket",  "bind",  "unmount", "exit",   "kill",  "sleep", "wait",  "repeat"};
constexpr std::array<std::string_view, 5> questionKinds{"choice", "several", "order", "number", "relation"};
constexpr std::array<std::string_view, 3> waitStates{"obsolete", "number_free", "destroyed"};
constexpr std::array<std::string_view, 5> families{"inet", "unix", "netlink", "packet", "raw"};

class Reader
{
public:
    Reader(LessonReading& reading, const LessonLimits& limits) : m_out(reading), m_limits(limits) {}

    void read(const toml::table& root)
    {
        LessonTable t(root, "the lesson", m_out.errors);
        Lesson& l = m_out.lesson;
        t.number("format", 1, 1, 1, Need::Required);
        l.id = t.name("id", Need::Required);
        if (l.id == "nsgarbage" || l.id == freeExperimentId)
            t.fault(t.place("id"), fmt::format("'{}' is an experiment of nsscope's own; give this one another id", l.id));
        l.title = t.text("title", Need::Required, 120);
        l.goal = t.text("goal", Need::Required, 600);
        l.minutes = t.number("minutes", 10, 1, 240);
        l.level = t.number("level", 1, 1, 3);
        l.order = t.number("order", 0, 0, 1000);
        l.misconceptions = t.texts("misconceptions", 10);
        if (const toml::table* needs = t.table("needs"))
            readNeeds(*needs);
        t.tables("parameter", 8, [this](const toml::table& inner) { readParameter(inner); });
        t.tables("phase", 8, [this](const toml::table& inner) { readPhase(inner); });
        t.tables("step", m_limits.steps,
                 [this, &l](const toml::table& inner) { l.steps.push_back(readStep(inner, 0)); });
        t.tables("question", 40, [this](const toml::table& inner) { readQuestion(inner); });
        t.tables("check", 60, [this](const toml::table& inner) { readCheck(inner); });
        t.tables("variant", 10, [this](const toml::table& inner) { readVariant(inner); });
        if (l.steps.empty())
            t.fault(t.place(), "a lesson needs at least one [[step]]");
        note("lesson", t);
    }

    const std::map<std::string, std::set<std::string>>& keys() const { return m_keys; }

private:
    void note(const char* what, LessonTable& table)
    {
        const std::vector<std::string> known = table.finish();
        m_keys[what].insert(known.begin(), known.end());
    }

    void readNeeds(const toml::table& table)
    {
        LessonTable t(table, "needs", m_out.errors);
        m_out.lesson.needsTypes = t.types("types");
        m_out.lesson.needsKernel = kernel(t, "kernel");
        m_out.lesson.needsRoot = t.flag("root", false);
        note("needs", t);
    }

    /// "6.18", or empty with a fault noted.
    static std::string kernel(LessonTable& t, std::string_view key)
    {
        const std::string text = t.text(key, Need::Optional, 16);
        const std::size_t dot = text.find('.');
        const bool sound = text.empty() || (dot != std::string::npos && dot > 0 && dot + 1 < text.size() &&
                                            text.find_first_not_of("0123456789.") == std::string::npos &&
                                            text.find('.', dot + 1) == std::string::npos);
        if (!sound)
            t.fault(t.place(key), fmt::format("'{}' must be a kernel version such as \"6.18\"", key));
        return sound ? text : std::string();
    }

    void readParameter(const toml::table& table)
    {
        LessonTable t(table, "parameter", m_out.errors);
        LessonParameter p;
        p.place = t.place();
        p.name = t.name("name", Need::Required);
        p.title = t.text("title", Need::Required, 60);
        p.unit = t.text("unit", Need::Optional, 12);
        p.types = t.types("types");
        if (p.types.empty()) {
            p.min = t.number("min", 0, 0, m_limits.sleepMs, Need::Required);
            p.max = t.number("max", p.min, 0, m_limits.sleepMs, Need::Required);
            if (p.max < p.min)
                t.fault(t.place("max"),
                        fmt::format("'max' in parameter is {}, less than 'min' {}", p.max, p.min));
            else
                p.value = t.number("value", p.min, p.min, p.max, Need::Required);
        } else {
            p.max = static_cast<std::int64_t>(p.types.size()) - 1;
            const std::vector<NsType> chosen = t.types("value", nullptr, Need::Required);
            const auto found =
                chosen.empty() ? p.types.end() : std::find(p.types.begin(), p.types.end(), chosen[0]);
            if (!chosen.empty() && found == p.types.end())
                t.fault(t.place("value"), "'value' in parameter is not one of its 'types'");
            else if (!chosen.empty())
                p.value = found - p.types.begin();
        }
        note("parameter", t);
        m_out.lesson.parameters.push_back(std::move(p));
    }

    void readPhase(const toml::table& table)
    {
        LessonTable t(table, "phase", m_out.errors);
        LessonPhase phase;
        phase.place = t.place();
        phase.name = t.name("name", Need::Required);
        phase.title = t.text("title", Need::Required, 80);
        note("phase", t);
        m_out.lesson.phases.push_back(std::move(phase));
    }

    LessonStep readStep(const toml::table& table, int depth)
    {
        LessonTable t(table, "step", m_out.errors);
        LessonStep s;
        s.place = t.place();
        const int verb = t.word("do", verbs, Need::Required);
        if (verb >= 0)
            s.verb = static_cast<LessonVerb>(verb);
        s.id = t.name("id");
        s.phase = t.name("phase");
        if (const std::string actor = t.name("actor"); !actor.empty())
            s.actor = actor;
        s.types = t.types("types", &s.typeParameter);
        s.as = t.name("as");
        s.child = t.name("child");
        s.of = t.name("of");
        s.to = t.name("to");
        s.fd = t.name("fd");
        s.toFd = t.name("to_fd");
        s.mount = t.name("mount");
        if (const int family = t.word("family", families); family >= 0)
            s.family = families[static_cast<std::size_t>(family)];
        s.oPath = t.flag("o_path", false);
        s.ms =
            t.numberOrParameter("ms", 0, 0, m_limits.sleepMs,
                                s.verb == LessonVerb::Sleep && verb >= 0 ? Need::Required : Need::Optional);
        s.count = t.numberOrParameter("count", 1, 1, 500,
                                      s.verb == LessonVerb::Repeat ? Need::Required : Need::Optional);
        s.waitFor = t.name("for");
        if (const int state = t.word("state", waitStates); state >= 0)
            s.state = waitStates[static_cast<std::size_t>(state)];
        s.line = t.text("line", Need::Optional, 80);
        s.text = t.name("text");
        s.show = t.texts("show", 20);
        t.tables("step", 50, [&](const toml::table& inner) {
            if (depth >= 3)
                t.fault(placeOf(inner), "steps are nested more than three deep");
            else
                s.steps.push_back(readStep(inner, depth + 1));
        });
        note("step", t);
        return s;
    }

    void readQuestion(const toml::table& table)
    {
        LessonTable t(table, "question", m_out.errors);
        LessonQuestion q;
        q.place = t.place();
        if (const int kind = t.word("kind", questionKinds, Need::Required); kind >= 0)
            q.kind = static_cast<LessonQuestion::Kind>(kind);
        q.id = t.name("id", Need::Required);
        q.before = t.name("before");
        q.text = t.text("text", Need::Required, 1000);
        q.answer = t.text("answer", Need::Optional, 400);
        q.other = t.text("other", Need::Optional, 400);
        q.tolerance = t.numberOrParameter("tolerance", 0, 0, 1'000'000'000);
        q.feedback = t.text("feedback", Need::Optional, 1000);
        q.wrong = t.text("wrong", Need::Optional, 1000);
        t.tables("option", 12, [&](const toml::table& inner) {
            LessonTable o(inner, "option", m_out.errors);
            LessonOption option;
            option.place = o.place();
            option.text = o.text("text", Need::Required, 300);
            option.right = o.text("right", Need::Required, 400);
            option.feedback = o.text("feedback", Need::Optional, 1000);
            note("option", o);
            q.options.push_back(std::move(option));
        });
        note("question", t);
        m_out.lesson.questions.push_back(std::move(q));
    }

    void readCheck(const toml::table& table)
    {
        LessonTable t(table, "check", m_out.errors);
        LessonCheck check;
        check.place = t.place("expression");
        check.expression = t.text("expression", Need::Required, 400);
        check.text = t.text("text", Need::Required, 300);
        note("check", t);
        m_out.lesson.checks.push_back(std::move(check));
    }

    void readVariant(const toml::table& table)
    {
        LessonTable t(table, "variant", m_out.errors);
        LessonVariant v;
        v.place = t.place();
        v.fromKernel = kernel(t, "from");
        v.toKernel = kernel(t, "to");
        if (const toml::table* anchors = t.table("anchors")) {
            for (const auto& [key, node] : *anchors) {
                if (const auto* value = node.as_string();
                    value && isLessonName(value->get()) && isLessonName(key.str()))
                    v.anchors.emplace_back(std::string(key.str()), value->get());
                else
                    t.fault(placeOf(node), "an anchor is replaced by another anchor's name");
            }
        }
        note("variant", t);
        m_out.lesson.variants.push_back(std::move(v));
    }

    LessonReading& m_out;
    const LessonLimits& m_limits;
    std::map<std::string, std::set<std::string>> m_keys;
};

/// One table of each kind; each asks for all its keys, whether they are there or not.
constexpr std::string_view allTables = "[needs]\n[[parameter]]\n[[phase]]\n[[step]]\n[[question]]\n"
                                       "[[question.option]]\n[[check]]\n[[variant]]\n";

} // namespace

std::map<std::string, std::set<std::string>> lessonKeys()
{
    LessonReading unused;
    const LessonLimits limits;
    const toml::table root = toml::parse(allTables);
    Reader reader(unused, limits);
    reader.read(root);
    return reader.keys();
}

std::string_view lessonVerbName(LessonVerb verb)
{
    return verbs[static_cast<std::size_t>(verb)];
}

std::string diagnosticText(const std::string& file, const Diagnostic& diagnostic)
{
    return fmt::format("{}:{}:{}: {}", displayText(file), diagnostic.place.line, diagnostic.place.column,
                       diagnostic.message);
}

LessonReading readLesson(std::string_view text, const LessonLimits& limits)
{
    LessonReading reading;
    if (text.size() > limits.fileBytes) {
        reading.errors.push_back({{1, 1}, fmt::format("the file is larger than {} bytes", limits.fileBytes)});
        return reading;
    }
    try {
        const toml::table root = toml::parse(text, std::string_view("lesson.toml"));
        Reader(reading, limits).read(root);
        if (reading.errors.empty())
            checkLesson(reading, limits);
    } catch (const toml::parse_error& error) {
        const toml::source_position at = error.source().begin;
        reading.errors.push_back({{at.line, at.column}, displayText(error.description())});
    }
    std::stable_sort(
        reading.errors.begin(), reading.errors.end(), [](const Diagnostic& a, const Diagnostic& b) {
            return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
        });
    return reading;
}

} // namespace nsscope
