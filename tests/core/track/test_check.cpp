// SPDX-License-Identifier: Apache-2.0
// Check expressions over a small run, told fact by fact: A is made, held by a descriptor, left, and destroyed; three
// more are made in two phases; a box of two types comes with one call.
#include "core/track/check.h"
#include "core/track/frame_builder.h"
#include "tests/units.h"

#include <cerrno>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using testing::HasSubstr;

namespace
{

NsRef net(std::uint64_t number, std::uint64_t id) { return {NsType::Net, 4, number, id}; }
const NsRef labNs{NsType::User, 4, 50, 1};
const NsRef a = net(100, 2);

Instant at(std::int64_t milliseconds) { return Instant{milliseconds * ms}; }

Holder processHolder(std::int32_t pid)
{
    Holder holder;
    holder.kind = HolderKind::Process;
    holder.pid = pid;
    holder.comm = "main";
    return holder;
}

Holder fdHolder(std::int32_t pid)
{
    Holder holder = processHolder(pid);
    holder.kind = HolderKind::Fd;
    holder.fd = 7;
    return holder;
}

NamespaceChange seen(const NsRef& ref, std::vector<Holder> holders)
{
    NamespaceChange change;
    change.info.ref = ref;
    change.info.owner = NsLink::to(labNs);
    change.info.holders = std::move(holders);
    return change;
}

LabStart plan()
{
    LabStart start;
    start.experiment = "test";
    start.phases = {{"slow", "", 0}, {"fast", "", 0}};
    const auto add = [&](std::int32_t phase, const char* id, const char* makes) {
        PlannedStep step;
        step.phase = phase;
        step.id = id;
        step.makes = makes;
        start.steps.push_back(step);
    };
    add(-1, "", "lab");
    add(-1, "make", "A");
    add(-1, "leave", "");
    add(-1, "close", "");
    add(0, "round", "S");
    add(1, "round-fast", "F");
    add(1, "round-fast", "F");
    add(-1, "box", "box");
    add(-1, "refused", "");
    add(-1, "never", "N");
    start.pid = 9;
    start.at = at(1);
    return start;
}

class CheckTest : public testing::Test
{
protected:
    CheckTest()
    {
        m_builder.add(Header{1, "test", {}, at(0), 0});
        scan(0, {}, {}, true);
        m_builder.add(plan());
        step(0, 2, labNs);
        scan(3, {seen(labNs, {processHolder(9)})});
        step(1, 10, a);
        scan(11, {seen(a, {processHolder(9), fdHolder(9)})});
        step(2, 20, {});
        scan(21, {seen(a, {fdHolder(9)})});
        step(3, 30, {});
        scan(32, {}, {a});
        tell(EvidenceKind::Left, a, 30, 31);
        tell(EvidenceKind::Obsolete, a, 31, 33);
        tell(EvidenceKind::NumberFree, a, 35, 41);
        step(4, 50, net(100, 3));
        scan(52, {seen(net(100, 3), {processHolder(9)})});
        step(5, 60, net(101, 4));
        step(6, 62, net(102, 5));
        step(7, 70, net(103, 6), {NsRef{NsType::Uts, 4, 104, 7}});
        step(8, 80, {}, {}, EPERM);
    }

    void scan(std::int64_t t, std::vector<NamespaceChange> changed, std::vector<NsRef> gone = {}, bool first = false)
    {
        ScanFact fact;
        fact.start = at(t);
        fact.durationNs = 1000;
        fact.first = first;
        fact.changed = std::move(changed);
        fact.gone = std::move(gone);
        m_builder.add(fact);
    }
    void step(std::int32_t index, std::int64_t t, std::optional<NsRef> made, std::vector<NsRef> also = {}, int error = 0)
    {
        m_builder.add(LabStep{index, "call", at(t), at(t + 1), error ? -1 : index, error, made ? 9 : 0, made, {}, also});
    }
    void tell(EvidenceKind kind, const NsRef& ns, std::int64_t from, std::int64_t to)
    {
        m_builder.add(Evidence{kind, ns, {at(from), at(to)}, "lab"});
    }

    std::string value(std::string_view expression)
    {
        const auto result = evaluateCheck(expression, *m_builder.frame(), 0);
        return result ? checkText(*result) : "column " + std::to_string(result.error().column) + ": " + result.error().message;
    }

    FrameBuilder m_builder;
};

} // namespace

