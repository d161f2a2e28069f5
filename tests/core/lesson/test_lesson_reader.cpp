// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lesson_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::HasSubstr;

namespace
{

const std::string head = R"(format = 1
id = "fd-holds"
title = "An open file holds it"
goal = "See a namespace that no process is in."
)";

std::vector<std::string> errorsOf(const std::string& text)
{
    std::vector<std::string> out;
    for (const Diagnostic& d : readLesson(text).errors)
        out.push_back(diagnosticText("l.toml", d));
    return out;
}

struct Wrong
{
    const char* body; ///< after the head, whose last line is 4
    const char* error;
};

class WrongLesson : public testing::TestWithParam<Wrong>
{
};

} // namespace

TEST(LessonReader, ReadsASoundLesson)
{
    const LessonReading r = readLesson(head + R"(
[needs]
types = ["uts"]
kernel = "5.10"

[[parameter]]
name = "count"
title = "Rounds"
min = 1
max = 20
value = 4

[[phase]]
name = "slow"
title = "slowly"

[[step]]
id = "make"
do = "unshare"
types = "uts"
as = "A"

[[step]]
do = "open"
fd = "f"
types = "uts"

[[step]]
do = "repeat"
count = "{count}"
phase = "slow"
  [[step.step]]
  do = "unshare"
  types = "uts"
  ms = 10

[[step]]
id = "let-go"
do = "close"
fd = "f"

[[step]]
do = "wait"
for = "A"
state = "obsolete"

[[question]]
id = "alive"
kind = "choice"
before = "let-go"
text = "Is A alive after everybody left?"
[[question.option]]
text = "Yes"
right = "state(A, make) == held"
[[question.option]]
text = "No"
right = "false"

[[check]]
expression = "state(A, end) == destroyed"
text = "A is gone"
)");
    EXPECT_THAT(errorsOf(head + "[[step]]\ndo = \"exit\"\n"), ElementsAre());
    ASSERT_TRUE(r.errors.empty()) << diagnosticText("l.toml", r.errors[0]);
    EXPECT_EQ(r.lesson.id, "fd-holds");
    ASSERT_EQ(r.lesson.steps.size(), 5u);
    EXPECT_EQ(r.lesson.steps[2].count.parameter, "count");
    EXPECT_EQ(r.lesson.steps[2].steps[0].ms.value, 10);
    EXPECT_EQ(r.lesson.questions[0].options.size(), 2u);
    EXPECT_EQ(r.lesson.steps[0].place.line, 21u);
}

TEST_P(WrongLesson, IsReportedWithPlaceAndWord)
{
    const auto errors = errorsOf(head + GetParam().body);
    ASSERT_FALSE(errors.empty()) << GetParam().body;
    EXPECT_EQ(errors[0], std::string("l.toml:") + GetParam().error) << GetParam().body;
}

