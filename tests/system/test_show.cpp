// SPDX-License-Identifier: Apache-2.0
// nsscope-cli show and export on a recorded run: moments, torn and damaged files, exit statuses.
#include "core/base/read_file.h"
#include "core/base/unique_fd.h"
#include "tests/system/program_run.h"

#include <cstdio>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sstream>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

using testing::HasSubstr;
using testing::StartsWith;

const std::string recording = NSSCOPE_FIXTURES "/streams/trash_net.nsrec";

struct Shown
{
    int status = 0;
    std::string output;
    std::string errors;
};

Shown run(std::vector<std::string> arguments)
{
    ProgramRun program(std::move(arguments));
    Shown shown;
    shown.status = program.finish();
    shown.output = program.output();
    shown.errors = program.errors();
    return shown;
}

/// A file with these bytes that goes when the test ends.
class TemporaryFile
{
public:
    explicit TemporaryFile(std::string_view bytes)
    {
        const UniqueFd fd(::mkostemp(m_path.data(), O_CLOEXEC));
        EXPECT_TRUE(writeAll(fd.get(), bytes, m_path));
    }
    ~TemporaryFile() { std::remove(m_path.c_str()); }
    const std::string& path() const { return m_path; }

private:
    std::string m_path = "/tmp/nsscope-show-XXXXXX";
};

/// Less what a sanitizer has to say where there is no /proc ("==123==WARNING: ...").
std::string withoutSanitizer(const std::string& errors)
{
    std::istringstream lines(errors);
    std::string kept;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("=="))
            kept += line + '\n';
    }
    return kept;
}

} // namespace

TEST(Show, TellsTheEndAndTheLives)
{
    const Shown state = run({"show", recording, "--json"});
    EXPECT_EQ(state.status, 0);
    EXPECT_EQ(state.errors, "");
    EXPECT_THAT(state.output, StartsWith("{\"schema\":\"nsscope.show/1\""));
    const Shown lives = run({"show", recording, "--lives", "--json"});
    EXPECT_THAT(lives.output, StartsWith("{\"schema\":\"nsscope.lives/1\""));
    EXPECT_THAT(lives.output, HasSubstr("\"destroyed\":{\"from_ns\":"));
    const Shown text = run({"show", recording, "--lives"});
    EXPECT_THAT(text.output, HasSubstr("slow: 4 namespaces on 2 numbers, 2 on a number that had been used before."));
}

TEST(Show, AtAMomentOnlyWhatWasKnownThenCounts)
{
    const Shown early = run({"show", recording, "--at", "+600ms", "--lives"});
    EXPECT_EQ(early.status, 0) << early.errors;
    EXPECT_THAT(early.output, HasSubstr("slow: 1 namespace on 1 number, 0 on"));
    EXPECT_EQ(run({"show", recording, "--at", "@1"}).status, 1);
    EXPECT_EQ(run({"show", recording, "--at", "soon"}).status, 2);
}

TEST(Show, TornAndDamagedFilesWorkAndAreSaid)
{
    const std::string whole = readFileAt(AT_FDCWD, recording).value_or("");
    ASSERT_GT(whole.size(), 10'000u);
    const TemporaryFile torn(std::string_view(whole).substr(0, whole.size() / 2));
    const Shown shown = run({"show", torn.path()});
    EXPECT_EQ(shown.status, 0);
    EXPECT_THAT(shown.errors, HasSubstr("torn: its last line was cut off"));
    EXPECT_EQ(run({"show", torn.path(), "--strict"}).status, 3);

    std::string damaged = whole;
    const std::size_t place = damaged.find("\"fact\":\"lab_step\"");
    damaged[place] = '!';
    const TemporaryFile file(damaged);
    const Shown skipped = run({"export", file.path(), "--to", "csv", "--strict"});
    EXPECT_EQ(skipped.status, 3);
    EXPECT_THAT(skipped.errors, HasSubstr("1 line of the recording cannot be read and is left out; the first: line "));
    EXPECT_THAT(skipped.output, StartsWith("life,type,dev,inode,id,"));
}

TEST(Show, IsTheSameElsewhereWithoutProcAndWithoutRoot) // C57
{
    if (const std::string why = whyNotAsUser(nobody); !why.empty())
        GTEST_SKIP() << why;
    // Another machine: nothing of this one's procfs can be read, and the user may do nothing.
    const auto elsewhere = [] {
        return ::unshare(CLONE_NEWNS | CLONE_NEWPID) == 0 &&
               ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
               ::mount("none", "/proc", "tmpfs", MS_RDONLY, nullptr) == 0 && ::setgroups(0, nullptr) == 0 &&
               ::setresgid(nobody, nobody, nobody) == 0 && ::setresuid(nobody, nobody, nobody) == 0;
    };
    const auto bytes = readFileAt(AT_FDCWD, recording);
    ASSERT_TRUE(bytes);
    const TemporaryFile copy(*bytes);
    ASSERT_EQ(::chmod(copy.path().c_str(), 0644), 0);
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
             {"show", copy.path(), "--json"},
             {"show", copy.path(), "--json", "--at", "+600ms"},
             {"show", copy.path(), "--lives", "--json"},
             {"show", copy.path(), "--lives"},
             {"export", copy.path(), "--to", "csv"},
             {"export", copy.path(), "--to", "json"},
             {"export", copy.path(), "--to", "dot"},
             {"export", copy.path(), "--to", "perfetto"},
             {"export", copy.path(), "--to", "html"}}) {
        SCOPED_TRACE(testing::PrintToString(arguments));
        const ProgramEnd here = runToEnd(arguments);
        const ProgramEnd there = runToEnd(arguments, {std::nullopt, elsewhere, {}});
        EXPECT_EQ(there.status, 0) << there.errors;
        EXPECT_FALSE(there.output.empty());
        EXPECT_EQ(there.output, here.output);
        EXPECT_EQ(withoutSanitizer(there.errors), "");
    }
}

TEST(Export, AReportAndATraceOfARecording)
{
    const Shown report = run({"export", recording, "--to", "html"});
    EXPECT_EQ(report.status, 0) << report.errors;
    EXPECT_THAT(report.output, StartsWith("<!DOCTYPE html>"));
    EXPECT_THAT(report.output, HasSubstr("A namespace is destroyed at once when nobody refers to it."));
    EXPECT_THAT(report.output, HasSubstr("<svg"));
    const Shown trace = run({"export", recording, "--to", "perfetto"});
    EXPECT_EQ(trace.status, 0) << trace.errors;
    EXPECT_THAT(trace.output, StartsWith("{\"displayTimeUnit\":\"ms\""));
    EXPECT_THAT(trace.output, HasSubstr("\"traceEvents\":["));
}

TEST(Show, WhatIsNoRecordingIsRefused)
{
    for (const char* path : {"/etc/passwd", "/dev/null", "/nonexistent", "/"}) {
        const Shown shown = run({"show", path});
        EXPECT_EQ(shown.status, 1) << path;
        EXPECT_EQ(shown.output, "") << path;
        EXPECT_THAT(shown.errors, HasSubstr(path));
    }
}

} // namespace nsscope
