// SPDX-License-Identifier: Apache-2.0
// A free experiment becomes a lesson: sound, with what was seen as checks, in a folder of its own.
#include "core/lab/lesson_folder.h"
#include "core/lesson/free_lesson.h"
#include "core/track/frame_builder.h"
#include "tests/core/answers/free_bench.h"
#include "tests/units.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <unistd.h>

using namespace nsscope;
using testing::HasSubstr;
using testing::Not;

namespace
{

const LessonHead head{"mine", "Mine", "See it"};

/// main makes A and opens it, leaves it for B, and lets go of the descriptor; the last call fails. Without lives.
FramePtr seenFrame(std::size_t done = SIZE_MAX)
{
    auto frame = std::make_shared<Frame>();
    auto run = std::make_shared<LabRun>(freeRun({{"unshare types=net as=A", 0},
                                                 {"open types=net fd=f1", 0},
                                                 {"unshare types=net as=B", 0},
                                                 {"close fd=f1", 0},
                                                 {"unshare types=net as=C", ENOSPC}},
                                                done));
    frame->runs = {run};
    frame->last = {900 * ms};
    return frame;
}

class Folder
{
public:
    Folder()
    {
        std::string name = std::filesystem::temp_directory_path() / "nsscope-free-XXXXXX";
        m_path = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string path() const { return m_path + "/mine"; }

private:
    std::string m_path;
};

} // namespace

TEST(FreeLesson, IsSoundAndSaysWhatFailed)
{
    const auto lesson = lessonOfRun(*seenFrame(), 0, head);
    ASSERT_TRUE(lesson) << lesson.error().message();
    const LessonReading reading = readLesson(lesson->toml);
    ASSERT_TRUE(reading.errors.empty()) << reading.errors.front().message << lesson->toml;
    EXPECT_TRUE(missingAnchors(reading.lesson, lesson->text).empty());
    EXPECT_EQ(reading.lesson.steps.size(), 5u);
    EXPECT_THAT(lesson->toml, HasSubstr("expression = \"error(s5) == ENOSPC\""));
    EXPECT_THAT(lesson->toml, HasSubstr("error(s1) == none && error(s2) == none && error(s3) == none && error(s4) == none\""));
    EXPECT_THAT(lesson->text, HasSubstr("### s5 {#s5}\n\n`C = unshare(CLONE_NEWNET)` failed with ENOSPC."));
}

TEST(FreeLesson, HasOnlyWhatWasDone)
{
    const auto lesson = lessonOfRun(*seenFrame(2), 0, head);
    ASSERT_TRUE(lesson);
    EXPECT_EQ(readLesson(lesson->toml).lesson.steps.size(), 2u);
    EXPECT_THAT(lesson->toml, Not(HasSubstr("s3")));
    EXPECT_FALSE(lessonOfRun(*seenFrame(0), 0, head)) << "the user namespace alone is nothing";
}

TEST(FreeLesson, OfOtherRunsThereIsNone)
{
    auto frame = std::make_shared<Frame>(*seenFrame());
    auto other = std::make_shared<LabRun>(*frame->runs[0]);
    other->plan.experiment = "nsgarbage";
    frame->runs.push_back(other);
    EXPECT_EQ(newestFreeRun(*frame), 0);
    EXPECT_FALSE(lessonOfRun(*frame, 1, head));
    EXPECT_FALSE(lessonOfRun(*frame, 2, head));
}

TEST(FreeLesson, AGrownPlanIsTheSameRun)
{
    const FreeSteps steps = {{"fork child=p1", 0}, {"exit actor=p1", 0}};
    FrameBuilder builder;
    LabRun run = freeRun({steps[0]});
    builder.add(run.plan);
    builder.add(run.steps[0]);
    builder.add(run.steps[1]);
    run = freeRun(steps);
    builder.add(run.plan);
    builder.add(run.steps[2]);
    ASSERT_EQ(builder.frame()->runs.size(), 1u);
    EXPECT_EQ(builder.frame()->runs[0]->plan.steps.size(), 4u);
    EXPECT_EQ(builder.frame()->runs[0]->steps.size(), 3u);
    builder.add(LabEnd{{900 * ms}, "stopped", {}});
    builder.add(run.plan);
    EXPECT_EQ(builder.frame()->runs.size(), 2u) << "one that has ended does not grow";
}

TEST(FreeLesson, IdsComeFromTitles)
{
    EXPECT_EQ(lessonIdOf("A bind mount  holds!"), "a-bind-mount-holds");
    EXPECT_EQ(lessonIdOf("../.."), "experiment");
    EXPECT_EQ(lessonIdOf("Free"), "experiment");
    EXPECT_EQ(lessonIdOf(std::string(90, 'x')).size(), 40u);
}

TEST(FreeLesson, IsWrittenIntoANewFolderOnly)
{
    const Folder folder;
    const FreeLesson lesson = *lessonOfRun(*seenFrame(), 0, head);
    ASSERT_TRUE(writeLesson(lesson, folder.path()));
    const auto read = readLessonFolder(folder.path());
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->sound());
    EXPECT_EQ(read->text, lesson.text);
    const Status again = writeLesson(lesson, folder.path());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, EEXIST);
    EXPECT_FALSE(writeLesson(lesson, folder.path() + "/no/where"));
}

TEST(FreeLesson, FollowsNoLink)
{
    const Folder folder;
    const std::string victim = folder.path() + "-victim";
    std::ofstream(victim) << "precious";
    std::filesystem::create_directory(folder.path());
    std::filesystem::create_symlink(victim, folder.path() + "/text.md");
    EXPECT_FALSE(writeLesson(*lessonOfRun(*seenFrame(), 0, head), folder.path()));
    std::string kept;
    std::getline(std::ifstream(victim), kept);
    EXPECT_EQ(kept, "precious");
}