TEST_F(CheckTest, CountsOfAPhaseAndOfAName)
{
    EXPECT_EQ(value("count(slow)"), "1");
    EXPECT_EQ(value("count(fast)"), "2");
    EXPECT_EQ(value("count(F)"), "2");
    EXPECT_EQ(value("count(N)"), "0") << "never made";
    EXPECT_EQ(value("distinct(F)"), "2");
    EXPECT_EQ(value("reuses(S)"), "1") << "S came on the number of A";
    EXPECT_EQ(value("reuses(F)"), "0");
    EXPECT_EQ(value("distinct(slow) < distinct(fast)"), "true");
}

TEST_F(CheckTest, ANumberOfStrangersIsNotReused)
{
    scan(90, {seen(net(200, 90), {processHolder(77)})});
    scan(92, {}, {net(200, 90)});
    step(9, 95, net(200, 91));
    const FramePtr frame = m_builder.frame();
    ASSERT_NE(frame->lives.back()->reuses, LifeId::None) << "it came on that number";
    EXPECT_EQ(value("reuses(N)"), "0") << "but not on one of this run";
}

TEST_F(CheckTest, TheUnknownIsNoHolder)
{
    step(9, 95, net(200, 91));
    scan(97, {seen(net(200, 91), {Holder{}})});
    ASSERT_EQ(m_builder.frame()->lives.back()->holders.back().holder.kind, HolderKind::Unknown);
    EXPECT_EQ(value("holders(N, end)"), "0") << "that it lives is known, and not by whom";
}

TEST_F(CheckTest, APlanThatGrowsIsTheSameRunAndALaterOneIsNot)
{
    LabStart grown = plan();
    grown.steps.push_back(grown.steps.back());
    m_builder.add(grown);
    ASSERT_EQ(m_builder.frame()->runs.size(), 1u) << "a free experiment tells its longer plan";
    EXPECT_EQ(m_builder.frame()->runs[0]->plan.steps.size(), grown.steps.size());
    EXPECT_EQ(value("count(F)"), "2") << "what was done stays";
    grown.at = at(100);
    m_builder.add(grown);
    EXPECT_EQ(m_builder.frame()->runs.size(), 2u) << "another start by the same helper";
}

TEST_F(CheckTest, StatesAfterSteps)
{
    EXPECT_EQ(value("state(A, make)"), "held");
    EXPECT_EQ(value("state(A, leave)"), "pinned");
    EXPECT_EQ(value("state(A, close)"), "destroyed") << "before the next step at 50 ms its number was free";
    EXPECT_EQ(value("state(A, never)"), "unknown");
    EXPECT_EQ(value("state(N, make)"), "unknown");
    EXPECT_EQ(value("holders(A, make)"), "2");
    EXPECT_EQ(value("holders(A, leave)"), "1");
    EXPECT_EQ(value("holders(A, close)"), "0");
    EXPECT_EQ(value("holds(A, leave, fd)"), "true");
    EXPECT_EQ(value("holds(A, leave, process)"), "false");
    EXPECT_EQ(value("holds(A, never, process)"), "unknown");
}

TEST_F(CheckTest, EndIsTheEndOfTheRunAndNotOfTheRecording)
{
    EXPECT_EQ(value("state(S, end)"), "held");
    scan(90, {}, {net(100, 3)});
    tell(EvidenceKind::NumberFree, net(100, 3), 91, 92);
    m_builder.add(LabEnd{at(95), "finished", {}});
    EXPECT_EQ(value("state(S, end)"), "destroyed");
    EXPECT_EQ(value("holders(F, end)"), value("holders(F, refused)"));
    scan(1000, {}, {net(102, 5)});
    tell(EvidenceKind::NumberFree, net(102, 5), 1000, 1001);
    EXPECT_NE(value("state(F, end)"), "destroyed") << "that was after the run";
}

TEST_F(CheckTest, Relations)
{
    EXPECT_EQ(value("owns(lab, A)"), "true");
    EXPECT_EQ(value("owns(A, lab)"), "false");
    EXPECT_EQ(value("owns(lab, N)"), "unknown");
    EXPECT_EQ(value("same_number(A, S)"), "true");
    EXPECT_EQ(value("same_number(A, F)"), "false");
    EXPECT_EQ(value("same_number(A, N)"), "unknown");
    EXPECT_EQ(value("parent(lab, A)"), "false");
}

