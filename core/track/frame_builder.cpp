// SPDX-License-Identifier: Apache-2.0
#include "core/track/frame_builder.h"

#include "core/model/snapshot_delta.h"
#include "core/track/ledger.h"
#include "core/track/run_book.h"

#include <algorithm>

namespace nsscope
{

namespace
{

/// Kept of what grows for ever in a live stream; the oldest go first.
constexpr std::size_t maxCleanups = 20'000;
constexpr std::size_t maxNotices = 1'000;
constexpr std::size_t maxNumberUses = 1'000;
constexpr std::size_t maxQuotaReadings = 10'000;
constexpr std::size_t maxUncounted = 100;

template <class T> void keepNewest(std::vector<T>& all, std::size_t most)
{
    // In steps of a tenth, so that the move is paid rarely.
    if (all.size() > most + most / 10)
        all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(most));
}

} // namespace

struct FrameBuilder::State
{
    Ledger ledger;
    RunBook runs;
    Snapshot snapshot;
    Frame frame; ///< all but what ledger and runs keep
    bool begun = false; ///< a header or scan told when the recording begins

    void seen(Instant at) { frame.last = std::max(frame.last, at); }
    void begin(Instant at)
    {
        frame.first = at;
        ledger.setOrigin(at);
        begun = true;
    }

    void add(const Header& header);
    void add(const ScanFact& scan);
    void add(const Evidence& evidence);
    void add(const WitnessInfo& witness);
    void add(const Cleanup& cleanup);
    void add(const QuotaReading& reading);
    void add(const NumberUse& use);
    void add(const ReferenceCount& counted);
    void add(const LabStart& start);
    void add(const LabStep& step);
    void add(const LabControl& control);
    void add(const LabEnd& end);
    void add(const Notice& notice);
    void add(const StreamEnd& end);
};

void FrameBuilder::State::add(const Header& header)
{
    frame.header = header;
    snapshot.host = header.host;
    begin(header.at);
    seen(header.at);
}

void FrameBuilder::State::add(const ScanFact& scan)
{
    if (frame.scanCount == 0 && (scan.first || !begun))
        begin(scan.start);
    applyScan(snapshot, scan);
    snapshot.startUtcNs = frame.header.utcNs + (scan.start - frame.header.at);
    ledger.addScan(scan);
    frame.gaps = scan.gaps;
    frame.tasks = scan.tasks;
    if (scan.onlyPid == 0) {
        frame.scanDurationNs = scan.durationNs;
        ++frame.scanCount;
    }
    seen(scan.start + scan.durationNs);
}

void FrameBuilder::State::add(const Evidence& evidence)
{
    runs.signOfLife(ledger.addEvidence(evidence), evidence.when.to);
    seen(evidence.when.to);
}

void FrameBuilder::State::add(const WitnessInfo& witness)
{
    const auto known = std::find_if(frame.witnesses.begin(), frame.witnesses.end(),
                                    [&](const WitnessInfo& one) { return one.name == witness.name; });
    if (known != frame.witnesses.end())
        *known = witness;
    else
        frame.witnesses.push_back(witness);
}

void FrameBuilder::State::add(const Cleanup& cleanup)
{
    frame.cleanups.push_back(cleanup);
    keepNewest(frame.cleanups, maxCleanups);
    seen(cleanup.end);
}

void FrameBuilder::State::add(const QuotaReading& reading)
{
    frame.quota.push_back(reading);
    keepNewest(frame.quota, maxQuotaReadings);
    seen(reading.when.to);
}

void FrameBuilder::State::add(const NumberUse& use)
{
    frame.numbers.push_back(use);
    keepNewest(frame.numbers, maxNumberUses);
    seen(use.at);
}

void FrameBuilder::State::add(const ReferenceCount& counted)
{
    if (counted.ns) {
        ledger.addReferences(counted);
        frame.counted = std::max(frame.counted.value_or(counted.at), counted.at);
    } else {
        frame.uncounted.push_back(counted);
        keepNewest(frame.uncounted, maxUncounted);
    }
    seen(counted.at);
}

void FrameBuilder::State::add(const LabStart& start)
{
    runs.start(start);
    seen(start.at);
}

void FrameBuilder::State::add(const LabStep& step)
{
    ledger.addStep(step, runs.step(step));
    seen(step.after);
}

void FrameBuilder::State::add(const LabControl& control)
{
    runs.control(control);
    seen(control.at);
}

void FrameBuilder::State::add(const LabEnd& end)
{
    runs.end(end);
    seen(end.at);
}

void FrameBuilder::State::add(const Notice& notice)
{
    frame.notices.push_back(notice);
    keepNewest(frame.notices, maxNotices);
    seen(notice.at);
}

void FrameBuilder::State::add(const StreamEnd& end)
{
    frame.ended = true;
    seen(end.at);
}

FrameBuilder::FrameBuilder() : m_state(std::make_unique<State>()) {}
FrameBuilder::~FrameBuilder() = default;
FrameBuilder::FrameBuilder(FrameBuilder&&) noexcept = default;
FrameBuilder& FrameBuilder::operator=(FrameBuilder&&) noexcept = default;

void FrameBuilder::add(const Fact& fact)
{
    ++m_state->frame.factCount;
    std::visit([this](const auto& one) { m_state->add(one); }, fact);
}

void FrameBuilder::setTorn(bool torn) { m_state->frame.torn = torn; }
void FrameBuilder::setProblem(std::string sentence) { m_state->frame.problem = std::move(sentence); }

FramePtr FrameBuilder::frame()
{
    auto frame = std::make_shared<Frame>(m_state->frame);
    frame->lives = m_state->ledger.shareLives();
    frame->runs = m_state->runs.share();
    frame->phases = m_state->runs.phases(frame->last);
    frame->events = m_state->ledger.takeEvents();
    return frame;
}

const Snapshot& FrameBuilder::snapshot() const { return m_state->snapshot; }

} // namespace nsscope
