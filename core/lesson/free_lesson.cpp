// SPDX-License-Identifier: Apache-2.0
#include "core/lesson/free_lesson.h"

#include "core/base/escape.h"
#include "core/lesson/free_stand.h"
#include "core/track/check.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr std::size_t mostChecks = 60;       // of a lesson (lesson_reader.cpp)
constexpr std::size_t longestExpression = 400;
constexpr std::size_t stepsACheck = 10;

/// A namespace that the script made, and its type.
struct Made
{
    std::string name;
    NsType type = NsType::Net;
    std::size_t step = 0; ///< index of the step that made it
};

std::string checkToml(const std::string& expression, const std::string& text)
{
    return fmt::format("\n[[check]]\nexpression = {}\ntext = {}\n", tomlText(expression), tomlText(text));
}

class Writer
{
public:
    Writer(const Frame& frame, std::size_t run, const FreeScript& script) : m_frame(frame), m_run(run), m_script(script) {}

    std::string checks()
    {
        results();
        for (const Made& made : namespaces())
            states(made);
        ends();
        return std::move(m_checks);
    }

    std::string text(const LessonHead& head) const
    {
        std::string text = fmt::format("# {}\n\n## Goal\n\n{}\n\n## Predict\n\nLock in your answer before the step runs.\n\n## Run\n",
                                       head.title, head.goal);
        const LabStart& plan = m_frame.runs[m_run]->plan;
        for (const LessonStep& step : m_script.steps()) {
            const auto planned = std::find_if(plan.steps.begin(), plan.steps.end(), [&](const PlannedStep& p) { return p.id == step.id; });
            text += fmt::format("\n### {} {{#{}}}\n\n`{}`{}\n", step.id, step.id,
                                planned == plan.steps.end() ? std::string() : displayText(planned->text), happened(step.id));
        }
        return text + "\n## Explain\n\nWhy was it so?\n";
    }

private:
    const LabRun& run() const { return *m_frame.runs[m_run]; }

    std::string word(const std::string& expression) const
    {
        const auto value = evaluateCheck(expression, m_frame, m_run);
        return value ? checkText(*value) : std::string();
    }

    std::string happened(const std::string& id) const
    {
        const std::string error = word(fmt::format("error({})", id));
        return error == "none" ? std::string(" was done.") : fmt::format(" failed with {}.", error);
    }

    void add(const std::string& expression, const std::string& text)
    {
        if (m_count >= mostChecks || expression.size() > longestExpression)
            return;
        ++m_count;
        m_checks += checkToml(expression, text);
    }

    /// What failed must fail again; the others by tens.
    void results()
    {
        std::string good;
        std::size_t count = 0;
        const auto flush = [&] {
            if (count > 0)
                add(good, "Each of these steps was done");
            good.clear();
            count = 0;
        };
        for (const LessonStep& step : m_script.steps()) {
            const std::string error = word(fmt::format("error({})", step.id));
            const std::string expression = fmt::format("error({}) == {}", step.id, error);
            if (error != "none") {
                add(expression, fmt::format("Step {} fails with {}", step.id, error));
                continue;
            }
            good += (good.empty() ? "" : " && ") + expression;
            if (++count == stepsACheck)
                flush();
        }
        flush();
    }

    std::vector<Made> namespaces() const
    {
        std::vector<Made> all;
        for (std::size_t i = 0; i < m_script.steps().size(); ++i) {
            const LessonStep& step = m_script.steps()[i];
            for (const NsType type : step.types) {
                if (!step.as.empty())
                    all.push_back({step.types.size() > 1 ? fmt::format("{}-{}", step.as, nsTypeName(type)) : step.as, type, i});
            }
        }
        return all;
    }

    /// Where it turned from held to pinned and so on. Those of users, and of processes once nothing holds them, are seen
    /// late or early by the scan that happens to come, so nothing is claimed of them before the end.
    void states(const Made& made)
    {
        if (made.type == NsType::User)
            return;
        std::string before;
        for (std::size_t i = made.step; i < m_script.steps().size(); ++i) {
            const std::string& id = m_script.steps()[i].id;
            const std::string state = word(fmt::format("state({}, {})", made.name, id));
            const bool kept = state == "held" || state == "pinned";
            const bool none = word(fmt::format("holders({}, {})", made.name, id)) == "0";
            const std::string now = kept ? state : none ? "none" : "";
            if (now.empty() || now == before)
                continue;
            before = now;
            if (kept)
                add(fmt::format("state({}, {}) == {}", made.name, id, state), fmt::format("After {}: {} is {}", id, made.name, state));
            else if (made.type != NsType::Pid && made.type != NsType::Time)
                add(fmt::format("holders({}, {}) == 0", made.name, id), fmt::format("After {}: nothing holds {}", id, made.name));
        }
    }

    void ends()
    {
        for (const Made& made : namespaces()) {
            if (word(fmt::format("state({}, {})", made.name, m_script.steps()[made.step].id)) != "unknown")
                add(fmt::format("holders({}, end) == 0", made.name), fmt::format("At the end nothing holds {}", made.name));
        }
    }

    const Frame& m_frame;
    std::size_t m_run;
    const FreeScript& m_script;
    std::string m_checks;
    std::size_t m_count = 0;
};

} // namespace

int newestFreeRun(const Frame& frame)
{
    for (std::size_t i = frame.runs.size(); i > 0; --i) {
        if (frame.runs[i - 1]->plan.experiment == freeExperimentId)
            return static_cast<int>(i) - 1;
    }
    return -1;
}

Result<FreeLesson> lessonOfRun(const Frame& frame, std::size_t run, const LessonHead& head)
{
    if (run >= frame.runs.size() || frame.runs[run]->plan.experiment != freeExperimentId)
        return failure("this is no run of a free experiment");
    const LabRun& built = *frame.runs[run];
    auto script = FreeScript::of(built.plan.parameters);
    if (!script)
        return tl::make_unexpected(script.error());
    // Those done: without the user namespace at the beginning and the end of all.
    const auto done = std::count_if(built.steps.begin(), built.steps.end(), [&](const LabStep& step) {
        const auto index = static_cast<std::size_t>(step.index);
        return step.index >= 0 && index < built.plan.steps.size() && script->step(built.plan.steps[index].id);
    });
    script->keep(static_cast<std::size_t>(done));
    if (done == 0)
        return failure("nothing has been done in the free experiment yet");
    Writer writer(frame, run, *script);
    return FreeLesson{script->toml(head) + writer.checks(), writer.text(head)};
}

std::string lessonIdOf(std::string_view title)
{
    constexpr std::size_t longest = 40;
    std::string id;
    for (const char c : title) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        const bool capital = c >= 'A' && c <= 'Z';
        if (letter || capital)
            id += capital ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
        if (id.size() == longest)
            break;
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id.empty() || id == freeExperimentId || id == "nsgarbage" ? std::string("experiment") : id;
}

} // namespace nsscope
