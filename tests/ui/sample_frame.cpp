// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sample_frame.h"
#include "tests/units.h"

#include <algorithm>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr Instant zero{1'000'000'000'000};
constexpr int labPid = 4711;

struct Sample
{
    std::shared_ptr<Frame> frame = std::make_shared<Frame>();
    std::vector<std::shared_ptr<Life>> lives;

    Life& add(NsType type, std::uint64_t inode, std::uint64_t id)
    {
        auto life = std::make_shared<Life>();
        life->id = static_cast<LifeId>(lives.size() + 1);
        life->ref = {type, 4, inode, id};
        lives.push_back(life);
        return *life;
    }
};

Holder process(int pid, const char* comm)
{
    Holder h;
    h.kind = HolderKind::Process;
    h.pid = pid;
    h.startTicks = static_cast<std::uint64_t>(pid) * 10;
    h.comm = comm;
    h.uid = pid == labPid ? 1000 : 0;
    h.nsPids = {pid};
    return h;
}

void addHost(Sample& s)
{
    std::uint64_t id = 1;
    for (const NsTypeRow& row : nsTypeTable()) {
        Life& life = s.add(row.type, row.initialInode, id++);
        life.initial = true;
        life.bornBeforeStream = true;
        life.born = {{zero, zero}, "scan"};
        life.ownerUid = 0;
        life.ownerUser = "root";
        for (int pid : {1, 310, 842})
            life.holders.push_back({process(pid, pid == 1 ? "systemd" : "sshd"), zero, std::nullopt});
    }
    const LifeId rootUser = s.lives[6]->id;
    for (auto& life : s.lives) {
        if (life->ref.type != NsType::User) {
            life->ownerLife = rootUser;
            life->owner = NsLink::to(s.lives[6]->ref);
        }
    }
    const NsType kinds[] = {NsType::Mnt, NsType::Uts, NsType::Ipc};
    for (int i = 0; i < 12; ++i) {
        Life& life = s.add(kinds[i % 3], 4026532100u + static_cast<unsigned>(i), 200 + static_cast<unsigned>(i));
        life.bornBeforeStream = true;
        life.born = {{zero, zero}, "scan"};
        life.ownerLife = rootUser;
        life.owner = NsLink::to(s.lives[6]->ref);
        life.holders.push_back({process(600 + i, i % 2 ? "systemd-logind" : "(sd-pam)"), zero, std::nullopt});
        if (i == 4) {
            Holder mount;
            mount.kind = HolderKind::BindMount;
            mount.path = "/run/netns/blue";
            mount.related = s.lives[2]->ref;
            mount.mountId = 77;
            life.holders = {{mount, zero, std::nullopt}};
            life.names = {"blue"};
        }
    }
}

void addPlan(LabRun& run)
{
    LabStart& plan = run.plan;
    plan.experiment = "nsgarbage";
    plan.title = "Slow and fast trashing";
    plan.script = {"unshare(CLONE_NEWUSER)",   "slow: repeat 4", "  unshare(CLONE_NEWNET)", "  sleep 500 ms", "fast: repeat 4",
                   "  unshare(CLONE_NEWNET)", "  sleep 10 ms"};
    plan.phases = {{"slow", "slow, one every 500 ms", 500 * ms}, {"fast", "fast, one every 10 ms", 10 * ms}};
    plan.parameters = {{"type", "net"}, {"slow_ms", "500"}, {"fast_ms", "10"}, {"gap_ms", "500"}, {"count", "4"}};
    plan.pid = labPid;
    plan.at = zero;
    plan.steps.push_back({0, -1, 0, 0, "unshare(CLONE_NEWUSER)"});
    for (int phase = 0; phase < 2; ++phase) {
        for (int round = 1; round <= 4; ++round)
            plan.steps.push_back({phase == 0 ? 2 : 5, phase, round, 4, "unshare(CLONE_NEWNET)"});
    }
}

/// All from `first` to `last`, offsets as the kernel counts them.
std::vector<std::uint64_t> entries(unsigned first, unsigned last)
{
    std::vector<std::uint64_t> numbers;
    for (unsigned offset = first; offset <= last; ++offset)
        numbers.push_back(procDynamicFirst + offset);
    return numbers;
}

void addStep(Sample& s, LabRun& run, Instant at, const NsRef& made, const std::optional<NsRef>& left)
{
    LabStep step;
    step.index = static_cast<std::int32_t>(run.steps.size());
    step.call = run.plan.steps[run.steps.size()].text;
    step.before = at;
    step.after = at + 600'000;
    step.holder = labPid;
    step.made = made;
    step.left = left;
    run.steps.push_back(step);
    s.frame->last = step.after + 5 * ms;
}

} // namespace

