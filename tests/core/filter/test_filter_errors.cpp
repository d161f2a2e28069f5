// SPDX-License-Identifier: Apache-2.0
#include "core/track/filter.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

/// "COLUMN: MESSAGE", or "fine".
std::string faultOf(const std::string& expression)
{
    const auto filter = Filter::parse(expression);
    return filter ? "fine" : std::to_string(filter.error().column) + ": " + filter.error().message;
}

} // namespace

TEST(FilterErrors, NameTheNearestWord)
{
    EXPECT_EQ(faultOf("typ==net"), "1: unknown field 'typ'; did you mean 'type'?");
    EXPECT_EQ(faultOf("type==nett"), "7: 'nett' is no namespace type; did you mean 'net'?");
    EXPECT_EQ(faultOf("state==pined"), "8: 'pined' is no state; did you mean 'pinned'?");
    EXPECT_EQ(faultOf("holder==socet"), "9: 'socet' is no holder kind; did you mean 'socket'?");
    EXPECT_EQ(faultOf("holder(bindmount)"),
              "8: expected a holder kind in the parentheses; did you mean 'bind_mount'?");
    EXPECT_EQ(faultOf("initial and pid==1"), "9: expected '&&' or '||' here; did you mean '&&'?");
}

TEST(FilterErrors, ListTheWordsWhereNoneIsNear)
{
    EXPECT_EQ(faultOf("type==zzzzzz"),
              "7: 'zzzzzz' is no namespace type; known: cgroup, ipc, mnt, net, pid, time, user, uts");
    EXPECT_NE(faultOf("qqqqqqq==1").find("known: type, inode, id, state"), std::string::npos);
}

TEST(FilterErrors, KnowTheOperators)
{
    EXPECT_EQ(faultOf("type=net"), "5: '=' alone is no operator, use '=='");
    EXPECT_EQ(faultOf("initial & initial"), "9: '&' alone is no operator, use '&&'");
    EXPECT_EQ(faultOf("initial | initial"), "9: '|' alone is no operator, use '||'");
    EXPECT_EQ(faultOf("comm~a"), "5: '~' alone is no operator, use '=~'");
    EXPECT_EQ(faultOf("type<net"), "5: 'type' knows == and != only");
    EXPECT_EQ(faultOf("comm<a"), "5: 'comm' is a text and knows == != =~");
    EXPECT_EQ(faultOf("pid=~1"), "4: 'pid' is a number and knows == != < <= > >=");
    EXPECT_EQ(faultOf("owner>3"), "6: 'owner' knows == and != only");
}

TEST(FilterErrors, KnowTheValues)
{
    EXPECT_EQ(faultOf("pid==abc"), "6: expected a whole number here, not 'abc'");
    EXPECT_EQ(faultOf("pid==99999999999999999999"), "6: expected a whole number here, not '99999999999999999999'");
    EXPECT_EQ(faultOf("inode==x"), "8: expected an inode number such as 4026532178 or +338 here, not 'x'");
    EXPECT_EQ(faultOf("id==#"), "5: expected an id such as 5 or #5 here, not '#'");
    EXPECT_EQ(faultOf("initial==yes"), "10: expected true or false here, not 'yes'");
    EXPECT_EQ(faultOf("age>5w"), "5: expected a time such as 90s, 5m, 2h, 1d or 10ms here, not '5w'");
    EXPECT_EQ(faultOf("age>999999999999d"), "5: '999999999999d' is longer than 292 years");
    EXPECT_EQ(faultOf("owner==me"),
              "8: expected a namespace such as user:[4026531837], +338, #5, outside or none here, not 'me'");
}

TEST(FilterErrors, KnowTheShape)
{
    EXPECT_EQ(faultOf("type=="), "7: expected a value after '=='");
    EXPECT_EQ(faultOf("type==net &&"), "13: the expression ends too early, expected a field");
    EXPECT_EQ(faultOf("&& type==net"), "1: expected a field, '!' or '(' here");
    EXPECT_EQ(faultOf("(type==net"), "1: this '(' is never closed");
    EXPECT_EQ(faultOf("type==net)"), "10: this ')' closes nothing");
    EXPECT_EQ(faultOf("()"), "2: expected a field, '!' or '(' here");
    EXPECT_EQ(faultOf("type==net type==pid"), "11: expected '&&' or '||' here");
    EXPECT_EQ(faultOf("pid"), "4: 'pid' needs a comparison: == != < <= > >= or =~");
    EXPECT_EQ(faultOf("pid(fd)"), "4: only 'holder' takes a kind in parentheses, 'pid' does not");
    EXPECT_EQ(faultOf("holder(fd"), "10: expected ')' after the holder kind");
    EXPECT_EQ(faultOf("comm==\"abc"), "7: this quoted text has no end");
    EXPECT_EQ(faultOf("\"type\"==net"), "1: expected a field, '!' or '(' here");
}

TEST(FilterErrors, CountCharactersNotBytes)
{
    EXPECT_EQ(faultOf("name=='größe' && x"), "18: unknown field 'x'" + faultOf("x").substr(20));
}

TEST(FilterErrors, CapLengthAndDepth)
{
    EXPECT_EQ(faultOf(std::string(5000, ' ')), "1: longer than 4096 bytes");
    EXPECT_EQ(faultOf(std::string(2000, '(').append("initial")), "65: nested more than 64 deep");
    EXPECT_EQ(faultOf(std::string(4000, '!').append("initial")), "fine");
}

TEST(FilterErrors, ShowTheColumn)
{
    EXPECT_EQ(filterErrorText("type==nett", {7, "no"}), "type==nett\n      ^\ncolumn 7: no");
    EXPECT_EQ(filterErrorText("a\x1b", {1, "no"}), "a\\x1b\n^\ncolumn 1: no") << "safe for a terminal";
}
