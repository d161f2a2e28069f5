// SPDX-License-Identifier: Apache-2.0
#include "tests/core/track/simulated_stream.h"

#include "core/model/snapshot_delta.h"
#include "core/stream/fact_codec.h"
#include "tests/units.h"

#include <algorithm>
#include <random>
#include <set>

namespace nsscope
{

namespace
{

constexpr std::uint64_t device = 4;

Holder processHolder(std::int32_t pid)
{
    Holder h;
    h.kind = HolderKind::Process;
    h.pid = pid;
    h.startTicks = static_cast<std::uint64_t>(pid) * 7;
    h.comm = "p" + std::to_string(pid);
    return h;
}

Holder fdHolder(std::int32_t pid, std::int32_t fd)
{
    Holder h;
    h.kind = HolderKind::Fd;
    h.pid = pid;
    h.fd = fd;
    h.comm = "keeper";
    return h;
}

struct Living
{
    std::size_t truth;
    std::vector<Holder> holders;
};

class Simulator
{
public:
    explicit Simulator(const SimulationOptions& options) : m_options(options), m_random(options.seed) {}
    Simulation run();

private:
    int pick(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    std::uint64_t lowestFreeNumber() const;
    void create();
    void labStep();
    void addHolder();
    void dropHolder();
    void release(std::size_t index);
    void freeNumbers();
    void scan();
    void emit(Fact fact) { m_out.facts.push_back(std::move(fact)); }
    Living& add(NsType type, std::int32_t pid);
    NsRef shown(std::size_t truth) const;
    Snapshot look() const;

    SimulationOptions m_options;
    std::mt19937 m_random;
    Simulation m_out;
    std::vector<Living> m_living;
    std::vector<std::size_t> m_dying;
    std::vector<Instant> m_freeAt;
    std::set<std::uint64_t> m_numbers;
    Instant m_now{1'000'000 * ms};
    std::int32_t m_nextPid = 100;
    std::uint64_t m_nextId = 1000;
    std::optional<std::size_t> m_labCurrent; ///< truth index of the lab's current namespace
    std::int32_t m_labIndex = 0;
    Snapshot m_before;
    bool m_scanned = false;
};

std::uint64_t Simulator::lowestFreeNumber() const
{
    std::uint64_t number = procDynamicFirst;
    while (m_numbers.contains(number))
        ++number;
    return number;
}

NsRef Simulator::shown(std::size_t truth) const
{
    NsRef ref = m_out.lives[truth].ref;
    if (!m_options.ids)
        ref.id = 0;
    return ref;
}

Living& Simulator::add(NsType type, std::int32_t pid)
{
    const std::uint64_t number = lowestFreeNumber();
    m_numbers.insert(number);
    TrueLife life;
    life.ref = {type, device, number, m_nextId++};
    life.madeBy = pid;
    life.born = m_now;
    m_out.lives.push_back(life);
    m_living.push_back({m_out.lives.size() - 1, {processHolder(pid)}});
    return m_living.back();
}

void Simulator::create()
{
    static constexpr NsType types[] = {NsType::Net, NsType::Uts, NsType::Ipc, NsType::Mnt};
    add(types[pick(3)], m_nextPid++);
}

Snapshot Simulator::look() const
{
    Snapshot snapshot;
    snapshot.start = m_now;
    snapshot.durationNs = ms;
    snapshot.tasks = {m_living.size(), m_living.size()};
    for (const Living& living : m_living) {
        NamespaceInfo info;
        info.ref = shown(living.truth);
        info.holders = living.holders;
        info.holders.sort();
        info.processes = static_cast<std::uint32_t>(
            std::count_if(info.holders.begin(), info.holders.end(), [](const Holder& h) { return isTask(h.kind); }));
        snapshot.namespaces.push_back(std::move(info));
    }
    std::sort(snapshot.namespaces.begin(), snapshot.namespaces.end(),
              [](const NamespaceInfo& a, const NamespaceInfo& b) { return a.ref < b.ref; });
    return snapshot;
}

void Simulator::scan()
{
    Snapshot now = look();
    emit(deltaBetween(m_scanned ? &m_before : nullptr, now));
    m_before = std::move(now);
    m_scanned = true;
    m_now = m_now + ms;
}

void Simulator::labStep()
{
    if (m_labIndex == 0) {
        LabStart start;
        start.experiment = "nsgarbage";
        start.title = "Simulated";
        start.script = {"repeat", "  unshare(CLONE_NEWNET)"};
        start.phases = {{"slow", "slow", 500 * ms}, {"fast", "fast", 10 * ms}};
        for (int i = 0; i < m_options.actions; ++i)
            start.steps.push_back({1, i < m_options.actions / 20 ? 0 : 1, i + 1, m_options.actions,
                                   "unshare(CLONE_NEWNET)"});
        start.pid = 50;
        start.at = m_now;
        emit(start);
    }
    LabStep step;
    step.index = m_labIndex++;
    step.call = "unshare(CLONE_NEWNET)";
    step.before = m_now;
    step.holder = 50;
    m_now = m_now + ms;
    const std::size_t truth = add(NsType::Net, 50).truth;
    m_now = m_now + ms;
    step.after = m_now;
    step.made = shown(truth);
    const auto before = m_labCurrent;
    if (before)
        step.left = shown(*before);
    m_labCurrent = truth;
    std::optional<std::size_t> left;
    for (std::size_t i = 0; before && i < m_living.size(); ++i) {
        if (m_living[i].truth == *before) {
            std::erase_if(m_living[i].holders, [](const Holder& h) { return h.pid == 50; });
            left = i;
        }
    }
    if (left && m_living[*left].holders.empty())
        release(*left);
    emit(step);
    Snapshot now = look();
    ScanFact looked = deltaBetween(m_scanned ? &m_before : nullptr, now);
    looked.onlyPid = 50;
    emit(looked);
    m_before = std::move(now);
    m_scanned = true;
    m_now = m_now + ms;
}

void Simulator::addHolder()
{
    if (m_living.empty())
        return;
    Living& living = m_living[static_cast<std::size_t>(pick(static_cast<int>(m_living.size()) - 1))];
    const std::int32_t pid = m_nextPid++;
    living.holders.push_back(pick(1) == 0 ? processHolder(pid) : fdHolder(pid, 3 + pick(9)));
}

void Simulator::dropHolder()
{
    if (m_living.empty())
        return;
    const auto index = static_cast<std::size_t>(pick(static_cast<int>(m_living.size()) - 1));
    auto& holders = m_living[index].holders;
    const auto which = static_cast<std::size_t>(pick(static_cast<int>(holders.size()) - 1));
    if (holders[which].pid <= 50)
        return;
    holders.erase(holders.begin() + static_cast<std::ptrdiff_t>(which));
    if (holders.empty())
        release(index);
}

void Simulator::release(std::size_t index)
{
    const std::size_t truth = m_living[index].truth;
    m_living.erase(m_living.begin() + static_cast<std::ptrdiff_t>(index));
    m_out.lives[truth].obsolete = m_now;
    m_dying.push_back(truth);
    m_freeAt.push_back(m_now + pick(60) * ms);
    if (m_options.witnesses && pick(2) > 0)
        emit(Evidence{EvidenceKind::Obsolete, shown(truth), {m_now + -pick(3) * ms, m_now + pick(3) * ms}, "handle"});
}

void Simulator::freeNumbers()
{
    for (std::size_t i = 0; i < m_dying.size();) {
        if (m_freeAt[i] > m_now) {
            ++i;
            continue;
        }
        const std::size_t truth = m_dying[i];
        const Instant at = m_freeAt[i];
        m_out.lives[truth].numberFree = at;
        m_numbers.erase(m_out.lives[truth].ref.inode);
        if (m_options.witnesses && pick(2) > 0) {
            const std::int64_t low = std::min(at - m_out.lives[truth].obsolete, std::int64_t{5} * ms);
            emit(Evidence{EvidenceKind::NumberFree, shown(truth), {at + -low, at + pick(5) * ms}, "allocator"});
            emit(Evidence{EvidenceKind::Destroyed, shown(truth), {at + -low, at + 2 * ms}, "quota"});
        }
        m_dying.erase(m_dying.begin() + static_cast<std::ptrdiff_t>(i));
        m_freeAt.erase(m_freeAt.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

Simulation Simulator::run()
{
    emit(Header{1, "simulated", {"6.18.0", "boot", true, true, 0}, m_now, 1'795'000'000'000'000'000});
    emit(WitnessInfo{"handle", m_options.witnesses, "", ""});
    m_now = m_now + ms;
    for (int i = 0; i < m_options.hostProcesses; ++i)
        add(nsTypeTable()[static_cast<std::size_t>(i) % nsTypeCount].type, 1);
    scan();
    for (int i = 0; i < m_options.actions; ++i) {
        m_now = m_now + (1 + pick(20)) * ms;
        freeNumbers();
        switch (pick(6)) {
        case 0:
            create();
            break;
        case 1:
            addHolder();
            break;
        case 2:
        case 3:
            dropHolder();
            break;
        case 4:
            labStep();
            break;
        default:
            scan();
        }
    }
    if (m_labIndex > 0)
        emit(LabEnd{m_now, "finished", ""});
    emit(StreamEnd{m_now});
    return std::move(m_out);
}

} // namespace

Simulation simulate(const SimulationOptions& options) { return Simulator(options).run(); }

std::string streamText(const std::vector<Fact>& facts)
{
    std::string text;
    for (const Fact& fact : facts)
        text += encodeFact(fact) + "\n";
    return text;
}

} // namespace nsscope
