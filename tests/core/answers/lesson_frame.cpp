// SPDX-License-Identifier: Apache-2.0
#include "tests/core/answers/lesson_frame.h"
#include "tests/units.h"

namespace nsscope
{

namespace
{

constexpr int rounds = 4;

} // namespace

FramePtr lessonFrame()
{
    auto frame = std::make_shared<Frame>();
    auto run = std::make_shared<LabRun>();
    run->plan.experiment = std::string("L"); // GCC 12 warns of what it inlines for a literal
    run->plan.parameters = {{"near", "2"}};
    run->plan.phases = {{"slow", "slowly", 0}, {"fast", "fast", 0}};
    const auto step = [&](const std::string& id, int phase, const std::string& makes, std::uint64_t inode, std::int64_t diedAfter) {
        const auto index = static_cast<std::int32_t>(run->plan.steps.size());
        PlannedStep planned;
        planned.id = id;
        planned.phase = phase;
        planned.makes = makes;
        run->plan.steps.push_back(planned);
        LabStep done;
        done.index = index;
        done.before = {(index + 1) * 100 * ms};
        done.after = {done.before.ns + ms};
        run->steps.push_back(done);
        if (makes.empty())
            return;
        auto life = std::make_shared<Life>();
        life->id = static_cast<LifeId>(frame->lives.size() + 1);
        life->ref = {NsType::Net, 4, inode, 100 + inode};
        life->labRun = 0;
        life->labStep = index;
        life->labPhase = phase;
        life->born = {{done.before, done.after}, "lab"};
        if (diedAfter > 0) {
            const Instant left{done.after.ns + 50 * ms};
            life->left = Moment{{left, left}, "lab"};
            life->destroyed = Moment{{{left.ns + diedAfter}, {left.ns + diedAfter}}, "quota"};
        }
        frame->lives.push_back(life);
    };
    step("open", -1, {}, 0, 0);
    for (int i = 0; i < rounds; ++i)
        step("make-slow", 0, "S", 10 + static_cast<std::uint64_t>(i % 2), 5 * ms);
    for (int i = 0; i < rounds; ++i)
        step("make-fast", 1, "F", 10 + static_cast<std::uint64_t>(i), 40 * ms);
    step("make-one", -1, "A", 77, 0);
    run->end = LabEnd{{2000 * ms}, "finished", {}};
    frame->runs = {run};
    frame->last = {3000 * ms};
    return frame;
}

} // namespace nsscope
