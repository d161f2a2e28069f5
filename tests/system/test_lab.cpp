// SPDX-License-Identifier: Apache-2.0
// Lessons on the real kernel, as an ordinary user: every one that ships comes to its end with all checks true.
#include "core/lab/lesson_folder.h"
#include "tests/core/lesson/shipped_lessons.h"
#include "tests/system/program_run.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <ostream>
#include <unistd.h>

using namespace nsscope;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace
{

std::vector<LessonFolder> lessons()
{
    std::vector<LessonFolder> all = readLessons({NSSCOPE_SOURCE "/resources/lessons", NSSCOPE_FIXTURES "/lessons"});
    if (all.size() < 16)
        all.clear(); // then the suite is empty, which GoogleTest counts as a failure
    return all;
}

class LessonTest : public testing::TestWithParam<LessonFolder>
{
};

std::string nameOf(const testing::TestParamInfo<LessonFolder>& info)
{
    std::string name = std::filesystem::path(info.param.path).filename();
    std::erase(name, '-');
    return name;
}

/// A lesson in a folder of its own.
class WrittenLesson
{
public:
    explicit WrittenLesson(const std::string& toml)
    {
        std::string name = std::filesystem::temp_directory_path() / "nsscope-lesson-XXXXXX";
        m_path = ::mkdtemp(name.data());
        std::filesystem::permissions(m_path, std::filesystem::perms(0755));
        std::ofstream(m_path + "/lesson.toml") << "format = 1\nid = \"x\"\ntitle = \"T\"\ngoal = \"G\"\n" << toml;
    }
    ~WrittenLesson() { std::filesystem::remove_all(m_path); }
    WrittenLesson(const WrittenLesson&) = delete;
    WrittenLesson& operator=(const WrittenLesson&) = delete;
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

ProgramEnd runLab(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), "lab");
    return runToEnd(std::move(arguments), asUser());
}

} // namespace

TEST_P(LessonTest, AllItsChecksAreTrueHere)
{
    const ProgramEnd run = runLab({"run", GetParam().path});
    if (run.errors.find("user namespaces") != std::string::npos || run.errors.find("This experiment needs") != std::string::npos)
        GTEST_SKIP() << run.errors;
    EXPECT_EQ(run.errors, "");
    EXPECT_THAT(run.output, HasSubstr("\ntrue "));
    EXPECT_THAT(run.output, Not(HasSubstr("\nFALSE "))) << run.output;
    if (run.output.find("others took numbers") != std::string::npos)
        GTEST_SKIP() << "other programs made namespaces meanwhile";
    EXPECT_EQ(run.status, 0) << run.output;
}

TEST_P(LessonTest, LintFindsNothing)
{
    const ProgramEnd run = runLab({"lint", GetParam().path});
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.output + run.errors, "");
}

INSTANTIATE_TEST_SUITE_P(Lessons, LessonTest, testing::ValuesIn(lessons()), nameOf);

TEST(Lab, ListsAndShowsWhatThereIs)
{
    const ProgramEnd list = runLab({"list"});
    EXPECT_EQ(list.status, 0);
    for (const LessonFolder& folder : readLessons({NSSCOPE_SOURCE "/resources/lessons"}))
        EXPECT_THAT(list.output, HasSubstr(folder.lesson().title));
    const ProgramEnd show = runLab({"show", NSSCOPE_FIXTURES "/lessons/fd-holds"});
    EXPECT_EQ(show.status, 0);
    EXPECT_THAT(show.output, ContainsRegex("A = unshare\\(CLONE_NEWUTS\\) +#make\n"));
    EXPECT_THAT(show.output, HasSubstr("## Leave it {#leave}\n"));
}

TEST(Lab, AFalseCheckIsNoSuccess)
{
    const WrittenLesson lesson("[[step]]\nid = \"make\"\ndo = \"unshare\"\ntypes = \"uts\"\nas = \"A\"\n"
                               "[[check]]\nexpression = \"state(A, make) == pinned\"\ntext = \"It is pinned.\"\n");
    const ProgramEnd run = runLab({"run", lesson.path()});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.output, HasSubstr("FALSE   It is pinned.\n        state(A, make) == pinned is false"));
}

TEST(Lab, WhatIsRefusedIsAResult)
{
    const WrittenLesson lesson("[[step]]\nid = \"make\"\ndo = \"unshare\"\ntypes = \"pid\"\nas = \"P\"\n"
                               "[[step]]\nid = \"again\"\ndo = \"unshare\"\ntypes = \"pid\"\n"
                               "[[check]]\nexpression = \"error(again) == EINVAL && error(make) == none\"\ntext = \"Once only.\"\n");
    const ProgramEnd run = runLab({"run", lesson.path()});
    EXPECT_EQ(run.status, 0) << run.output << run.errors;
}

