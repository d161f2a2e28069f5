// SPDX-License-Identifier: Apache-2.0
#include "core/lab/protocol.h"

#include <cerrno>
#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

const LabRequest request = makeRequest(7, LabOp::Unshare, NsType::Net);

LabReply goodReply()
{
    LabReply reply;
    reply.sequence = 7;
    reply.op = LabOp::Unshare;
    reply.cloneFlag = request.cloneFlag;
    reply.beforeNs = 10;
    reply.afterNs = 20;
    return reply;
}

template <class Change> bool accepted(Change change)
{
    LabReply reply = goodReply();
    change(reply);
    return checkReply(reply, sizeof reply, request).has_value();
}

template <class Change> bool served(Change change)
{
    LabRequest changed = request;
    change(changed);
    return checkRequest(changed, sizeof changed).has_value();
}

} // namespace

TEST(LabProtocol, AcceptsItsOwn)
{
    EXPECT_TRUE(served([](LabRequest&) {}));
    EXPECT_TRUE(accepted([](LabReply&) {}));
}

TEST(LabProtocol, HelperRefusesWhatItDoesNotKnow)
{
    EXPECT_FALSE(served([](LabRequest& r) { r.magic ^= 1; }));
    EXPECT_FALSE(served([](LabRequest& r) { r.version = 1; }));
    EXPECT_FALSE(served([](LabRequest& r) { r.size = 8; }));
    EXPECT_FALSE(served([](LabRequest& r) { r.op = static_cast<LabOp>(0); }));
    EXPECT_FALSE(served([](LabRequest& r) { r.op = static_cast<LabOp>(6); }));
    EXPECT_FALSE(served([](LabRequest& r) { r.cloneFlag = 0; }));
    EXPECT_FALSE(served([](LabRequest& r) { r.cloneFlag |= 0x10000000; })) << "two flags at once";
    EXPECT_FALSE(served([](LabRequest& r) { r.cloneFlag = 0x100; })) << "CLONE_VM";
    EXPECT_FALSE(served([](LabRequest& r) { r.reserved = 1; }));
    EXPECT_FALSE(checkRequest(request, sizeof request - 1));
    EXPECT_FALSE(checkRequest(request, 0));
}

TEST(LabProtocol, ClientTrustsNothing)
{
    EXPECT_FALSE(accepted([](LabReply& r) { r.magic = 0; }));
    EXPECT_FALSE(accepted([](LabReply& r) { r.version = 1; }));
    EXPECT_FALSE(accepted([](LabReply& r) { r.sequence = 6; })) << "an old answer";
    EXPECT_FALSE(accepted([](LabReply& r) { r.op = LabOp::Exit; }));
    EXPECT_FALSE(accepted([](LabReply& r) { r.cloneFlag = 0; }));
    EXPECT_FALSE(accepted([](LabReply& r) { r.afterNs = 9; })) << "after lies before before";
    EXPECT_FALSE(accepted([](LabReply& r) { r.beforeNs = -1; }));
    EXPECT_FALSE(accepted([](LabReply& r) { r.error = -1; }));
    EXPECT_FALSE(accepted([](LabReply& r) { r.error = 5000; }));
    EXPECT_FALSE(accepted([](LabReply& r) { r.holder = -1; }));
    EXPECT_FALSE(accepted([](LabReply& r) { r.stage = static_cast<LabStage>(2); }));
    EXPECT_FALSE(checkReply(goodReply(), sizeof(LabReply) + 1, request)) << "a longer record was cut";
    EXPECT_EQ(checkReply(LabReply{}, 4, request).error().code, EPROTO);
}

TEST(LabProtocol, NoInodeIsNoNamespace)
{
    EXPECT_FALSE(namespaceOf({}, NsType::Net));
    EXPECT_EQ(namespaceOf({4, 4026532178, 9}, NsType::Net), (NsRef{NsType::Net, 4, 4026532178, 9}));
}

namespace
{

LabRequest actorRequest(LabOp op, std::uint32_t flags = 0, const char* name = "")
{
    LabAction action{op, NsType::Net, 0};
    action.operands.cloneFlags = flags;
    for (std::size_t i = 0; name[i] != '\0' && i < action.operands.name.size(); ++i)
        action.operands.name[i] = name[i];
    return makeRequest(7, action);
}

bool isServed(const LabRequest& asked) { return checkRequest(asked, sizeof asked).has_value(); }

const std::uint32_t netFlag = nsTypeRow(NsType::Net).cloneFlag;
const std::uint32_t utsFlag = nsTypeRow(NsType::Uts).cloneFlag;

} // namespace

TEST(LabProtocol, ActorsGetSoundOperandsOnly)
{
    EXPECT_TRUE(isServed(actorRequest(LabOp::Begin)));
    EXPECT_TRUE(isServed(actorRequest(LabOp::ActorUnshare, netFlag | utsFlag)));
    EXPECT_FALSE(isServed(actorRequest(LabOp::ActorUnshare))) << "no type";
    EXPECT_FALSE(isServed(actorRequest(LabOp::ActorUnshare, netFlag | 0x100))) << "CLONE_VM";
    EXPECT_FALSE(isServed(actorRequest(LabOp::ActorOpen, netFlag | utsFlag))) << "two types";
    EXPECT_TRUE(isServed(actorRequest(LabOp::ActorBind, netFlag, "m")));
    EXPECT_FALSE(isServed(actorRequest(LabOp::ActorBind, netFlag, "")));
    EXPECT_FALSE(isServed(actorRequest(LabOp::ActorBind, netFlag, "../etc/passwd")));
    EXPECT_FALSE(isServed(actorRequest(LabOp::ActorBind, netFlag, "a name that goes on and on without any end to it"))) << "no 0";
    EXPECT_FALSE(isServed(actorRequest(LabOp::ActorTake))) << "the helper's own";
    EXPECT_FALSE(isServed(actorRequest(LabOp::Wait))) << "the agent's own";
    LabRequest far = actorRequest(LabOp::ActorExit);
    far.operands.actor = labMaxActors;
    EXPECT_FALSE(isServed(far));
    far = actorRequest(LabOp::ActorClose);
    far.operands.fd = labMaxFds;
    EXPECT_FALSE(isServed(far));
    EXPECT_FALSE(served([](LabRequest& r) { r.operands.actor = 1; })) << "the helper itself takes none";
}

TEST(LabProtocol, WordsOfTheHelperAreBounded)
{
    EXPECT_FALSE(accepted([](LabReply& r) { r.call.fill('x'); }));
    EXPECT_FALSE(accepted([](LabReply& r) { r.touched[3] = -1; }));
}
