// SPDX-License-Identifier: Apache-2.0
// What witnesses told so far about the namespaces of the experiment under way, for steps that wait for it. Decides
// nothing about lives; that is the ledger's.
#pragma once
#include "core/model/fact.h"

#include <map>

namespace nsscope
{

class LabWitnessed
{
public:
    /// A fresh namespace: what was told about an earlier one on its number is forgotten.
    void made(const NsRef& ns) { m_told[ns] = 0; }
    void hear(const Evidence& evidence);
    void clear() { m_told.clear(); }

    /// True once a witness told `state` (Obsolete, NumberFree, Destroyed) or something that comes only after it.
    bool reached(const NsRef& ns, EvidenceKind state) const;

private:
    std::map<NsRef, unsigned> m_told; ///< a bit for each kind, of those made
};

} // namespace nsscope
