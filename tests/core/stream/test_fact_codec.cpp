// SPDX-License-Identifier: Apache-2.0
// Facts as text and back: spelling, odd bytes, what later versions may add, and what is refused.
#include "core/base/read_file.h"
#include "core/stream/fact_codec.h"
#include "core/stream/remark.h"
#include "tests/core/track/simulated_stream.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <limits>
#include <sstream>

namespace nsscope
{

namespace
{

const NsRef net{NsType::Net, 4, 4026532178, std::numeric_limits<std::uint64_t>::max()};
const NsRef nameless{NsType::User, 4, 4026531837, 0};

Holder fullHolder(HolderKind kind)
{
    Holder h;
    h.kind = kind;
    h.pid = 4711;
    h.tid = 4713;
    h.fd = 0;
    h.startTicks = 18446744073709551615u;
    h.uid = 4294967295u;
    h.comm = "a \"b\"\\\n\x01\x7f";
    h.nsPids = {4711, 1};
    h.kernelThread = h.oPath = h.covered = h.ended = true;
    h.certain = false;
    h.path = "/run/netns/blau gr\xc3\xbcn";
    h.family = "inet";
    h.related = nameless;
    h.mountId = 77;
    h.target = 12;
    return h;
}

NamespaceInfo fullInfo()
{
    NamespaceInfo info;
    info.ref = net;
    info.initial = true;
    info.owner = NsLink::to(nameless);
    info.parent = {NsLink::Kind::Outside, {}};
    info.ownerUid = 0;
    info.ownerUser = "root";
    info.names = {"blue", "two words", ""};
    info.nsid = 0;
    info.traits = {{{0, 1000, 1}, {1, 100000, 65536}}, {{0, 4294967295u, 4294967295u}}, "host", ClockOffsets{-1, 5}, "mine"};
    info.processes = 3;
    info.threads = 1;
    for (std::size_t i = 0; i < holderKindCount; ++i)
        info.holders.push_back(fullHolder(static_cast<HolderKind>(i)));
    info.holders.push_back(Holder{});
    return info;
}

std::vector<Fact> everyKind()
{
    Header header{1, "nsscope-cli 0.1.0", {"6.18.44", "boot-id", false, false, 1000}, {1}, 1'795'535'566'562'255'384};
    ScanFact scan;
    scan.start = {4090122232878};
    scan.durationNs = 2711000;
    scan.first = true;
    scan.onlyPid = 9;
    scan.tasks = {168, 245};
    scan.changed = {{fullInfo(), true, {}}, {fullInfo(), false, {fullHolder(HolderKind::Fd)}}};
    scan.changed[1].info.owner = {NsLink::Kind::Unknown, {}};
    scan.changed[1].info.traits = {};
    scan.changed[1].info.ref.inode = 0; // stands for all whose number nothing tells
    scan.gone = {net, nameless};
    scan.gaps = {{"task", 12, "EACCES", "CAP_SYS_PTRACE", "/proc/1/ns"}, {"fd", 0, "", "", ""}};
    LabStart start;
    start.experiment = "nsgarbage";
    start.title = "Slow and fast trashing";
    start.script = {"unshare(CLONE_NEWUSER)", "  unshare(CLONE_NEWNET)"};
    start.phases = {{"slow", "slow, one every 500 ms", 500'000'000}};
    start.parameters = {{"type", "net"}, {"slow_ms", "500"}, {"\"odd\" name", ""}};
    start.steps = {{0, -1, 0, 0, "unshare(CLONE_NEWUSER)"}, {1, 0, 1, 4, "unshare(CLONE_NEWNET)"}};
    start.steps[1].id = "step-2";
    start.steps[1].makes = "blue";
    start.steps[1].actor = "child";
    start.steps[1].anchor = "why";
    start.pid = 23505;
    start.at = {5};
    std::vector<Fact> all{header,
                          scan,
                          WitnessInfo{"workqueue", false, "tracefs can be read by root only", "sudo nsscope-cli agent"},
                          Cleanup{"cleanup_net", {1}, {2}, {3}},
                          NumberUse{{NsType::Net, 4, 5, 6}, {7}, {8, 9}},
                          QuotaReading{NsType::Pid, {{4}, {5}}, 3, true}, QuotaReading{NsType::Net, {{4}, {5}}, 1, false},
                          ReferenceCount{{7}, net, {7, {{ReferenceKind::Tasks, 1}, {ReferenceKind::Sockets, 4}}}},
                          ReferenceCount{{7}, net, {0, {}}},
                          ReferenceCount{{7}, net, {}, "it changed"},
                          ReferenceCount{{7}, std::nullopt, {}, "load BPF iterators: EPERM", "root"},
                          start,
                          LabStep{1, "unshare(CLONE_NEWNET)", {10}, {12}, -1, 28, 23505, net, nameless},
                          LabStep{0, "exit_group(0)", {10}, {10}, 0, 0, 0, std::nullopt, std::nullopt},
                          LabStep{2, "unshare(CLONE_NEWNET | CLONE_NEWUTS)", {10}, {12}, 0, 0, 23505, net, {}, {nameless, net}},
                          LabEnd{{9}, "failed", "a sentence"},
                          Notice{{9}, Notice::Level::Warning, "text", "sudo sysctl"},
                          Notice{{9}, Notice::Level::Error, "text", ""},
                          Notice{{9}, Notice::Level::Info, "", ""},
                          StreamEnd{{std::int64_t{1} << 62}}};
    for (std::size_t i = 0; i < evidenceKindCount; ++i)
        all.push_back(Evidence{static_cast<EvidenceKind>(i), net, {{1}, {2}}, "handle"});
    for (int i = 0; i < 4; ++i)
        all.push_back(LabControl{{7}, static_cast<LabControl::State>(i), i, 0.25});
    return all;
}

Fact decoded(std::string_view line)
{
    const auto fact = decodeFact(line);
    EXPECT_TRUE(fact) << line << ": " << (fact ? "" : fact.error().message());
    EXPECT_TRUE(fact && *fact) << line;
    return fact && *fact ? **fact : Fact(StreamEnd{});
}

std::string faultOf(std::string_view line)
{
    const auto fact = decodeFact(line);
    return fact ? "no fault" : fact.error().operation;
}

} // namespace

TEST(FactCodec, EveryKindComesBack)
{
    for (const Fact& fact : everyKind()) {
        const std::string line = encodeFact(fact);
        const Fact back = decoded(line);
        EXPECT_EQ(back.index(), fact.index()) << line;
        EXPECT_EQ(encodeFact(back), line);
        EXPECT_EQ(line.find('\n'), std::string::npos) << line;
    }
}

TEST(FactCodec, ValuesComeBackAsTheyWere)
{
    const auto scan = std::get<ScanFact>(decoded(encodeFact(everyKind()[1])));
    EXPECT_EQ(scan.changed[0].info, fullInfo());
    EXPECT_FALSE(scan.changed[1].whole);
    EXPECT_EQ(scan.changed[1].goneHolders, std::vector{fullHolder(HolderKind::Fd)});
    EXPECT_EQ(scan.changed[1].info.owner.kind, NsLink::Kind::Unknown);
    EXPECT_EQ(scan.gone, (std::vector{net, nameless}));
    EXPECT_EQ(scan.start, (Instant{4090122232878}));
    EXPECT_EQ(scan.tasks, (TaskCounts{168, 245}));
    EXPECT_EQ(scan.gaps.size(), 2u);
    EXPECT_TRUE(scan.first);
    EXPECT_EQ(scan.onlyPid, 9);
}

TEST(FactCodec, IsSpelledAsFormatMdSays)
{
    EXPECT_EQ(encodeFact(Evidence{EvidenceKind::NumberFree, nameless, {{1}, {2}}, "quota"}),
              R"({"fact":"evidence","kind":"number_free","ns":{"type":"user","dev":4,"inode":4026531837,"id":null},)"
              R"("from_ns":1,"to_ns":2,"witness":"quota"})");
    EXPECT_EQ(encodeFact(StreamEnd{{7}}), R"({"fact":"end","at_ns":7})");
    EXPECT_TRUE(encodeFact(Header{}).starts_with(R"({"nsscope":1,)"));
    EXPECT_EQ(encodeFact(ReferenceCount{{9}, nameless, {7, {{ReferenceKind::Tasks, 1}, {ReferenceKind::ProcFiles, 4}}}}),
              R"({"fact":"references","at_ns":9,"ns":{"type":"user","dev":4,"inode":4026531837,"id":null},"count":7,)"
              R"("explained":5,"by":{"tasks":1,"proc_files":4}})");
    EXPECT_EQ(encodeFact(ReferenceCount{{9}, std::nullopt, {}, "not root", "root"}),
              R"({"fact":"references","at_ns":9,"reason":"not root","remedy":"root"})");
    ScanFact scan;
    scan.changed.push_back({});
    scan.changed[0].info.ref = net;
    EXPECT_EQ(encodeFact(scan),
              R"({"fact":"scan","start_ns":0,"duration_ns":0,"processes":0,"threads":0,"changed":[{"ns":{"type":"net",)"
              R"("dev":4,"inode":4026532178,"id":18446744073709551615}}]})");
}

TEST(FactCodec, OddBytesAreStoredEscapedAndMarked)
{
    ScanFact scan;
    NamespaceInfo info;
    info.ref = net;
    info.names = {"caf\xe9"};
    Holder holder;
    holder.kind = HolderKind::Process;
    holder.comm = std::string("\xff\x00\n\xc3\xa4", 5);
    info.holders = {holder};
    scan.changed = {{info, true, {}}};
    const std::string line = encodeFact(scan);
    EXPECT_NE(line.find(R"("comm":"\\xff\u0000\nä","lossy":true})"), std::string::npos) << line;
    EXPECT_NE(line.find(R"("names":["caf\\xe9"])"), std::string::npos) << line;
    const auto back = std::get<ScanFact>(decoded(line));
    EXPECT_EQ(back.changed[0].info.names[0], "caf\\xe9");
    EXPECT_EQ(back.changed[0].info.holders[0].comm, std::string("\\xff\0\nä", 8));
}

TEST(FactCodec, LaterVersionsMayAdd)
{
    EXPECT_FALSE(decodeFact(R"({"fact":"weather","at_ns":1})")->has_value());
    EXPECT_FALSE(decodeFact(R"({"fact":"evidence","kind":"reborn","ns":{"type":"net","dev":4,"inode":5},)"
                            R"("from_ns":1,"to_ns":2,"witness":"x"})")
                     ->has_value());
    EXPECT_TRUE(std::holds_alternative<StreamEnd>(decoded(R"({"at_ns":1,"mood":{"a":[1,{}]},"fact":"end"})")));
    const auto scan = std::get<ScanFact>(decoded(
        R"({"fact":"scan","start_ns":1,"changed":[{"ns":{"type":"quantum","dev":4,"inode":5}},)"
        R"({"ns":{"type":"net","dev":4,"inode":6},"holders":[{"kind":"dream","pid":7}]}],"gone":[{"type":"quantum","inode":5}]})"));
    ASSERT_EQ(scan.changed.size(), 1u);
    EXPECT_EQ(scan.changed[0].info.holders[0].kind, HolderKind::Unknown);
    EXPECT_EQ(scan.changed[0].info.holders[0].pid, 7);
    EXPECT_TRUE(scan.gone.empty());
}

TEST(FactCodec, ReferencesComeBackAndLaterKindsAreOthers)
{
    const std::string ns = R"({"fact":"references","at_ns":1,"ns":{"type":"net","dev":4,"inode":5})";
    const auto read = [&](std::string_view rest) { return std::get<ReferenceCount>(decoded(ns + std::string(rest))); };
    const NsReferences wanted{7, {{ReferenceKind::Tasks, 1}, {ReferenceKind::Owned, 2}}};
    EXPECT_EQ(read(R"(,"count":7,"by":{"owned":2,"tasks":1,"file":0}})").references, wanted);
    EXPECT_EQ(read(R"(,"count":7,"explained":3,"by":{"owned":2,"tasks":1}})").references, wanted);
    const NsReferences later{7, {{ReferenceKind::Tasks, 1}, {ReferenceKind::Others, 4}}};
    EXPECT_EQ(read(R"(,"count":7,"explained":5,"by":{"tasks":1,"dreams":4}})").references, later);
    EXPECT_EQ(std::get<ReferenceCount>(decoded(encodeFact(ReferenceCount{{1}, net, later}))).references, later);
    EXPECT_EQ(read(R"(,"count":4})").references, (NsReferences{4, {}}));
    EXPECT_EQ(read(R"(,"reason":"it changed"})").reason, "it changed");
    EXPECT_FALSE(decodeFact(R"({"fact":"references","at_ns":1,"ns":{"type":"quantum","inode":5},"count":1})")->has_value());
    const std::string_view wrong = "field \"explained\" is less than its parts or more than \"count\"";
    EXPECT_EQ(faultOf(ns + R"(,"count":2,"by":{"tasks":3}})"), wrong);
    EXPECT_EQ(faultOf(ns + R"(,"count":2,"explained":3})"), wrong);
    EXPECT_EQ(faultOf(ns + R"(,"count":9,"explained":2,"by":{"tasks":3}})"), wrong);
    EXPECT_EQ(faultOf(ns + R"(,"count":4294967295,"by":{"tasks":4294967295,"file":4294967295}})"), wrong);
    EXPECT_EQ(faultOf(ns + R"(,"count":2,"by":{"tasks":-1}})"), "field \"tasks\" is no whole number from 0 to 4294967295");
    EXPECT_EQ(faultOf(ns + R"(,"count":2,"by":[]})"), "field \"by\" is no object");
    EXPECT_EQ(faultOf(ns + "}"), "field \"count\" is missing");
    EXPECT_EQ(faultOf(R"({"fact":"references","at_ns":1,"count":2})"), "field \"ns\" is missing");
    EXPECT_EQ(faultOf(R"({"fact":"references","at_ns":1})"), "field \"count\" is missing");
}

TEST(FactCodec, FaultsNameTheField)
{
    EXPECT_TRUE(faultOf("{\"fact\":").starts_with("not JSON: "));
    EXPECT_EQ(faultOf("[1]"), "not a JSON object");
    EXPECT_EQ(faultOf("{}"), "field \"fact\" is missing");
    EXPECT_EQ(faultOf(R"({"fact":"end"})"), "field \"at_ns\" is missing");
    EXPECT_EQ(faultOf(R"({"fact":"end","at_ns":"1"})"), "field \"at_ns\" is no whole number from 0 to 4611686018427387904");
    EXPECT_EQ(faultOf(R"({"fact":"end","at_ns":-1})"), "field \"at_ns\" is no whole number from 0 to 4611686018427387904");
    EXPECT_EQ(faultOf(R"({"fact":"end","at_ns":9223372036854775807})"),
              "field \"at_ns\" is no whole number from 0 to 4611686018427387904");
    EXPECT_EQ(faultOf(R"({"fact":"scan","start_ns":1,"changed":{}})"), "field \"changed\" is no array");
    EXPECT_EQ(faultOf(R"({"fact":"scan","start_ns":1,"changed":[7]})"), "field \"changed\" holds something that is no object");
    EXPECT_EQ(faultOf(R"({"fact":"scan","start_ns":1,"changed":[{}]})"), "field \"ns\" is missing");
    EXPECT_EQ(faultOf(R"({"fact":"scan","start_ns":1,"gone":[{"type":"net"}]})"), "field \"inode\" is missing");
    EXPECT_EQ(faultOf(R"({"fact":"scan","start_ns":1,"changed":[{"ns":{"type":"net","inode":5},"processes":4294967296}]})"),
              "field \"processes\" is no whole number from 0 to 4294967295");
    EXPECT_EQ(faultOf(R"({"fact":"evidence","kind":"left","ns":{"type":"net","inode":5},"from_ns":2,"to_ns":1,"witness":"x"})"),
              "field \"to_ns\" lies before \"from_ns\"");
    EXPECT_EQ(faultOf(R"({"fact":"lab_step","index":-1,"before_ns":1,"after_ns":2})"),
              "field \"index\" is no whole number from 0 to 2147483647");
    EXPECT_EQ(faultOf("{\"fact\":\"notice\",\"at_ns\":1,\"text\":\"" + std::string((1 << 20) + 1, 'x') + "\"}"),
              "field \"text\" is too long");
    EXPECT_NE(faultOf("{\"fact\":\"notice\",\"a\":" + std::string(5000, '[')), "no fault");
    EXPECT_NE(faultOf("{\"fact\":\"end\",\"at_ns\":1,\"x\":\"\xff\"}"), "no fault");
}

/// The examples of the document are what the program reads.
TEST(FactCodec, FormatMdExamplesAreRead)
{
    const auto document = readFileAt(AT_FDCWD, NSSCOPE_SOURCE "/core/stream/FORMAT.md");
    ASSERT_TRUE(document);
    std::istringstream lines(*document);
    const std::string ns = R"({"type":"net","dev":4,"inode":4026532178,"id":null})";
    const auto replaceAll = [](std::string& text, std::string_view from, std::string_view to) {
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
            text.replace(at, from.size(), to);
    };
    int records = 0;
    int parts = 0;
    for (std::string line; std::getline(lines, line);) {
        replaceAll(line, "NAMESPACE", ns);
        replaceAll(line, "\"ns\":{…}", "\"ns\":" + ns);
        replaceAll(line, "[CHANGE]", "[]");
        replaceAll(line, "[HOLDER]", "[]");
        if (line.starts_with("{\"fact\":\"remark\"")) {
            EXPECT_EQ(decodeRemarks(line).size(), 1u) << line;
            ++records;
        } else if (line.starts_with("{\"fact\"") || line.starts_with("{\"nsscope\"")) {
            decoded(line);
            ++records;
        } else if (line.starts_with("{\"kind\"")) {
            const auto scan = std::get<ScanFact>(
                decoded(R"({"fact":"scan","start_ns":1,"changed":[{"ns":)" + ns + ",\"holders\":[" + line + "]}]}"));
            EXPECT_TRUE(scan.changed[0].info.holders[0].kind != HolderKind::Unknown || line == R"({"kind":"unknown"})");
            ++parts;
        } else if (line.starts_with("{\"ns\"")) {
            decoded(R"({"fact":"scan","start_ns":1,"changed":[)" + line + "]}");
            ++parts;
        }
    }
    EXPECT_GE(records, 11);
    EXPECT_GE(parts, 14);
}

TEST(FactCodec, SimulatedStreamsComeBack)
{
    for (const Fact& fact : simulate({7, 300}).facts) {
        const std::string line = encodeFact(fact);
        EXPECT_EQ(encodeFact(decoded(line)), line);
    }
}

} // namespace nsscope
