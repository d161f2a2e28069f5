// SPDX-License-Identifier: Apache-2.0
#include "core/track/filter.h"
#include "tests/core/export/sample_snapshot.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

/// The inodes' offsets of what an expression selects of the sample, in its order.
std::string selected(const std::string& expression)
{
    const auto filter = Filter::parse(expression);
    if (!filter)
        return filterErrorText(expression, filter.error());
    std::string text;
    for (const NamespaceInfo& info : sampleSnapshot().namespaces) {
        if (filter->matches(info))
            text += std::string(text.empty() ? "" : " ") + std::string(nsTypeName(info.ref.type)) + offsetOf(info.ref.inode);
    }
    return text;
}

constexpr const char* everything = "mnt-8 mnt+560 net-7 net+460 net+461 pid-4 pid+660 user-3 user+360";

} // namespace

TEST(Filter, EmptySelectsEverything)
{
    EXPECT_EQ(selected(""), everything);
    EXPECT_EQ(selected(" \t "), everything);
}

TEST(Filter, ComparesEachKindOfField)
{
    EXPECT_EQ(selected("type==net"), "net-7 net+460 net+461");
    EXPECT_EQ(selected("type!=net"), "mnt-8 mnt+560 pid-4 pid+660 user-3 user+360");
    EXPECT_EQ(selected("inode==4026532300"), "net+460");
    EXPECT_EQ(selected("inode==+460"), "net+460");
    EXPECT_EQ(selected("inode<=-7"), "mnt-8 net-7");
    EXPECT_EQ(selected("id==#4711"), "net+460");
    EXPECT_EQ(selected("id>=4712"), "mnt+560 net+461 pid+660");
    EXPECT_EQ(selected("state==pinned"), "mnt+560 net+460 net+461");
    EXPECT_EQ(selected("initial"), "mnt-8 net-7 pid-4 user-3");
    EXPECT_EQ(selected("initial==false"), selected("!initial"));
    EXPECT_EQ(selected("owner_uid==1000"), "net+460 user+360");
    EXPECT_EQ(selected("owner_user==ada"), "net+460 user+360");
    EXPECT_EQ(selected("nsid==3"), "net+460");
    EXPECT_EQ(selected("processes>1"), "net-7");
    EXPECT_EQ(selected("holders==1"), "mnt-8 mnt+560 net+461 pid+660");
    EXPECT_EQ(selected("threads>0"), "");
}

TEST(Filter, FindsAmongSeveralValues)
{
    EXPECT_EQ(selected("pid==41"), "net-7 pid+660 user+360");
    EXPECT_EQ(selected("pid!=41"), "mnt-8 mnt+560 net+460 net+461 pid-4 user-3") << "!= means that none is equal";
    EXPECT_EQ(selected("tid==50"), "net+460");
    EXPECT_EQ(selected("uid==0"), "mnt-8 net-7 pid-4 pid+660 user-3 user+360");
    EXPECT_EQ(selected("comm==\"hold er\""), "net+460");
    EXPECT_EQ(selected("path=~netns"), "net+460");
    EXPECT_EQ(selected("name==a"), "net+460");
    EXPECT_EQ(selected("holder==fd"), "mnt+560 net+460");
    EXPECT_EQ(selected("holder(child)"), "pid-4 user-3");
    EXPECT_EQ(selected("holder(process)>=2"), "net-7");
    EXPECT_EQ(selected("!holder(process)"), "mnt+560 net+460 net+461");
}

TEST(Filter, FollowsReferences)
{
    EXPECT_EQ(selected("owner==user:[4026532200]"), "net+460");
    EXPECT_EQ(selected("owner==+360"), "net+460");
    EXPECT_EQ(selected("owner==#4700"), "net+460");
    EXPECT_EQ(selected("owner==none"), "user-3");
    EXPECT_EQ(selected("parent==4026531836"), "pid+660");
    EXPECT_EQ(selected("type==user && parent!=none"), "user+360");
    EXPECT_EQ(selected("owner==outside"), "");
}

TEST(Filter, MatchesPartsAndPatterns)
{
    EXPECT_EQ(selected("comm=~HOLD"), "net+460") << "without case";
    EXPECT_EQ(selected("comm=~\"hold*\""), "net+460");
    EXPECT_EQ(selected("comm=~old*"), "") << "a pattern is for all of the text";
    EXPECT_EQ(selected("comm=~s?"), "net-7 pid+660 user+360");
    EXPECT_EQ(selected("comm=~*e*p*r"), "mnt+560");
    EXPECT_EQ(selected("comm=~'(.*)'"), "") << "no regular expressions";
}

TEST(Filter, BindsAndTighterThanOr)
{
    EXPECT_EQ(selected("type==pid || type==net && initial"), "net-7 pid-4 pid+660");
    EXPECT_EQ(selected("(type==pid || type==net) && initial"), "net-7 pid-4");
    EXPECT_EQ(selected("!(type==pid||type==net)&&initial"), "mnt-8 user-3");
    EXPECT_EQ(selected("!!initial"), selected("initial"));
    EXPECT_EQ(selected("type==net && holders==0"), "");
}

TEST(Filter, KnowsAgeWhereItIsGiven)
{
    const Snapshot snapshot = sampleSnapshot();
    const auto older = Filter::parse("age>=90s");
    ASSERT_TRUE(older);
    FilterSubject subject = filterSubject(snapshot.namespaces[0]);
    EXPECT_FALSE(older->matches(subject)) << "unknown age meets no comparison";
    subject.ageNs = 89'999'999'999;
    EXPECT_FALSE(older->matches(subject));
    subject.ageNs = 90'000'000'000;
    EXPECT_TRUE(older->matches(subject));
    for (const char* same : {"age==90s", "age==90", "age==90000ms", "age<2m", "age<1h", "age<1d", "age>1us", "age>1ns"})
        EXPECT_TRUE(Filter::parse(same)->matches(subject)) << same;
}

TEST(Filter, TakesStatesOfLives)
{
    const Snapshot snapshot = sampleSnapshot();
    FilterSubject subject = filterSubject(snapshot.namespaces[0]);
    subject.state = "obsolete";
    EXPECT_TRUE(Filter::parse("state==obsolete")->matches(subject));
    EXPECT_FALSE(Filter::parse("state==held")->matches(subject));
}
