// SPDX-License-Identifier: Apache-2.0
#include "core/agent/observer.h"

#include "core/model/snapshot_delta.h"

#include <algorithm>
#include <utility>

namespace nsscope
{

namespace
{

bool listed(const Snapshot& snapshot, const NsRef& ns)
{
    const auto& all = snapshot.namespaces;
    const auto found = std::lower_bound(all.begin(), all.end(), ns,
                                        [](const NamespaceInfo& info, const NsRef& ref) { return info.ref < ref; });
    return found != all.end() && found->ref == ns;
}

} // namespace

Observer::Observer(ScanOptions options, std::vector<std::unique_ptr<Witness>> witnesses, FactWriter& writer)
    : m_clock(options.clock), m_scanner(std::move(options)),
      m_witnesses(std::move(witnesses)), m_writer(writer)
{
}

Status Observer::begin(const std::string& program)
{
    const Instant at = m_clock();
    const std::int64_t utcNs = utcNowNs();
    auto first = m_scanner.scan();
    if (!first)
        return tl::make_unexpected(first.error());
    m_snapshot = std::move(*first);
    m_lastScanNs = m_snapshot.durationNs;
    m_writer.write(Header{1, program, m_snapshot.host, at, utcNs});
    for (const auto& witness : m_witnesses)
        m_writer.write(witness->availability());
    const ScanFact fact = deltaBetween(nullptr, m_snapshot);
    tellWitnesses({}, fact);
    m_writer.write(fact);
    tellLostSource();
    return {};
}

void Observer::scan()
{
    auto now = m_scanner.scan();
    if (!now) {
        m_writer.write(Notice{m_clock(), Notice::Level::Error, now.error().message() + ".", now.error().hint});
        return;
    }
    m_lastScanNs = now->durationNs;
    m_writer.write(replace(std::move(*now)));
    tellLostSource();
}

void Observer::tellLostSource()
{
    auto why = m_scanner.takeLostSource();
    if (!why)
        return;
    const std::string remedy = std::exchange(why->hint, {});
    m_writer.write(Notice{m_clock(), Notice::Level::Warning,
                          "The kernel's walk of processes has failed (" + why->message() +
                              "); from now on /proc tells which of them have changed, and nothing was missed.",
                          remedy});
}

void Observer::countReferences(const ReferenceCounter& counter)
{
    if (!counter) {
        m_writer.write(ReferenceCount{m_clock(), {}, {}, "this agent has no means to count them"});
        return;
    }
    scan();
    Snapshot counted = m_snapshot;
    const Instant begin = m_clock();
    const auto uncounted = counter(counted);
    const Instant at = m_clock();
    m_lastCountNs = at - begin;
    if (!uncounted) {
        Error why = uncounted.error();
        const std::string remedy = std::exchange(why.hint, {});
        m_writer.write(ReferenceCount{at, {}, {}, why.message(), remedy});
        return;
    }
    for (const NamespaceInfo& info : counted.namespaces) {
        if (info.references)
            m_writer.write(ReferenceCount{at, info.ref, *info.references});
    }
    for (const UncountedReferences& one : *uncounted)
        m_writer.write(ReferenceCount{at, one.ns, {}, std::string(uncountedText(one.reason))});
}

ScanFact Observer::lookAt(std::int32_t pid)
{
    ScanFact fact = replace(m_scanner.rescanProcess(m_snapshot, pid));
    fact.onlyPid = pid;
    return fact;
}

ScanFact Observer::replace(Snapshot now)
{
    ScanFact fact = deltaBetween(&m_snapshot, now);
    tellWitnesses(std::exchange(m_snapshot, std::move(now)), fact);
    return fact;
}

void Observer::tellWitnesses(const Snapshot& before, const ScanFact& fact)
{
    for (const NsRef& gone : fact.gone)
        expect(gone, fact.start);
    for (const NamespaceChange& change : fact.changed) {
        const NsRef& ns = change.info.ref;
        if (change.info.initial)
            continue;
        if (!listed(before, ns)) {
            for (const auto& witness : m_witnesses)
                witness->watch(ns, fact.start);
        } else if ((change.whole || !change.goneHolders.empty()) && !seesHolderOf(ns)) {
            expect(ns, fact.start);
        }
    }
}

bool Observer::seesHolderOf(const NsRef& ns) const
{
    const auto& all = m_snapshot.namespaces;
    const NsRef first{ns.type, ns.dev, ns.inode, 0};
    auto found = std::lower_bound(all.begin(), all.end(), first,
                                  [](const NamespaceInfo& info, const NsRef& ref) { return info.ref < ref; });
    for (; found != all.end() && sameNumber(found->ref, ns); ++found) {
        const auto& holders = found->holders;
        const bool held = std::any_of(holders.begin(), holders.end(),
                                      [](const Holder& holder) { return holder.kind != HolderKind::Unknown; });
        if (maybeSame(found->ref, ns) && held)
            return true;
    }
    return false;
}

void Observer::watchMade(const NsRef& ns, std::int32_t pid, Interval birth)
{
    for (const auto& witness : m_witnesses)
        witness->watchMade(ns, pid, birth);
}

void Observer::held(const NsRef& ns, Instant at)
{
    for (const auto& witness : m_witnesses)
        witness->held(ns, at);
}

void Observer::expect(const NsRef& ns, Instant at)
{
    for (const auto& witness : m_witnesses)
        witness->expect(ns, at);
}

void Observer::ending(std::int32_t pid)
{
    for (const auto& witness : m_witnesses)
        witness->ending(pid);
}

void Observer::collectFrom(std::size_t witness)
{
    for (const Fact& fact : m_witnesses[witness]->collect(m_clock()))
        m_writer.write(fact);
}

void Observer::collectDue(Instant now)
{
    for (std::size_t i = 0; i < m_witnesses.size(); ++i) {
        if (const auto look = m_witnesses[i]->nextLook(); look && *look <= now)
            collectFrom(i);
    }
}

void Observer::collectAll()
{
    for (std::size_t i = 0; i < m_witnesses.size(); ++i)
        collectFrom(i);
}

std::optional<Instant> Observer::nextLook() const
{
    std::optional<Instant> next;
    for (const auto& witness : m_witnesses) {
        if (const auto look = witness->nextLook(); look && (!next || *look < *next))
            next = look;
    }
    return next;
}

std::vector<int> Observer::descriptors() const
{
    std::vector<int> all;
    for (const auto& witness : m_witnesses)
        all.push_back(witness->descriptor());
    return all;
}

} // namespace nsscope
