// SPDX-License-Identifier: Apache-2.0
// The verdicts of user_namespaces(7): as security/commoncap.c gives them, for hand-made trees of user namespaces.
#include "core/track/capabilities.h"
#include "tests/core/export/sample_snapshot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using testing::HasSubstr;
using enum CapabilityVerdict;

namespace
{

constexpr std::uint64_t full = 0x1ffffffffff;
const NsRef root = sampleRef(NsType::User, 1);
const NsRef child = sampleRef(NsType::User, 2);      // of root, made by 1000
const NsRef grandchild = sampleRef(NsType::User, 3); // of child, made by 1000
const NsRef sibling = sampleRef(NsType::User, 4);    // of root, made by 1001
const NsRef net = sampleRef(NsType::Net, 10);        // owned by child
const NsRef deep = sampleRef(NsType::Net, 11);       // owned by grandchild
const NsRef abroad = sampleRef(NsType::Net, 12);     // owned outside

NamespaceInfo entry(const NsRef& ref, const NsLink& owner, std::optional<std::uint32_t> uid)
{
    NamespaceInfo info;
    info.ref = ref;
    info.owner = owner;
    if (ref.type == NsType::User)
        info.parent = owner;
    info.ownerUid = uid;
    return info;
}

Snapshot tree()
{
    Snapshot snapshot;
    snapshot.namespaces = {entry(net, NsLink::to(child), 1000), entry(deep, NsLink::to(grandchild), 1000),
                           entry(abroad, {NsLink::Kind::Outside, {}}, {}), entry(root, {}, 0),
                           entry(child, NsLink::to(root), 1000), entry(grandchild, NsLink::to(child), 1000),
                           entry(sibling, NsLink::to(root), 1001)};
    return snapshot;
}

CapabilityVerdict verdict(const NsRef& target, const Actor& actor) { return capabilitiesOver(tree(), target, actor).verdict; }

} // namespace

TEST(Capabilities, AllForTheUserWhoMadeTheOwner) // C50
{
    const Actor maker{root, 1000, 0};
    EXPECT_EQ(verdict(net, maker), All) << "its process is outside, and has no capability of its own";
    EXPECT_EQ(verdict(child, maker), All);
    EXPECT_EQ(verdict(deep, maker), All) << "made one above its owner";
    EXPECT_EQ(verdict(sibling, maker), None);
    EXPECT_EQ(verdict(net, {root, 1001, 0}), None) << "made a sibling";
    EXPECT_EQ(verdict(net, {sibling, 1000, full}), None) << "the same user, but out of a sibling";
    EXPECT_EQ(verdict(net, {grandchild, 1000, full}), None) << "nothing upwards";
    EXPECT_EQ(verdict(root, maker), None);
}

TEST(Capabilities, ThoseOfItsOwnUserNamespaceCountInItAndBelow)
{
    for (const NsRef& target : {net, deep, child, grandchild}) {
        EXPECT_EQ(verdict(target, {root, 0, full}), Own) << linkText(target);
        EXPECT_EQ(verdict(target, {root, 0, 0}), None) << linkText(target);
    }
    EXPECT_EQ(verdict(net, {child, 1000, full}), Own);
    EXPECT_EQ(verdict(net, {child, 1000, 0}), None) << "its user made this one, but that counts from its parent only";
    EXPECT_EQ(capabilitiesOver(tree(), net, {root, 0, 0x2000}).effective, 0x2000u);
}

TEST(Capabilities, WhatIsNotSeenIsNotGuessed)
{
    EXPECT_EQ(verdict(abroad, {root, 0, full}), None) << "nothing that is seen is above it";
    EXPECT_EQ(verdict(sampleRef(NsType::Net, 99), {root, 0, full}), Unknown);
    EXPECT_EQ(verdict(net, {{}, 0, full}), Unknown);
    Snapshot snapshot = tree();
    snapshot.namespaces[4].parent.kind = NsLink::Kind::Unknown;
    EXPECT_EQ(capabilitiesOver(snapshot, net, {root, 1000, 0}).verdict, Unknown);
    snapshot = tree();
    snapshot.namespaces[4].ownerUid = std::nullopt;
    EXPECT_EQ(capabilitiesOver(snapshot, net, {root, 1000, 0}).verdict, Unknown);
    snapshot.namespaces[4].ownerUid = 65534;
    EXPECT_EQ(capabilitiesOver(snapshot, net, {root, 65534, 0}).verdict, All);
    snapshot.host.initialUserNs = false;
    EXPECT_EQ(capabilitiesOver(snapshot, net, {root, 65534, 0}).verdict, Unknown) << "two ids that are not mapped need not be one";
    for (std::size_t i = 4; i < 6; ++i) // a recording can claim a circle
        snapshot.namespaces[i].parent = NsLink::to(snapshot.namespaces[9 - i].ref);
    EXPECT_EQ(capabilitiesOver(snapshot, net, {root, 1000, 0}).verdict, Unknown);
}

TEST(Capabilities, AreSaid)
{
    const auto say = [](const NsRef& target, const Actor& actor) {
        return capabilitySentence(capabilitiesOver(tree(), target, actor), target, "sh (PID 7)", actor);
    };
    EXPECT_EQ(say(net, {root, 1000, 0}), "sh (PID 7) has all capabilities over it: its user 1000 made user:[2], which owns it.");
    EXPECT_EQ(say(child, {root, 1000, 0}), "sh (PID 7) has all capabilities over it: its user 1000 made it.");
    EXPECT_EQ(say(deep, {root, 1000, 0}),
              "sh (PID 7) has all capabilities over it: its user 1000 made user:[2], which is above user:[3], which owns it.");
    EXPECT_EQ(say(net, {child, 1000, full}), "sh (PID 7) has over it the capabilities that it has anyway (CapEff 000001ffffffffff): its "
                                             "user namespace user:[2] is the one that owns it.");
    EXPECT_EQ(say(net, {root, 0, full}), "sh (PID 7) has over it the capabilities that it has anyway (CapEff 000001ffffffffff): its user "
                                         "namespace user:[1] is above user:[2], which owns it.");
    EXPECT_EQ(say(child, {child, 0, full}), "sh (PID 7) has over it the capabilities that it has anyway (CapEff 000001ffffffffff): its "
                                            "user namespace user:[2] is this one.");
    EXPECT_EQ(say(net, {root, 0, 0}),
              "sh (PID 7) has no capabilities over it: its user namespace user:[1] is above user:[2], which owns it, but it has none there.");
    EXPECT_EQ(say(net, {sibling, 1000, full}), "sh (PID 7) has no capabilities over it: neither is its user namespace user:[4] above "
                                               "user:[2], which owns it, nor did its user 1000 make one that is.");
    EXPECT_THAT(say(abroad, {root, 0, full}), HasSubstr("owned outside"));
    EXPECT_THAT(say(net, {{}, 0, 0}), HasSubstr("cannot be told"));
}
