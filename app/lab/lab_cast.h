// SPDX-License-Identifier: Apache-2.0
// The helper's book of its actors: who is there, how to reach each, and that none of them stays. Passes a request on as
// an order, waits for the answer, and enforces the limits whatever it is asked. Makes no namespace itself.
#pragma once
#include "app/lab/actor_order.h"
#include "app/lab/lab_actions.h"

namespace nsscope
{

class LabCast
{
public:
    LabCast();
    ~LabCast();
    LabCast(const LabCast&) = delete;
    LabCast& operator=(const LabCast&) = delete;

    /// Begin to EndAll; `actions` makes the user namespace of Begin.
    LabReply perform(const LabRequest& request, LabActions& actions);

private:
    struct Member
    {
        UniqueFd socket; ///< invalid: nobody
        std::int32_t pid = 0;
        std::int32_t tid = 0;
        bool thread() const { return tid != pid; }
    };

    void begin(LabReply& reply, LabActions& actions);
    void order(const LabRequest& request, LabReply& reply);
    void start(const LabRequest& request, LabReply& reply);
    void pass(const LabRequest& request, LabReply& reply);
    void end(const LabRequest& request, LabReply& reply);
    void endAll(LabReply& reply);

    /// Sends the order and waits for its answer; not whole, and the member counted as gone, where it has ended.
    Received ask(Member& member, const ActorOrder& order, ActorAnswer& answer, int fd = -1);
    /// The first words of a new actor.
    bool greet(UniqueFd socket, std::uint16_t index, std::int32_t process, ActorAnswer& hello);
    ActorOrder orderFor(const LabRequest& request) const;
    void tell(LabReply& reply, const ActorAnswer& answer);
    void touch(LabReply& reply, std::int32_t pid) const;
    /// Forgets those that ended by themselves or with their pid namespace.
    void sweep(LabReply& reply);
    void forget(Member& member, LabReply& reply);
    bool isOver(const Member& member) const;

    std::array<Member, labMaxActors> m_members;
    LabNamespace m_hostMounts;
    std::uint32_t m_steps = 0;
    std::uint32_t m_made = 0;
};

} // namespace nsscope