TEST(Lab, AWaitThatSeesNothingSaysSo)
{
    const WrittenLesson lesson("[[step]]\nid = \"make\"\ndo = \"unshare\"\ntypes = \"uts\"\nas = \"A\"\n"
                               "[[step]]\nid = \"gone\"\ndo = \"wait\"\nfor = \"A\"\nstate = \"obsolete\"\nms = 50\n"
                               "[[check]]\nexpression = \"error(gone) == ETIMEDOUT\"\ntext = \"It is in use.\"\n");
    const ProgramEnd run = runLab({"run", lesson.path()});
    EXPECT_EQ(run.status, 0) << run.output << run.errors;
    EXPECT_THAT(run.output, HasSubstr("not seen"));
}

TEST(Lab, WrongWordsAreToldWithTheirPlace)
{
    const WrittenLesson lesson("[[step]]\nid = \"make\"\ndo = \"unshare\"\ntypes = \"uts\"\nas = \"A\"\n"
                               "[[check]]\nexpression = \"state(A, mak) == held\"\ntext = \"T\"\n");
    const ProgramEnd lint = runLab({"lint", lesson.path() + "/lesson.toml"});
    EXPECT_EQ(lint.status, 1);
    EXPECT_THAT(lint.output, HasSubstr("/lesson.toml:11:24: no step 'mak'; did you mean 'make'?"));
    EXPECT_EQ(runLab({"lint"}).status, 2);
    EXPECT_THAT(runLab({"run", "fd-hold"}).errors, StartsWith("nsscope-cli: there is no experiment \"fd-hold\""));
    EXPECT_EQ(runLab({"run", NSSCOPE_FIXTURES "/lessons/many-holders", "--set", "count=9"}).status, 2);
}

struct Hostile
{
    const char* name;
    std::string toml;
    const char* says;
};
void PrintTo(const Hostile& hostile, std::ostream* out) { *out << hostile.name; }

class HostileLesson : public testing::TestWithParam<Hostile>
{
};

TEST_P(HostileLesson, IsRefusedInWordsAndNeverRuns)
{
    const WrittenLesson lesson(GetParam().toml);
    const ProgramEnd run = runLab({"run", lesson.path()});
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.output, "");
    EXPECT_THAT(run.errors, HasSubstr(GetParam().says));
    for (const char c : run.errors)
        EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << "a control character got through";
}

std::string hostileName(const testing::TestParamInfo<Hostile>& info) { return info.param.name; }

const std::string tripled = "[[step]]\ndo = \"repeat\"\ncount = 500\n[[step.step]]\ndo = \"repeat\"\ncount = 500\n[[step.step.step]]\n";

INSTANTIATE_TEST_SUITE_P(
    Lab, HostileLesson,
    testing::Values(
        Hostile{"ForkBomb", "[[step]]\ndo = \"repeat\"\ncount = 400\n[[step.step]]\ndo = \"fork\"\nchild = \"c\"\n", "actor 'c' exists already"},
        Hostile{"ManySteps", tripled + "do = \"socket\"\nfd = \"f\"\n", "250000 steps; at most 2000 are allowed"},
        Hostile{"ManyNamespaces", "[[step]]\ndo = \"repeat\"\ncount = 500\n[[step.step]]\ndo = \"unshare\"\ntypes = [\"net\", \"uts\"]\n", "makes 1000 namespaces; at most 500 are allowed"},
        Hostile{"HugeSleep", "[[step]]\ndo = \"sleep\"\nms = 9000000000000000000\n", "it must be 0 to 60000"},
        Hostile{"ManySleeps", "[[step]]\ndo = \"repeat\"\ncount = 400\n[[step.step]]\ndo = \"sleep\"\nms = 60000\n", "sleeps 24000 s in all"},
        Hostile{"PathInAMount", "[[step]]\ndo = \"unshare\"\ntypes = \"mnt\"\n[[step]]\ndo = \"bind\"\ntypes = \"net\"\nmount = \"../../etc/passwd\"\n", "must be a name of letters"},
        Hostile{"HostsMounts", "[[step]]\ndo = \"bind\"\ntypes = \"net\"\nmount = \"m\"\n", "no mount namespace of its own"},
        Hostile{"ControlCharacters", "[[step]]\ndo = \"exit\"\nline = \"\\u001b[31mred\"\n", "has a control character"},
        Hostile{"ControlInAKey", "\"\\u001b]0;title\\u0007\" = 1\n[[step]]\ndo = \"exit\"\n", "unknown key '\\x1b]0;title\\x07'"},
        Hostile{"Shell", "[[step]]\ndo = \"sh -c reboot\"\n", "cannot be 'sh -c reboot'"},
        Hostile{"Nested", "[[step]]\ndo = \"repeat\"\ncount = 1\n[[step.step]]\ndo = \"repeat\"\ncount = 1\n[[step.step.step]]\ndo = \"repeat\"\ncount = 1\n[[step.step.step.step]]\ndo = \"repeat\"\ncount = 1\n[[step.step.step.step.step]]\ndo = \"exit\"\n", "more than three deep"}),
    hostileName);
