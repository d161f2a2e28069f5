// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lesson_folder.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

using namespace nsscope;
using testing::HasSubstr;
namespace fs = std::filesystem;

namespace
{

class LessonFolderTest : public testing::Test
{
protected:
    LessonFolderTest()
    {
        std::string name = fs::temp_directory_path() / "nsscope-lessons-XXXXXX";
        m_root = ::mkdtemp(name.data());
    }
    ~LessonFolderTest() override { fs::remove_all(m_root); }

    std::string add(const std::string& folder, const std::string& id, int order, const std::string& more = {})
    {
        const fs::path path = m_root / folder;
        fs::create_directories(path);
        std::ofstream(path / "lesson.toml") << "format = 1\nid = \"" << id << "\"\ntitle = \"T\"\ngoal = \"G\"\norder = "
                                            << order << "\n" << more << "[[step]]\ndo = \"exit\"\n";
        return path;
    }

    fs::path m_root;
};

} // namespace

TEST_F(LessonFolderTest, AreFoundInTheirOrder)
{
    add("a", "last", 9);
    add("b", "first", 1);
    fs::create_directories(m_root / "none");
    const auto lessons = readLessons({m_root});
    ASSERT_EQ(lessons.size(), 2u);
    EXPECT_EQ(lessons[0].lesson().id, "first");
    EXPECT_EQ(lessons[1].lesson().id, "last");
    EXPECT_TRUE(lessons[0].recording.empty());
}

TEST_F(LessonFolderTest, TheFirstDirectoryWins)
{
    add("x/a", "same", 1);
    add("y/a", "same", 2);
    const auto lessons = readLessons({m_root / "x", m_root / "y"});
    ASSERT_EQ(lessons.size(), 1u);
    EXPECT_EQ(lessons[0].lesson().order, 1);
}

TEST_F(LessonFolderTest, IsFoundByIdByFolderAndByFile)
{
    const std::string path = add("a", "mine", 1);
    for (const std::string& name : {std::string("mine"), path, path + "/", path + "/lesson.toml"}) {
        const auto found = findLesson(name, {m_root});
        ASSERT_TRUE(found) << name << ": " << found.error().message();
        EXPECT_EQ(found->path, path) << name;
    }
    const auto missing = findLesson("mime", {m_root});
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().message(), HasSubstr("\"mime\"; did you mean 'mine'?"));
}

TEST_F(LessonFolderTest, TellsOfMissingHeadings)
{
    const std::string path = add("a", "mine", 1);
    std::ofstream(path + "/lesson.toml", std::ios::app) << "text = \"see\"\n";
    std::ofstream(path + "/text.md") << "# Else\n";
    auto folder = readLessonFolder(path);
    ASSERT_TRUE(folder);
    ASSERT_EQ(folder->textErrors.size(), 1u);
    EXPECT_THAT(folder->textErrors[0].message, HasSubstr("no heading 'see'"));
    std::ofstream(path + "/text.md") << "# See\n";
    EXPECT_TRUE(readLessonFolder(path)->sound());
}

TEST_F(LessonFolderTest, FollowsNoLinkAndOpensNoPipe)
{
    const std::string path = add("a", "mine", 1);
    fs::create_directories(m_root / "link");
    fs::create_symlink(path + "/lesson.toml", m_root / "link/lesson.toml");
    EXPECT_FALSE(readLessonFolder(m_root / "link"));

    fs::create_directories(m_root / "pipe");
    ASSERT_EQ(::mkfifo((m_root / "pipe/lesson.toml").c_str(), 0600), 0);
    const auto pipe = readLessonFolder(m_root / "pipe");
    ASSERT_FALSE(pipe);
    EXPECT_THAT(pipe.error().message(), HasSubstr("no regular file"));

    fs::create_symlink("/etc/passwd", path + "/text.md");
    EXPECT_FALSE(readLessonFolder(path));
    EXPECT_TRUE(readLessons({m_root}).empty());
}

TEST_F(LessonFolderTest, IsBounded)
{
    const std::string path = add("a", "mine", 1, "# " + std::string(300 * 1024, 'x') + "\n");
    const auto folder = readLessonFolder(path);
    ASSERT_FALSE(folder);
    EXPECT_THAT(folder.error().message(), HasSubstr("EFBIG"));
}

TEST(Lessons, ThatOfTheTestsIsSound)
{
    const auto folder = findLesson("fd-holds", {NSSCOPE_FIXTURES "/lessons"});
    ASSERT_TRUE(folder) << folder.error().message();
    for (const Diagnostic& d : folder->reading.errors)
        ADD_FAILURE() << diagnosticText("lesson.toml", d);
    EXPECT_TRUE(folder->sound());
}
