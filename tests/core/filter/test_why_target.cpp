// SPDX-License-Identifier: Apache-2.0
#include "core/track/why_target.h"
#include "tests/core/export/sample_snapshot.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

std::string read(const std::string& text)
{
    const auto target = parseWhyTarget(text);
    if (!target)
        return target.error();
    const std::string type = target->type ? std::string(nsTypeName(*target->type)) : "-";
    switch (target->kind) {
    case WhyTarget::Kind::Inode:
        return "inode " + type + " " + std::to_string(target->number);
    case WhyTarget::Kind::Id:
        return "id " + type + " " + std::to_string(target->number);
    case WhyTarget::Kind::Task:
        return "task " + type + " " + std::to_string(target->number);
    case WhyTarget::Kind::Path:
        return "path " + target->path;
    }
    return {};
}

} // namespace

TEST(WhyTarget, ReadsEveryForm)
{
    EXPECT_EQ(read("net:[4026532300]"), "inode net 4026532300");
    EXPECT_EQ(read("net:4026532300"), "inode net 4026532300");
    EXPECT_EQ(read("net:[+460]"), "inode net 4026532300");
    EXPECT_EQ(read("pid:#4711"), "id pid 4711");
    EXPECT_EQ(read("1234"), "task - 1234");
    EXPECT_EQ(read("1234:user"), "task user 1234");
    EXPECT_EQ(read("/run/netns/a"), "path /run/netns/a");
    EXPECT_EQ(read("./net:[3]"), "path ./net:[3]");
}

TEST(WhyTarget, SaysWhatItExpected)
{
    EXPECT_EQ(read("nte:[3]"), "'nte' is no namespace type; did you mean 'net'?");
    EXPECT_EQ(read("12:mount"), "'mount' is no namespace type; did you mean 'mnt'?");
    EXPECT_EQ(read("net:#x"), "cannot read '#x' after 'net:': expected TYPE:[INODE], TYPE:#ID, PID, PID:TYPE or a path "
                              "with a slash");
    EXPECT_EQ(read("").substr(0, 14), "cannot read ''");
    EXPECT_EQ(read("0"), "'0' is no process id");
    EXPECT_EQ(read("net:[99999999999999999999]").substr(0, 11), "cannot read");
}

TEST(WhyTarget, FindsByNumberAndId)
{
    const Snapshot snapshot = sampleSnapshot();
    EXPECT_EQ(findTarget(snapshot, *parseWhyTarget("net:[4026532300]"))->ref, namedNet);
    EXPECT_EQ(findTarget(snapshot, *parseWhyTarget("net:#4712"))->ref, hiddenNet);
    EXPECT_EQ(findTarget(snapshot, *parseWhyTarget("pid:[4026532300]")), nullptr) << "another type";
}
