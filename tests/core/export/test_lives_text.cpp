// SPDX-License-Identifier: Apache-2.0
// Lives as a table, as CSV for other programs, and the graph of a moment as DOT.
#include "core/export/graph_dot.h"
#include "core/export/lives_csv.h"
#include "core/export/lives_text.h"
#include "tests/core/export/sample_snapshot.h"
#include "tests/units.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace
{

Life plainLife(std::uint32_t id, std::uint64_t inode)
{
    Life life;
    life.id = LifeId{id};
    life.ref = sampleRef(NsType::Net, inode, 100 + id);
    life.born = {{{1 * ms}, {1 * ms}}, "scan"};
    return life;
}

Frame frameWith(const std::vector<Life>& lives)
{
    Frame frame;
    frame.last = {100 * ms};
    for (const Life& life : lives)
        frame.lives.push_back(std::make_shared<Life>(life));
    return frame;
}

/// The second line: that of the first life.
std::string csvRow(const Life& life)
{
    const std::string text = livesCsv(frameWith({life}));
    const std::size_t begin = text.find('\n') + 1;
    return text.substr(begin, text.find('\n', begin) - begin);
}

} // namespace

TEST(LivesCsv, HasAColumnForEachValue)
{
    Life life = plainLife(2, 4026532178);
    life.ownerUser = "ada";
    life.names = {"web, shop", "b"};
    life.left = Moment{{{2 * ms}, {3 * ms}}, "lab"};
    life.vanished = Interval{{4 * ms}, {5 * ms}};
    life.labRun = 0;
    life.labPhase = 1;
    life.labNumber = 3;
    life.reuses = LifeId{1};
    const std::string text = livesCsv(frameWith({life}));
    const std::string head = text.substr(0, text.find('\n'));
    EXPECT_EQ(csvRow(life), "2,net,4,4026532178,102,false,unseen,,,,ada,\"web, shop b\",false,0,1,3,1000000,1000000,scan,"
                           "2000000,3000000,lab,,,,,,,,,,,,,,,,4000000,5000000,1,");
    // Of the row's commas one stands in a name.
    EXPECT_EQ(std::count(head.begin(), head.end(), ',') + 1, std::ranges::count(csvRow(life), ','));
    life.bornBeforeStream = true;
    EXPECT_THAT(csvRow(life), HasSubstr(",true,0,1,3,,,,2000000,")) << "nobody knows when";
}

TEST(LivesCsv, MakesWordsOfStrangersHarmless)
{
    for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)"}) {
        Life life = plainLife(1, 1);
        life.names = {formula};
        EXPECT_THAT(csvRow(life), HasSubstr(", " + std::string(formula) + ",")) << "a blank before it: no formula";
    }
    Life life = plainLife(1, 1);
    life.names = {"a\"b\n,\x1b"};
    EXPECT_THAT(csvRow(life), HasSubstr(R"(,"a""b\x0a,\x1b",)"));
}

TEST(GraphDot, DrawsWhoOwnsWhom)
{
    const std::string text = graphDot(sampleSnapshot());
    EXPECT_THAT(text, testing::StartsWith("digraph namespaces {\n"));
    EXPECT_THAT(text, HasSubstr("  \"net:4:4026532300:4711\" [label=\"net:[4026532300]\\nfd 4 of hold er (50), 1 mount\", shape=box, "
                                "style=dashed];\n"));
    EXPECT_THAT(text, HasSubstr("  \"user:4:4026532200:4700\" -> \"net:4:4026532300:4711\" [style=solid];\n"));
    EXPECT_THAT(text, HasSubstr("  \"user:4:4026531837:6\" -> \"user:4:4026532200:4700\" [style=dashed];\n"));
    EXPECT_THAT(text, HasSubstr("\"user:4:4026532200:4700\" [label=\"user:[4026532200]\\nsh (41), 1 owned\", shape=house];\n"))
        << "a task is in it";
    Snapshot snapshot = sampleSnapshot();
    for (NamespaceInfo& info : snapshot.namespaces)
        info.holders = {sampleProcess(7, "\"];\\x\n")};
    EXPECT_THAT(graphDot(snapshot), HasSubstr(R"x(\n\"];\\x\\x0a (7)")x"));
}

TEST(LivesTable, SaysHowExactlyAMomentIsKnown)
{
    Life life = plainLife(1, 4026532178);
    life.obsolete = Moment{{{10 * ms}, {10 * ms + 500 * us}}, "handle", {"workqueue"}};
    life.destroyed = Moment{{{10 * ms}, {15 * ms}}, "quota"};
    const std::string text = livesTable(frameWith({life}), {});
    EXPECT_THAT(text, HasSubstr("  +10.500 ms handle and workqueue  "));
    EXPECT_THAT(text, Not(HasSubstr("by +10.500")));
    EXPECT_THAT(text, HasSubstr("by +15.000 ms quota")) << "some time until then";
    EXPECT_THAT(text, HasSubstr("  destroyed  "));
}

TEST(LivesTable, LeavesOutWhatNothingHappenedTo)
{
    Life old = plainLife(1, 10);
    old.bornBeforeStream = true;
    EXPECT_EQ(livesTable(frameWith({old}), {}), "No namespace came or went.\n1 more were there all the time (--all shows them).\n");
    EXPECT_THAT(livesTable(frameWith({old}), {}, 0, true), AllOf(HasSubstr(" before "), Not(HasSubstr("--all"))));
    Life reused = old;
    reused.reusedBy = LifeId{2};
    EXPECT_THAT(livesTable(frameWith({reused}), {}), Not(HasSubstr("--all"))) << "its number came again";
    Life gone = old;
    gone.vanished = Interval{{2 * ms}, {3 * ms}};
    EXPECT_THAT(livesTable(frameWith({gone}), {}), Not(HasSubstr("--all")));
    Life odd = plainLife(3, 11);
    odd.contradictions = {"Two say \x1b."};
    EXPECT_THAT(livesTable(frameWith({odd}), {}), HasSubstr("Life 3: Two say \\x1b.\n"));
}

TEST(RecordingSummary, TellsTheEnd)
{
    Frame frame = frameWith({});
    frame.header.host.kernel = "6.18";
    frame.scanCount = 1;
    EXPECT_THAT(recordingSummary(frame), HasSubstr("on Linux 6.18: 100 ms, 1 scan, 0 lives; without an end.\n"));
    frame.ended = true;
    frame.witnesses = {{"quota", false, "no helper", ""}, {"handle", true, "", ""}};
    EXPECT_THAT(recordingSummary(frame), AllOf(HasSubstr("ended in order"), HasSubstr("Witness quota was not there: no helper.\n"),
                                               Not(HasSubstr("Witness handle"))));
    frame.torn = true;
    EXPECT_THAT(recordingSummary(frame), HasSubstr("its last line is torn"));
}
