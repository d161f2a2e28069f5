// SPDX-License-Identifier: Apache-2.0
#include "core/export/list_json.h"
#include "tests/core/export/sample_snapshot.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

std::string holderText(const Holder& holder)
{
    JsonWriter json;
    writeHolder(json, holder);
    return json.take();
}

std::string namespaceText(const NamespaceInfo& info, HolderDetail detail)
{
    JsonWriter json;
    writeNamespace(json, info, detail);
    return json.take();
}

const std::string netText = R"({"type":"net","dev":4,"inode":4026532300,"id":4711})";

} // namespace

TEST(ListJson, IsTheContractsObject)
{
    Snapshot snapshot = sampleSnapshot();
    snapshot.namespaces = {sampleOf(snapshot, namedNet)};
    EXPECT_EQ(listJson(snapshot, {HolderDetail::All, false}),
              R"({"schema":"nsscope.list/1",)"
              R"("host":{"kernel":"6.18.44","boot_id":"2c5d1c4e-6f3a-4b8e-9d27-0a1b2c3d4e5f","initial_pid_ns":true,)"
              R"("initial_user_ns":true,"uid":1000},)"
              R"("taken":{"start_ns":5000000000,"start_utc":"2025-11-24T16:00:00.123Z","duration_us":1234},)"
              R"("tasks":{"processes":3,"threads":4},)"
              R"("namespaces":[{"type":"net","dev":4,"inode":4026532300,"id":4711,"initial":false,)"
              R"("owner":{"type":"user","dev":4,"inode":4026532200,"id":4700},"owner_uid":1000,"owner_user":"ada",)"
              R"("state":"pinned","names":["a"],"nsid":3,"holders":[)"
              R"({"kind":"fd","pid":50,"comm":"hold er","fd":4,"o_path":false},)"
              R"({"kind":"bind_mount","path":"/run/netns/a",)"
              R"("mount_ns":{"type":"mnt","dev":4,"inode":4026531832,"id":2},"mount_id":77,"covered":false}],)"
              R"("holder_count":2,"processes":0,"threads":0}],)"
              R"("gaps":[{"what":"fd","count":12,"reason":"EACCES","needs":"CAP_SYS_PTRACE","example":"/proc/1/fd"}]})");
}

TEST(ListJson, NamesItsSchema)
{
    EXPECT_TRUE(listJson({}, {HolderDetail::All, false}, "nsscope.show/1").starts_with(R"({"schema":"nsscope.show/1",)"));
}

TEST(ListJson, TellsOfHoldersAsMuchAsAsked)
{
    const Snapshot snapshot = sampleSnapshot();
    const NamespaceInfo& net = sampleOf(snapshot, namedNet);
    EXPECT_NE(namespaceText(net, HolderDetail::Count).find(R"("nsid":3,"holder_count":2,"processes":0)"), std::string::npos);
    EXPECT_NE(namespaceText(net, HolderDetail::None).find(R"("nsid":3,"processes":0)"), std::string::npos);
}

TEST(ListJson, WritesOwnersAndParents)
{
    NamespaceInfo info;
    info.ref = sampleRef(NsType::User, 7);
    info.owner.kind = NsLink::Kind::Outside;
    info.parent.kind = NsLink::Kind::Unknown;
    EXPECT_EQ(namespaceText(info, HolderDetail::None),
              R"({"type":"user","dev":4,"inode":7,"id":null,"initial":false,"owner":"outside","parent":null,)"
              R"("owner_uid":null,"owner_user":null,"state":"pinned","names":[],"processes":0,"threads":0})");
    info.ref.type = NsType::Uts;
    const std::string uts = namespaceText(info, HolderDetail::None);
    EXPECT_EQ(uts.find("parent"), std::string::npos) << "user and pid only";
    EXPECT_EQ(uts.find("nsid"), std::string::npos) << "net only";
}

