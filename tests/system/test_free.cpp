// SPDX-License-Identifier: Apache-2.0
// A free experiment on the real kernel, saved as a lesson: lint finds nothing, and played again it has the same results.
#include "core/base/read_file.h"
#include "tests/system/program_run.h"

#include <fcntl.h>
#include <filesystem>
#include <gmock/gmock.h>
#include <unistd.h>

using namespace nsscope;
using testing::HasSubstr;

namespace
{

class FreeTest : public testing::Test
{
protected:
    FreeTest()
    {
        std::string name = std::filesystem::temp_directory_path() / "nsscope-free-XXXXXX";
        m_folder = ::mkdtemp(name.data());
        if (::geteuid() == 0 && whyNotAsUser(nobody).empty())
            m_how.uid = nobody;
        if (m_how.uid) {
            EXPECT_EQ(::chown(m_folder.c_str(), nobody, nobody), 0);
        }
    }
    ~FreeTest() override { std::filesystem::remove_all(m_folder); }

    ProgramEnd lab(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), "lab");
        return runToEnd(std::move(arguments), m_how);
    }
    std::string path(const char* name) const { return m_folder + "/" + name; }
    static std::string textOf(const std::string& file) { return readFileAt(AT_FDCWD, file, 1 << 20).value_or(std::string()); }
    /// Saved, linted and played again with all checks true.
    void expectTheSameAgain(const std::vector<std::string>& steps)
    {
        std::vector<std::string> call{"free"};
        call.insert(call.end(), steps.begin(), steps.end());
        call.insert(call.end(), {"--save", path("mine"), "--record", path("built.nsrec"), "--title", "My own"});
        const ProgramEnd built = lab(call);
        if (built.errors.find("user namespaces") != std::string::npos)
            GTEST_SKIP() << built.errors;
        ASSERT_EQ(built.status, 0) << built.errors;
        const ProgramEnd lint = lab({"lint", path("mine")});
        EXPECT_EQ(lint.status, 0) << lint.output << lint.errors;
        for (int round = 0; round < 3; ++round) {
            const ProgramEnd again = lab({"run", path("mine")});
            EXPECT_EQ(again.status, 0) << again.output << again.errors << textOf(path("mine/lesson.toml"));
            EXPECT_THAT(again.output, HasSubstr("\ntrue "));
        }
        const ProgramEnd fromRecording = lab({"save", path("built.nsrec"), path("again"), "--title", "My own"});
        EXPECT_EQ(fromRecording.status, 0) << fromRecording.errors;
        EXPECT_EQ(textOf(path("again/lesson.toml")), textOf(path("mine/lesson.toml")));
    }

    std::string m_folder;
    ProgramRun::How m_how;
};

} // namespace

TEST_F(FreeTest, HoldersOfEveryKindAreTheSameAgain)
{
    expectTheSameAgain({"fork child=p1", "unshare types=mnt as=M actor=p1", "unshare types=net as=A actor=p1", "bind types=net mount=m1 actor=p1",
                        "open types=net fd=f1 actor=p1", "socket fd=s1 actor=p1", "fork child=p2 actor=p1", "unshare types=net as=B actor=p1",
                        "kill actor=p2", "close fd=f1 actor=p1", "close fd=s1 actor=p1", "unmount mount=m1 actor=p1"});
    const std::string toml = textOf(path("mine/lesson.toml"));
    EXPECT_THAT(toml, HasSubstr("expression = \"state(A, s3) == held\""));
    EXPECT_THAT(toml, HasSubstr("expression = \"state(A, s9) == pinned\""));
    EXPECT_THAT(toml, HasSubstr("expression = \"holders(A, s12) == 0\""));
}

TEST_F(FreeTest, PassedOnAndEnteredItIsTheSameAgain)
{
    expectTheSameAgain({"clone child=p1 types=uts,ipc as=A", "fork child=p2", "open types=uts fd=f1 actor=p1", "pass fd=f1 to=p2 to_fd=f2 actor=p1",
                        "exit actor=p1", "setns fd=f2 actor=p2", "dup fd=f2 to_fd=f3 actor=p2", "open types=uts fd=f4 of=p2 o_path=true"});
}

TEST_F(FreeTest, WhatFailedFailsAgain)
{
    expectTheSameAgain({"fork child=p1", "open types=uts fd=f1 actor=p1", "setns fd=f1 actor=p1", "unshare types=pid as=P", "fork child=p2",
                        "kill actor=p2", "fork child=p3"});
    const std::string toml = textOf(path("mine/lesson.toml"));
    EXPECT_THAT(toml, HasSubstr("error(s3) == EPERM"));
    EXPECT_THAT(toml, HasSubstr("error(s7) == ENOMEM"));
}

TEST_F(FreeTest, WrongStepsAreRefusedBeforeAnythingRuns)
{
    const ProgramEnd wrong = lab({"free", "fork child=p1", "unshare types=nte actor=p1", "--save", path("mine")});
    EXPECT_EQ(wrong.status, 2);
    EXPECT_EQ(wrong.output, "");
    EXPECT_THAT(wrong.errors, HasSubstr("did you mean 'net'?"));
    EXPECT_FALSE(std::filesystem::exists(path("mine")));
}

TEST_F(FreeTest, NothingIsWrittenOver)
{
    std::filesystem::create_directory(path("mine"));
    const std::vector<std::string> call{"free", "unshare types=uts as=A", "--save", path("mine")};
    const ProgramEnd first = lab(call);
    if (first.errors.find("user namespaces") != std::string::npos)
        GTEST_SKIP() << first.errors;
    // As another user it may not even write there; then nothing is written at all.
    const bool mayWrite = first.status == 0;
    const ProgramEnd second = lab(call);
    EXPECT_EQ(second.status, 1);
    EXPECT_THAT(second.errors, HasSubstr(mayWrite ? "EEXIST" : "EACCES"));
    EXPECT_THAT(lab({"save", path("none.nsrec"), path("x")}).errors, HasSubstr("none.nsrec"));
}
