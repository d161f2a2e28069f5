// SPDX-License-Identifier: Apache-2.0
#include "core/export/references_text.h"

#include "core/export/holder_text.h"
#include "core/export/list_json.h"
#include "core/export/list_text.h"
#include "core/export/why_report.h"
#include "tests/core/export/sample_snapshot.h"

#include <gmock/gmock.h>

using namespace nsscope;
using namespace testing;

namespace
{

Snapshot countedSnapshot()
{
    Snapshot snapshot = sampleSnapshot();
    snapshot.namespaces = {sampleOf(snapshot, namedNet), sampleOf(snapshot, namedNet)};
    snapshot.namespaces.front().references =
        NsReferences{7, {{ReferenceKind::Tasks, 1}, {ReferenceKind::Sockets, 4}}};
    return snapshot;
}

} // namespace

TEST(ReferencesText, SaysHowManyAreExplainedOrHowManyAreNot)
{
    EXPECT_EQ(referencesBrief({7, {{ReferenceKind::File, 1}, {ReferenceKind::Sockets, 6}}}), "7 references, 7 explained");
    EXPECT_EQ(referencesBrief({7, {{ReferenceKind::Sockets, 5}}}), "7 references, 2 unexplained");
    EXPECT_EQ(referencesBrief({1, {}}), "1 reference, 1 unexplained");
    EXPECT_EQ(referencesSentence({6, {{ReferenceKind::Tasks, 1}, {ReferenceKind::Sockets, 5}}}),
              "6 references, 6 explained: 1 of sets of namespaces that tasks share, 5 of sockets.");
}

TEST(ReferencesText, TheListHasThemWhereTheyWereCounted)
{
    const Snapshot snapshot = countedSnapshot();
    const std::string json = listJson(snapshot, {HolderDetail::None, false});
    EXPECT_THAT(json, HasSubstr(R"("references":{"count":7,"explained":5,"by":{"tasks":1,"sockets":4}},"processes")"));
    EXPECT_EQ(json.find("references"), json.rfind("references")) << "the other was not counted";
    const std::string table = listTable(snapshot, {true, true}, {});
    EXPECT_THAT(table, HasSubstr("REFERENCES"));
    EXPECT_THAT(table, HasSubstr("7, 2 unexplained"));
    EXPECT_THAT(table, HasSubstr("?"));
    EXPECT_THAT(listTable(sampleSnapshot(), std::vector<bool>(sampleSnapshot().namespaces.size(), true), {}),
                Not(HasSubstr("REFERENCES")));
    EXPECT_THAT(listTree(snapshot, {true, true}, TreeKind::Owner, {}), HasSubstr("7, 2 unexplained"));
}

TEST(ReferencesText, WhySaysThemInASentence)
{
    const Snapshot snapshot = countedSnapshot();
    EXPECT_THAT(whyText({&snapshot.namespaces.front(), {}}, {}, false), HasSubstr("\n7 references, 2 unexplained: 1 of sets"));
    EXPECT_THAT(whyText({&snapshot.namespaces.back(), {}}, {}, false), Not(HasSubstr("reference")));
}

TEST(ReferencesText, WhereTheyCannotBeCountedItSaysWhatWouldHelp)
{
    EXPECT_EQ(gapSentence({"references", 3, "load BPF iterators: Operation not permitted (EPERM)", "root", ""}, {}),
              "The references of 3 namespaces could not be read (load BPF iterators: Operation not permitted (EPERM)); what "
              "would help: root.");
}
