// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/lesson/lesson_bench.h"
#include "tests/units.h"

namespace nsscope
{

namespace
{

LessonQuestion question(LessonQuestion::Kind kind, const std::string& id, const std::string& before)
{
    LessonQuestion q;
    q.kind = kind;
    q.id = id;
    q.before = before;
    q.text = "What about " + id + "?";
    return q;
}

} // namespace

std::shared_ptr<const LessonFolder> benchLesson()
{
    using Kind = LessonQuestion::Kind;
    auto folder = std::make_shared<LessonFolder>();
    folder->path = "/lessons/bench";
    folder->text = "# Bench\n\n## Goal\n\nTo *see*.\n\n## Predict\n\nSay it.\n\n## Run\n\n### Made {#made}\n\nIt is made.\n\n"
                   "## Explain\n\nBecause `it` is so.\n";
    Lesson& lesson = folder->reading.lesson;
    lesson.id = "bench";
    lesson.title = "A bench";
    lesson.goal = "See";
    lesson.questions = {question(Kind::Choice, "choice", ""), question(Kind::Relation, "relation", "fast"),
                        question(Kind::Order, "order", "fast"), question(Kind::Number, "number", "last"),
                        question(Kind::Several, "several", "last")};
    lesson.questions[0].options = {{"Yes", "count(S) == 3", "", {}}, {"No", "count(S) != 3", "", {}}};
    lesson.questions[1].answer = "distinct(S)";
    lesson.questions[1].other = "distinct(F)";
    lesson.questions[2].options = {{"F", "count(F) + 1", "", {}}, {"S", "distinct(S)", "", {}}};
    lesson.questions[3].answer = "distinct(F)";
    lesson.questions[4].options = {{"a", "true", "", {}}, {"b", "false", "", {}}};
    lesson.checks = {{"distinct(S) < distinct(F)", "The fast run used more numbers", {}}};
    LessonParameter count;
    count.name = "count";
    count.title = "Rounds";
    count.min = 1;
    count.max = 9;
    count.value = 3;
    lesson.parameters = {count};
    return folder;
}

FramePtr benchFrame(int steps)
{
    auto frame = std::make_shared<Frame>();
    frame->header.host.kernel = "6.18.1";
    auto run = std::make_shared<LabRun>();
    run->plan.experiment = "bench";
    run->plan.title = "A bench";
    run->plan.script = {"slowly: repeat 3", "  unshare(CLONE_NEWNET)", "fast: repeat 3", "  unshare(CLONE_NEWNET)"};
    run->plan.at = {ms};
    for (int i = 0; i < benchSteps; ++i) {
        PlannedStep planned;
        planned.line = i < 3 ? 1 : 3;
        planned.id = i < 3 ? "slow" : i < 5 ? "fast" : "last";
        planned.makes = i < 3 ? "S" : "F";
        planned.text = "unshare(CLONE_NEWNET)";
        planned.anchor = "made";
        run->plan.steps.push_back(planned);
    }
    for (int i = 0; i < steps; ++i) {
        LabStep done;
        done.index = i;
        done.call = "unshare(CLONE_NEWNET)";
        done.before = {(i + 1) * 100 * ms};
        done.after = {done.before.ns + ms};
        auto life = std::make_shared<Life>();
        life->id = static_cast<LifeId>(frame->lives.size() + 1);
        life->ref = {NsType::Net, 4, procDynamicFirst + static_cast<std::uint64_t>(i < 3 ? i % 2 : i), 50u + static_cast<unsigned>(i)};
        life->labRun = 0;
        life->labStep = i;
        life->born = {{done.before, done.after}, "lab"};
        if (i + 1 < steps) {
            const Instant left{(i + 2) * 100 * ms + ms};
            life->left = Moment{{left, left}, "lab"};
            life->obsolete = Moment{{left, left}, "handle"};
        }
        frame->lives.push_back(life);
        run->steps.push_back(done);
    }
    run->control.state = steps == 0 ? LabControl::State::Ready : LabControl::State::Paused;
    run->control.next = steps;
    frame->last = {(steps + 1) * 100 * ms};
    if (steps == benchSteps) {
        run->control.state = LabControl::State::Ended;
        run->end = LabEnd{frame->last, "finished", {}};
    }
    frame->runs = {run};
    return frame;
}

} // namespace nsscope
