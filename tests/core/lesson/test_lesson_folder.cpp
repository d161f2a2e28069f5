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

TEST_F(LessonFolderTest, TextIsInTheReadersLanguage)
{
    const std::string path = add("a", "x", 1);
    std::ofstream(path + "/text.md") << "# English";
    std::ofstream(path + "/text.de.md") << "# Deutsch";
    EXPECT_EQ(readLessonFolder(path, {"de_AT", "de"})->text, "# Deutsch");
    EXPECT_EQ(readLessonFolder(path, {"de_AT", "de"})->textFile, "text.de.md");
    EXPECT_EQ(readLessonFolder(path, {"fr"})->text, "# English");
    EXPECT_EQ(readLessonFolder(path, {})->textFile, "text.md");
}

TEST_F(LessonFolderTest, ATranslationNeedsTheSameHeadings)
{
    const std::string path = add("a", "x", 1, "[[step]]\ndo = \"fork\"\nchild = \"c\"\ntext = \"why\"\n");
    std::ofstream(path + "/text.md") << "## Why {#why}\n";
    std::ofstream(path + "/text.de.md") << "## Warum\n";
    EXPECT_TRUE(readLessonFolder(path, {})->sound());
    const auto folder = readLessonFolder(path, {"de"});
    ASSERT_EQ(folder->textErrors.size(), 1u);
    EXPECT_EQ(folder->textErrors[0].message, "text.de.md has no heading 'why'");
}

TEST(LessonLanguages, ComeFromTheLocale)
{
    const auto of = [](const char* all, const char* messages, const char* lang) {
        for (const auto& [name, value] : {std::pair("LC_ALL", all), std::pair("LC_MESSAGES", messages), std::pair("LANG", lang)})
            value ? ::setenv(name, value, 1) : ::unsetenv(name);
        return lessonLanguages();
    };
    const char* const before = std::getenv("LC_ALL");
    const std::string kept = before ? before : "";
    using Languages = std::vector<std::string>;
    EXPECT_EQ(of(nullptr, nullptr, "de_AT.UTF-8@euro"), (Languages{"de_AT", "de"}));
    EXPECT_EQ(of("", "fr", "de_AT"), (Languages{"fr"}));
    EXPECT_EQ(of("C.UTF-8", "fr", "de"), Languages{});
    EXPECT_EQ(of(nullptr, nullptr, nullptr), Languages{});
    EXPECT_EQ(of("../../etc/x", nullptr, nullptr), Languages{}) << "no way out of the folder";
    of(before ? kept.c_str() : nullptr, nullptr, nullptr);
}
