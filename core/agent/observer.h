// SPDX-License-Identifier: Apache-2.0
// Looking: the scanner, the newest snapshot and the witnesses, turned into facts. Knows nothing of experiments or
// commands; when to look is the agent's decision.
#pragma once
#include "core/agent/fact_writer.h"
#include "core/scan/scanner.h"
#include "core/witness/witness.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

/// Fills in the references of a snapshot that was just taken, and returns those for which it could not. An Error where none
/// can be counted.
using ReferenceCounter = std::function<Result<std::vector<UncountedReferences>>(Snapshot&)>;

class Observer
{
public:
    Observer(ScanOptions options, std::vector<std::unique_ptr<Witness>> witnesses, FactWriter& writer);

    /// The first facts of a stream: header, witnesses, the whole of a scan. An Error where nothing can be scanned.
    Status begin(const std::string& program);
    /// A look at everything.
    void scan();
    /// A look at everything, and then the references of what it found; `counter` may be empty: then why not.
    void countReferences(const ReferenceCounter& counter);
    /// One process looked at again; the fact is the caller's to write.
    ScanFact lookAt(std::int32_t pid);

    /// One that the helper of this pid made by a system call within `birth`.
    void watchMade(const NsRef& ns, std::int32_t pid, Interval birth);
    void held(const NsRef& ns, Instant at);
    void expect(const NsRef& ns, Instant at);
    void ending(std::int32_t pid);
    /// Facts of those witnesses whose next look is due.
    void collectDue(Instant now);
    void collectFrom(std::size_t witness);
    void collectAll();
    std::optional<Instant> nextLook() const;
    /// Descriptors to wait on, by index of witness; -1: none.
    std::vector<int> descriptors() const;

    /// The newest look found something that holds it, or a namespace below it that does.
    bool seesHolderOf(const NsRef& ns) const;
    std::int64_t lastScanNs() const { return m_lastScanNs; }
    /// What counting takes, its look included: as the last time, and before the first a guess.
    std::int64_t countNs() const { return m_lastScanNs + m_lastCountNs; }

private:
    ScanFact replace(Snapshot now);
    /// That processes are read in /proc from now on, once.
    void tellLostSource();
    /// What a scan found goes to the witnesses: new namespaces to be watched, and those that lost a holder, for they
    /// may die now. The initial ones never do.
    void tellWitnesses(const Snapshot& before, const ScanFact& fact);

    Clock m_clock;
    Scanner m_scanner;
    std::vector<std::unique_ptr<Witness>> m_witnesses;
    FactWriter& m_writer;
    Snapshot m_snapshot;
    std::int64_t m_lastScanNs = 0;
    std::int64_t m_lastCountNs = 100'000'000;
};

} // namespace nsscope