#define STEP "[[step]]\ndo = \"exit\"\n"
INSTANTIATE_TEST_SUITE_P(Lint, WrongLesson, testing::Values(
    Wrong{"[=]\n[[step]]\ndo = \"exit\"\n", "5:2: Error while parsing key: expected bare key starting character or string delimiter, saw '='"},
    Wrong{"[[step]]\nid = \"end\"\ndo = \"exit\"\n", "5:1: 'end' is the end of the run; name this step differently"},
    Wrong{"[[step]]\ndo = \"unshare\"\ntypes = \"uts\"\nas = \"lab\"\n", "5:1: 'lab' is a namespace of the experiment's own; name this one differently"},
    Wrong{"[[step]]\ndo = \"bind\"\ntypes = \"uts\"\nmount = \"m\"\n", "5:1: 'main' has no mount namespace of its own; let it unshare mnt before"},
    Wrong{"[[step]]\ndo = \"thread\"\nchild = \"t\"\n[[step]]\ndo = \"exit\"\n[[step]]\nactor = \"t\"\ndo = \"exit\"\n",
          "10:1: actor 't' has ended before this step"},
    Wrong{"", "1:1: a lesson needs at least one [[step]]"},
    Wrong{"[[step]]\ndo = \"unshrae\"\n", "6:6: 'do' in step cannot be 'unshrae'; did you mean 'unshare'?"},
    Wrong{"[[step]]\ndo = \"unshare\"\n", "5:1: 'unshare' needs the key 'types'"},
    Wrong{"[[step]]\ndo = \"unshare\"\ntypes = \"nett\"\n", "7:9: no namespace type 'nett'; did you mean 'net'?"},
    Wrong{"[[step]]\ndo = \"unshare\"\ntypes = [\"net\", 3]\n", "7:17: 'types' in step must be a namespace type or a list of them"},
    Wrong{"[[step]]\ndo = \"exit\"\ntype = \"net\"\n", "7:1: unknown key 'type' in step; did you mean 'types'?"},
    Wrong{"[[step]]\ndo = \"exit\"\nactor = \"ghost\"\n", "5:1: no actor 'ghost' here"},
    Wrong{"[[step]]\ndo = \"close\"\nfd = \"f\"\n", "5:1: no descriptor 'f' here"},
    Wrong{"[[step]]\ndo = \"open\"\nfd = \"f\"\ntypes = [\"net\", \"uts\"]\n", "5:1: 'open' takes one type"},
    Wrong{"[[step]]\ndo = \"sleep\"\nms = 99999999\n", "7:6: 'ms' in step is 99999999; it must be 0 to 60000"},
    Wrong{"[[step]]\ndo = \"sleep\"\n", "5:1: step needs the key 'ms'"},
    Wrong{"[[step]]\ndo = \"sleep\"\nms = \"{paus}\"\n", "5:1: no parameter 'paus'"},
    Wrong{"[[step]]\ndo = \"sleep\"\nms = \"soon\"\n", "7:6: 'ms' in step must be a whole number or a parameter in braces, \"{count}\""},
    Wrong{"[[step]]\ndo = \"sleep\"\nms = 5\nfd = \"x\"\n", "5:1: 'sleep' does not use the key 'fd'"},
    Wrong{"[[step]]\ndo = \"exit\"\nid = \"a b\"\n", "7:6: 'id' in step must be a name of letters, digits, '_' and '-', at most 40"},
    Wrong{"[[step]]\ndo = \"exit\"\nid = 7\n", "7:6: 'id' in step must be text in quotes"},
    Wrong{"[[step]]\ndo = \"exit\"\nid = \"a\"\n[[step]]\ndo = \"exit\"\nid = \"a\"\n", "8:1: two steps are called 'a'"},
    Wrong{"[[step]]\ndo = \"exit\"\n[[step]]\ndo = \"unshare\"\ntypes = \"uts\"\n", "7:1: actor 'main' has ended before this step"},
    Wrong{"[[step]]\ndo = \"exit\"\nphase = \"slow\"\n", "5:1: no phase 'slow'"},
    Wrong{"[[step]]\ndo = \"wait\"\nfor = \"A\"\nstate = \"destroyed\"\n", "5:1: no namespace 'A' here"},
    Wrong{"[[step]]\ndo = \"wait\"\nfor = \"A\"\nstate = \"dead\"\n", "8:9: 'state' in step cannot be 'dead'; it is one of obsolete, number_free, destroyed"},
    Wrong{"[[step]]\ndo = \"repeat\"\ncount = 501\n[[step.step]]\ndo = \"sleep\"\nms = 1\n", "7:9: 'count' in step is 501; it must be 1 to 500"},
    Wrong{"[[step]]\ndo = \"repeat\"\ncount = 3\n", "5:1: 'repeat' needs the key 'step'"},
    Wrong{"[[step]]\ndo = \"repeat\"\ncount = 2\n[[step.step]]\ndo = \"open\"\nfd = \"f\"\ntypes = \"uts\"\n", "8:1: descriptor 'f' is open already (in the second round of the repeat)"},
    Wrong{"[[step]]\ndo = \"repeat\"\ncount = 500\n[[step.step]]\ndo = \"repeat\"\ncount = 500\n[[step.step.step]]\ndo = \"sleep\"\nms = 0\n", "5:1: played out, the lesson has 250000 steps; at most 2000 are allowed"},
    Wrong{"[[step]]\ndo = \"repeat\"\ncount = 500\n[[step.step]]\ndo = \"sleep\"\nms = 60000\n", "5:1: the lesson sleeps 30000 s in all; at most 600 s are allowed"},
    Wrong{"[[step]]\ndo = \"repeat\"\ncount = 500\n[[step.step]]\ndo = \"unshare\"\ntypes = [\"uts\", \"net\"]\n", "5:1: the lesson makes 1000 namespaces; at most 500 are allowed"},
    Wrong{"[[step]]\ndo = \"clone\"\nchild = \"main\"\ntypes = \"pid\"\n", "5:1: actor 'main' exists already"},
    Wrong{"[[step]]\ndo = \"thread\"\nchild = \"t\"\n[[step]]\ndo = \"kill\"\nactor = \"t\"\n", "8:1: a thread cannot be killed alone; use exit"},
    Wrong{STEP "[[question]]\nid = \"q\"\nkind = \"choice\"\ntext = \"?\"\n", "7:1: question 'q' needs at least two [[question.option]]"},
    Wrong{STEP "[[question]]\nid = \"q\"\nkind = \"number\"\ntext = \"?\"\n", "7:1: question 'q' needs the key 'answer'"},
    Wrong{STEP "[[question]]\nid = \"q\"\nkind = \"relation\"\nanswer = \"1\"\ntext = \"?\"\n", "7:1: question 'q' needs the key 'other'"},
    Wrong{STEP "[[question]]\nid = \"q\"\nkind = \"chioce\"\ntext = \"?\"\n", "9:8: 'kind' in question cannot be 'chioce'; did you mean 'choice'?"},
    Wrong{STEP "[[question]]\nid = \"q\"\nbefore = \"x\"\nkind = \"number\"\nanswer = \"1\"\ntext = \"?\"\n", "7:1: no step 'x' here"},
    Wrong{STEP "[[parameter]]\nname = \"p\"\ntitle = \"P\"\nmin = 5\nmax = 2\nvalue = 3\n", "11:7: 'max' in parameter is 2, less than 'min' 5"},
    Wrong{STEP "[[parameter]]\nname = \"p\"\ntitle = \"P\"\nmin = 1\nmax = 2\nvalue = 3\n", "12:9: 'value' in parameter is 3; it must be 1 to 2"},
    Wrong{STEP "[needs]\nkernel = \"six\"\n", "8:10: 'kernel' must be a kernel version such as \"6.18\""},
    Wrong{STEP "[needs]\nroots = true\n", "8:1: unknown key 'roots' in needs; did you mean 'root'?"},
    Wrong{"[[step]]\ndo = \"exit\"\nline = \"a\\u001b[31m\"\n", "7:8: 'line' in step has a control character"}));

