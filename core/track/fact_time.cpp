// SPDX-License-Identifier: Apache-2.0
#include "core/track/fact_time.h"

namespace nsscope
{

namespace
{

std::optional<Instant> timeOf(const Header& header) { return header.at; }
std::optional<Instant> timeOf(const ScanFact& scan) { return scan.start; }
std::optional<Instant> timeOf(const Evidence& evidence) { return evidence.when.to; }
std::optional<Instant> timeOf(const WitnessInfo&) { return std::nullopt; }
std::optional<Instant> timeOf(const Cleanup& cleanup) { return cleanup.end; }
std::optional<Instant> timeOf(const NumberUse& use) { return use.at; }
std::optional<Instant> timeOf(const QuotaReading& reading) { return reading.when.to; }
std::optional<Instant> timeOf(const LabStep& step) { return step.after; }
/// ReferenceCount, LabStart, LabControl, LabEnd, Notice, StreamEnd.
template <class T> std::optional<Instant> timeOf(const T& fact) { return fact.at; }

} // namespace

std::optional<Instant> factTime(const Fact& fact)
{
    return std::visit([](const auto& one) { return timeOf(one); }, fact);
}

} // namespace nsscope