TEST(ListJson, WritesTraitsWhereTheyAreKnown)
{
    NamespaceInfo info;
    info.ref = sampleRef(NsType::User, 7);
    info.traits = {{{0, 1000, 1}}, {}, "", std::nullopt, "mine\xff"};
    EXPECT_NE(namespaceText(info, HolderDetail::None)
                  .find(R"("names":[],"uid_map":[{"inside":0,"outside":1000,"count":1}],"label":"mine\\xff","processes")"),
              std::string::npos)
        << namespaceText(info, HolderDetail::None);
    info.ref.type = NsType::Time;
    info.traits = {{}, {}, "", ClockOffsets{-1, 5}, ""};
    EXPECT_NE(namespaceText(info, HolderDetail::None).find(R"("monotonic_offset_ns":-1,"boottime_offset_ns":5,)"), std::string::npos);
}

TEST(ListJson, EscapesForeignBytesInTheObjectThatHasThem)
{
    Holder mount = sampleMount("/x\xff", initialMnt);
    EXPECT_EQ(holderText(mount),
              R"({"kind":"bind_mount","path":"/x\\xff",)"
              R"("mount_ns":{"type":"mnt","dev":4,"inode":4026531832,"id":2},"mount_id":77,"covered":false,"lossy":true})");
}

TEST(HolderJson, HasTheFieldsOfItsKind)
{
    Holder h = sampleFd(50, "w", 4);
    h.nsPids = {50, 1};
    h.uid = 1000;
    h.kind = HolderKind::Process;
    EXPECT_EQ(holderText(h), R"({"kind":"process","pid":50,"ns_pids":[50,1],"comm":"w","start":100,"uid":1000,"kernel":false})");
    h.ended = true;
    EXPECT_EQ(holderText(h),
              R"({"kind":"process","pid":50,"ns_pids":[50,1],"comm":"w","start":100,"uid":1000,"kernel":false,"ended":true})");
    h.ended = false;
    h.tid = 51;
    h.kind = HolderKind::Thread;
    EXPECT_EQ(holderText(h), R"({"kind":"thread","pid":50,"tid":51,"comm":"w"})");
    h.kind = HolderKind::ForChildren;
    EXPECT_EQ(holderText(h), R"({"kind":"for_children","pid":50,"tid":51,"comm":"w"})");
    h.kind = HolderKind::Fd;
    EXPECT_EQ(holderText(h), R"({"kind":"fd","pid":50,"tid":51,"comm":"w","fd":4,"o_path":false})");
    h.tid = 0;
    h.family = "inet";
    h.kind = HolderKind::Socket;
    EXPECT_EQ(holderText(h), R"({"kind":"socket","pid":50,"comm":"w","fd":4,"family":"inet"})");
    h.kind = HolderKind::Tun;
    EXPECT_EQ(holderText(h), R"({"kind":"tun","pid":50,"comm":"w","fd":4})");
    h.kind = HolderKind::Mark;
    EXPECT_EQ(holderText(h), R"({"kind":"mark","pid":50,"comm":"w","fd":4})");
    h.kind = HolderKind::IoUring;
    EXPECT_EQ(holderText(h), R"({"kind":"io_uring","pid":50,"comm":"w","fd":4})");
    h.kind = HolderKind::Shm;
    EXPECT_EQ(holderText(h), R"({"kind":"shm","pid":50,"comm":"w","certain":true})");
    h.target = 12;
    h.kind = HolderKind::Pidfd;
    EXPECT_EQ(holderText(h), R"({"kind":"pidfd","pid":50,"comm":"w","fd":4,"target":12,"certain":true})");
    h.path = "/proc/9/net/dev";
    h.certain = false;
    h.kind = HolderKind::ProcFile;
    EXPECT_EQ(holderText(h),
              R"({"kind":"proc_file","pid":50,"comm":"w","fd":4,"path":"/proc/9/net/dev","certain":false})");
    h.kind = HolderKind::Unknown;
    EXPECT_EQ(holderText(h), R"({"kind":"unknown"})");
    EXPECT_EQ(holderText(sampleLink(HolderKind::Owns, namedNet)), R"({"kind":"owns","namespace":)" + netText + "}");
    EXPECT_EQ(holderText(sampleLink(HolderKind::Child, namedNet)), R"({"kind":"child","namespace":)" + netText + "}");
}