FramePtr sampleTrashFrame(int steps)
{
    Sample s;
    addHost(s);
    Frame& frame = *s.frame;
    frame.header.program = "nsscope-cli 0.1.0";
    frame.header.host.kernel = "6.18.44";
    frame.header.at = zero;
    frame.first = zero;
    frame.last = zero;
    frame.tasks = {118, 245};
    frame.scanDurationNs = 700'000;
    frame.scanCount = 9;
    frame.gaps = {{"task", 12, "EACCES", "CAP_SYS_PTRACE", "/proc/1/ns"}};
    frame.witnesses = {{"handle", true, "", ""}, {"workqueue", false, "tracefs needs root", "sudo nsscope-cli agent"}};

    auto run = std::make_shared<LabRun>();
    addPlan(*run);
    if (steps > 0) {
        Life& user = s.add(NsType::User, procDynamicFirst + 339, 4099);
        user.born = {{zero, zero + 200'000}, "lab"};
        user.parent = NsLink::to(s.lives[6]->ref);
        user.parentLife = s.lives[6]->id;
        user.ownerUid = 1000;
        user.ownerUser = "ada";
        user.labRun = 0;
        user.labStep = 0;
        user.holders.push_back({process(labPid, "nsscope-lab"), zero, std::nullopt});
        addStep(s, *run, zero, user.ref, std::nullopt);
    }
    const int userIndex = static_cast<int>(s.lives.size()) - 1;
    const std::int64_t births[] = {50, 550, 1050, 1550, 2550, 2560, 2570, 2580};
    const unsigned numbers[] = {338, 407, 338, 407, 338, 475, 544, 613};
    const unsigned lastEntry[] = {406, 474, 406, 474, 406, 543, 612, 681};
    const std::int64_t freed[] = {585, 1094, 1584, 2585, 2598, 2628, 2628, 0};
    for (int i = 0; i < 8 && i + 1 < steps; ++i) {
        Life& life = s.add(NsType::Net, procDynamicFirst + numbers[i], 4160 + static_cast<unsigned>(i));
        const Instant born = zero + births[i] * ms;
        life.born = {{born, born + 600'000}, "lab"};
        life.owner = NsLink::to(s.lives[static_cast<std::size_t>(userIndex)]->ref);
        life.ownerLife = static_cast<LifeId>(userIndex + 1);
        life.ownerUid = 1000;
        life.ownerUser = "ada";
        life.labRun = 0;
        life.labStep = i + 1;
        life.labPhase = i / 4;
        life.labNumber = i % 4 + 1;
        std::optional<NsRef> left;
        if (i > 0)
            left = s.lives[s.lives.size() - 2]->ref;
        life.holders.push_back({process(labPid, "nsscope-lab"), born, std::nullopt});
        addStep(s, *run, born, life.ref, left);
        std::vector<std::uint64_t> taken = entries(numbers[i] + 1, lastEntry[i]);
        if (numbers[i] == 338) // the experiment's user namespace has the next one
            taken.erase(taken.begin());
        frame.numbers.push_back({life.ref, born + 700'000, taken});
        if (i > 0) {
            Life& before = *s.lives[s.lives.size() - 2];
            before.holders[0].to = born + 300'000;
            before.left = Moment{{born, born + 600'000}, "lab"};
            before.obsolete = Moment{{born, born + 680'000}, "handle"};
        }
        for (std::size_t k = 0; k + 1 < s.lives.size(); ++k) {
            Life& earlier = *s.lives[k];
            if (earlier.ref.type == NsType::Net && earlier.ref.inode == life.ref.inode && !earlier.initial &&
                earlier.reusedBy == LifeId::None) {
                earlier.reusedBy = life.id;
                life.reuses = earlier.id;
            }
        }
    }
    for (int i = 0; i < 8; ++i) {
        const std::size_t index = static_cast<std::size_t>(userIndex + 1 + i);
        if (index >= s.lives.size() || !s.lives[index]->left || freed[i] == 0)
            continue;
        const Instant end = zero + freed[i] * ms;
        s.lives[index]->teardownStarted = Moment{{s.lives[index]->left->when.to, s.lives[index]->left->when.to + 40'000}, "workqueue"};
        s.lives[index]->numberFree = Moment{{end + -1 * ms, end}, "allocator"};
        s.lives[index]->destroyed = Moment{{end, end + 1 * ms}, "quota"};
        frame.cleanups.push_back({"cleanup_net", s.lives[index]->left->when.to, std::max(s.lives[index]->left->when.to, frame.cleanups.empty() ? zero : frame.cleanups.back().end), end});
        if (steps >= 9)
            frame.last = std::max(frame.last, end + 60 * ms);
    }
    run->control = {frame.last, steps >= 9 ? LabControl::State::Ended : LabControl::State::Paused, steps, 1.0};
    if (steps >= 9)
        run->end = LabEnd{frame.last, "finished", ""};
    frame.runs.push_back(run);
    const Instant fastBegin = zero + 2540 * ms;
    if (steps > 1)
        frame.phases.push_back({0, 0, zero + 50 * ms, std::min(frame.last, fastBegin)});
    if (steps > 5)
        frame.phases.push_back({0, 1, zero + 2550 * ms, frame.last});
    for (const auto& life : s.lives) {
        life->lastSeen = life->left ? life->left->when.from : frame.last;
        frame.lives.push_back(life);
        if (!life->bornBeforeStream)
            frame.events.push_back({life->born.when.to, EventKind::Born, life->id, life->labStep});
    }
    frame.factCount = 40;
    return s.frame;
}

FramePtr sampleHostFrame()
{
    auto frame = std::make_shared<Frame>(*sampleTrashFrame(0));
    frame->runs.clear();
    frame->last = frame->first + 4'000 * ms;
    return frame;
}

} // namespace nsscope