TEST_F(CheckTest, SeveralMadeByOneCallGoByTheirTypes)
{
    EXPECT_EQ(value("count(box)"), "2");
    EXPECT_EQ(value("count(box-net)"), "1");
    EXPECT_EQ(value("count(box-uts)"), "1");
    EXPECT_EQ(value("count(box-ipc)"), "0");
    EXPECT_EQ(value("same_number(box-net, box-uts)"), "false");
    EXPECT_THAT(value("count(box-foo)"), HasSubstr("no phase or namespace 'box-foo'"));
}

TEST_F(CheckTest, DelaysCountFromWhereItWasLeft)
{
    EXPECT_EQ(value("delay(A, obsolete)"), "3000000");
    EXPECT_EQ(value("delay(A, number_free)"), "11000000");
    EXPECT_EQ(value("delay(A, destroyed)"), "unknown");
    EXPECT_EQ(value("delay(A, number_free) > 5 ms && delay(A, number_free) < 0.1 s"), "true");
    EXPECT_EQ(value("longest(F, number_free)"), "unknown");
    EXPECT_EQ(value("median(A, obsolete)"), "3000000");
}

TEST_F(CheckTest, ErrorsAndResultsOfSteps)
{
    EXPECT_EQ(value("error(refused)"), "EPERM");
    EXPECT_EQ(value("error(make)"), "none");
    EXPECT_EQ(value("error(never)"), "unknown");
    EXPECT_EQ(value("result(close)"), "3");
    EXPECT_EQ(value("error(refused) == EPERM && result(refused) < 0"), "true");
}

TEST_F(CheckTest, UnknownEqualsNothingButItself)
{
    EXPECT_EQ(value("delay(A, destroyed) < 1 s"), "false");
    EXPECT_EQ(value("delay(A, destroyed) >= 1 s"), "false");
    EXPECT_EQ(value("delay(A, destroyed) == unknown"), "true");
    EXPECT_EQ(value("delay(A, destroyed) + 1"), "unknown");
    EXPECT_EQ(value("!(delay(A, destroyed) == 0)"), "true");
}

TEST_F(CheckTest, OperatorsBindAsUsual)
{
    EXPECT_EQ(value("1 + 2 - 3 == 0 && true || false"), "true");
    EXPECT_EQ(value("false && true || true"), "true");
    EXPECT_EQ(value("false && (true || true)"), "false");
    EXPECT_EQ(value("!true || true"), "true");
    EXPECT_EQ(value("2 <= 2 && 2 >= 2 && 2 != 3"), "true");
    EXPECT_EQ(value("state(A,make) != pinned"), "true");
    EXPECT_EQ(value("1 ms == 1000 us && 1 s == 1000 ms"), "true");
}

TEST_F(CheckTest, FaultsHaveTheirColumn)
{
    EXPECT_EQ(value("cuont(slow)"), "column 1: no function 'cuont'; did you mean 'count'?");
    EXPECT_EQ(value("state(A, mak)"), "column 10: no step 'mak'; did you mean 'make'?");
    EXPECT_EQ(value("holds(A, make, file)"), "column 16: no kind of holder 'file'");
    EXPECT_EQ(value("delay(A, gone)"), "column 10: no moment 'gone'");
    EXPECT_EQ(value("count(slow"), "column 11: expected ')': 'count' takes 1 argument");
    EXPECT_EQ(value("state(A)"), "column 8: 'state' takes 2 arguments");
    EXPECT_EQ(value("1 +"), "column 4: the expression ends where a value was expected");
    EXPECT_EQ(value("1 ms 2"), "column 6: expected an operator or the end here");
    EXPECT_EQ(value("1 min"), "column 3: no unit 'min'; it is one of ns, us, ms, s");
    EXPECT_THAT(value(std::string(50, '(')), HasSubstr("nested too deep"));
    EXPECT_THAT(value(std::string(50, '!') + "true"), HasSubstr("nested too deep"));
    EXPECT_THAT(value(std::string(2000, '1')), HasSubstr("longer than"));
}

TEST_F(CheckTest, LintLooksAtNamesAlone)
{
    EXPECT_FALSE(checkSyntax("state(A, end) == held && count(fast) > 1", plan()));
    const auto fault = checkSyntax("state(B, end) == held", plan());
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->column, 7u);
    EXPECT_FALSE(evaluateCheck("true", *m_builder.frame(), 5)) << "there is no such run";
}
