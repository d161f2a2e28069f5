// SPDX-License-Identifier: GPL-3.0-or-later
// An attempt at the bench's lesson with its transport and cursor; what it would command is kept, nothing is run.
#pragma once
#include "tests/ui/lesson/lesson_bench.h"
#include "ui/lesson/lesson_attempt.h"

namespace nsscope::ui
{

struct LessonDesk
{
    Selection selection;
    Transport transport{&selection};
    LessonAttempt attempt{&transport, &selection};
    std::vector<Command> commands;

    explicit LessonDesk(bool live)
    {
        QObject::connect(&transport, &Transport::commandWanted, [this](const Command& command) { commands.push_back(command); });
        transport.setLive(live);
    }
    void show(int steps)
    {
        transport.setFrame(benchFrame(steps));
        attempt.setFrame(benchFrame(steps));
    }
    void answer(std::size_t i, LessonAnswer answer)
    {
        answer.confidence = Confidence::Sure;
        attempt.setAnswer(i, answer);
        attempt.lock(i);
    }
    void answerAll()
    {
        answer(0, {.options = {0}});
        answer(1, {.relation = Relation::Less});
        answer(2, {.options = {1, 0}});
        answer(3, {.number = 7});
        answer(4, {.options = {0}});
    }
};

} // namespace nsscope::ui
