// SPDX-License-Identifier: Apache-2.0
#include "core/agent/lab_witnessed.h"

namespace nsscope
{

namespace
{

using enum EvidenceKind;

constexpr unsigned bit(EvidenceKind kind) { return 1u << static_cast<unsigned>(kind); }

/// What implies the state. Number and quota come back in an order that differs by type (kernel/ucount.c and each type's
/// free function), so either counts as the end, as it does for a life's state.
unsigned implies(EvidenceKind state)
{
    const unsigned end = bit(NumberFree) | bit(Destroyed) | bit(MemoryFree);
    return state == Obsolete     ? end | bit(Obsolete) | bit(TeardownStarted)
           : state == NumberFree ? bit(NumberFree) | bit(MemoryFree)
                                 : end;
}

} // namespace

void LabWitnessed::hear(const Evidence& evidence)
{
    const auto known = m_told.find(evidence.ns);
    if (known != m_told.end())
        known->second |= bit(evidence.kind);
}

bool LabWitnessed::reached(const NsRef& ns, EvidenceKind state) const
{
    const auto known = m_told.find(ns);
    return known != m_told.end() && (known->second & implies(state)) != 0;
}

} // namespace nsscope