TEST(LessonReader, ReportsAllErrorsInOrder)
{
    EXPECT_THAT(errorsOf(head + "[[step]]\ndo = \"fly\"\nfoo = 1\nid = 3\n"),
                ElementsAre(HasSubstr("l.toml:6:6: "), HasSubstr("l.toml:7:1: unknown key 'foo'"), HasSubstr("l.toml:8:6: ")));
}

TEST(LessonReader, SyntaxErrorsAndHugeFiles)
{
    EXPECT_THAT(errorsOf("format = \n"), ElementsAre(HasSubstr("l.toml:1:")));
    EXPECT_THAT(errorsOf("format = 1\nformat = 1\n"), ElementsAre(HasSubstr("l.toml:2:")));
    EXPECT_THAT(errorsOf(std::string(300 * 1024, '#')), ElementsAre(HasSubstr("larger than")));
}

TEST(LessonText, AnchorsAreHeadings)
{
    EXPECT_THAT(textAnchors("# Why?\n```\n# no\n```\n## What you see {#see}\ntext\n"), ElementsAre("why", "see"));
    Lesson lesson;
    lesson.steps.resize(1);
    lesson.steps[0].text = "gone";
    EXPECT_EQ(missingAnchors(lesson, "# see\n").size(), 1u);
}
