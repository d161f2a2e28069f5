// SPDX-License-Identifier: Apache-2.0
#include "core/agent/agent.h"

#include "core/agent/signal_watch.h"

#include <algorithm>
#include <cerrno>
#include <cmath>

namespace nsscope
{

namespace
{

constexpr double slowestRate = 0.1;
constexpr double fastestRate = 50;

/// Tags of the poller; witnesses count on from the last.
enum Tag : std::uint64_t { CommandTag, EndTag, SignalTag, HelperTag, FirstWitnessTag };

void sooner(std::optional<Instant>& first, std::optional<Instant> other)
{
    if (other && (!first || *other < *first))
        first = other;
}

} // namespace

Agent::Agent(AgentOptions options, std::vector<std::unique_ptr<Witness>> witnesses, LineSink sink)
    : m_options(std::move(options)), m_writer(std::move(sink)),
      m_observer(m_options.scan, std::move(witnesses), m_writer),
      m_lab(m_options.labProgram, m_options.scan.procRoot, m_options.scan.clock, m_observer, m_writer),
      m_input(m_options.commandFd)
{
}

std::int64_t Agent::period() const
{
    const double rate = std::isfinite(m_options.rate) ? std::clamp(m_options.rate, slowestRate, fastestRate) : 1;
    return static_cast<std::int64_t>(1e9 / rate);
}

Status Agent::run()
{
    const SignalWatch signals;
    auto poller = Poller::make();
    if (!poller)
        return tl::make_unexpected(poller.error());
    if (Status added = addInputs(*poller, signals.descriptor()); !added)
        return added;
    if (Status begun = m_observer.begin(m_options.program); !begun)
        return begun;
    if (m_options.begun) {
        const Result<int> end = m_options.begun();
        if (!end)
            return tl::make_unexpected(end.error());
        if (Status added = poller->add(*end, EndTag); !added)
            return added;
    }
    const Instant now = m_options.scan.clock();
    m_nextScan = now + period();
    if (m_options.forNs)
        m_endAt = now + *m_options.forNs;
    if (m_options.first)
        execute(*m_options.first);

    Status looped = loop(*poller);
    m_lab.stop();
    m_writer.write(StreamEnd{m_options.scan.clock()});
    if (!looped)
        return looped;
    const Status& written = m_writer.status();
    return written || written.error().code == EPIPE ? Status() : written;
}

Status Agent::addInputs(Poller& poller, int signalFd)
{
    std::vector<std::pair<int, std::uint64_t>> inputs = {{m_options.commandFd, CommandTag}, {signalFd, SignalTag}};
    std::uint64_t tag = FirstWitnessTag;
    for (const int fd : m_observer.descriptors())
        inputs.emplace_back(fd, tag++);
    for (const auto& [fd, its] : inputs) {
        if (fd < 0)
            continue;
        if (Status added = poller.add(fd, its, its < FirstWitnessTag ? Poller::For::Urgent : Poller::For::All); !added)
            return added;
    }
    return {};
}

Status Agent::loop(Poller& poller)
{
    while (!over()) {
        watchHelper(poller);
        // A step is not disturbed: to wake us costs the task that does it, which may be the helper in its call.
        const auto quiet = m_lab.quietUntil(m_options.scan.clock());
        const auto tags = quiet ? poller.wait(quiet, Poller::For::Urgent) : poller.wait(deadline());
        if (!tags)
            return tl::make_unexpected(tags.error());
        // The helper first: witnesses must hear of a step before anything else takes time.
        if (std::find(tags->begin(), tags->end(), HelperTag) != tags->end())
            m_lab.receive();
        for (const std::uint64_t tag : *tags)
            handle(tag);
        doDue();
    }
    return {};
}

bool Agent::over() const
{
    if (m_ended || !m_writer.status())
        return true;
    if (m_endAt && *m_endAt <= m_options.scan.clock())
        return true;
    // An experiment that could not even be started has not run and never will.
    return m_options.endWithExperiment && !m_lab.running();
}

std::optional<Instant> Agent::deadline() const
{
    std::optional<Instant> first = m_endAt;
    sooner(first, m_lab.due());
    sooner(first, m_observer.nextLook());
    if (!m_lab.needsQuiet(m_options.scan.clock(), m_observer.lastScanNs()))
        sooner(first, m_nextScan);
    if (countDue(m_options.scan.clock()))
        sooner(first, m_options.scan.clock());
    return first;
}

bool Agent::countDue(Instant now) const { return m_countWanted && !m_lab.needsQuiet(now, m_observer.countNs()); }

void Agent::handle(std::uint64_t tag)
{
    if (tag == CommandTag)
        readCommands();
    else if (tag == EndTag || tag == SignalTag)
        m_ended = true;
    else if (tag >= FirstWitnessTag)
        m_observer.collectFrom(tag - FirstWitnessTag);
}

void Agent::doDue()
{
    m_lab.act(m_options.scan.clock());
    m_observer.collectDue(m_options.scan.clock());
    if (countDue(m_options.scan.clock())) {
        m_countWanted = false;
        m_observer.countReferences(m_options.countReferences);
    }
    const Instant now = m_options.scan.clock();
    if (m_nextScan <= now && !m_lab.needsQuiet(now, m_observer.lastScanNs())) {
        m_observer.scan();
        m_nextScan = std::max(m_nextScan + period(), m_options.scan.clock());
    }
}

void Agent::readCommands()
{
    const CommandInput::Batch batch = m_input.read();
    for (const std::string& fault : batch.faults)
        m_writer.write(Notice{m_options.scan.clock(), Notice::Level::Warning, fault, {}});
    for (const Command& command : batch.commands)
        execute(command);
    m_ended |= batch.ended;
}

void Agent::execute(const Command& command)
{
    switch (command.kind) {
    case Command::Kind::Stop:
        m_ended = true;
        break;
    case Command::Kind::Rate:
        m_options.rate = command.number;
        m_nextScan = m_options.scan.clock() + period();
        break;
    case Command::Kind::Count:
        m_countWanted = true;
        break;
    default:
        m_lab.handle(command);
        break;
    }
}

void Agent::watchHelper(Poller& poller)
{
    if (m_watchedHelper == m_lab.generation() || m_lab.descriptor() < 0)
        return;
    // The descriptor of the helper before is closed by now, and epoll forgot it with that.
    if (poller.add(m_lab.descriptor(), HelperTag))
        m_watchedHelper = m_lab.generation();
    else
        m_lab.stop();
}

} // namespace nsscope
