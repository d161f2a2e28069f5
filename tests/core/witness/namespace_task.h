// SPDX-License-Identifier: Apache-2.0
// A child of a test that makes one namespace after the other of a type: each make() drops the one before.
#pragma once
#include "core/model/fact.h"
#include "core/witness/quota_witness.h"
#include "core/witness/witness.h"
#include "tests/core/witness/forked_task.h"

#include <functional>
#include <vector>

namespace nsscope
{

inline const std::string lab = NSSCOPE_BIN "/nsscope-lab";
inline constexpr NsRef someNet{NsType::Net, 4, 4026532178, 4165};

class NamespaceTask
{
public:
    /// In a user namespace of its own, so that it works without root.
    explicit NamespaceTask(NsType type);

    struct Made
    {
        NsRef ns;
        Interval birth; ///< before the command was sent, after the answer
    };
    /// Makes one and drops the one before; inode 0 where it could not.
    Made make();
    pid_t pid() const { return m_task.pid(); }

private:
    NsType m_type;
    ForkedTask m_task;
};

/// Makes one, of which the gauge is told as of an experiment whose last step it was.
NamespaceTask::Made makeForGauge(NamespaceTask& task, QuotaWitness& quota);

/// Collects from all until `enough` says so, as an agent would; false after five seconds.
bool collectUntil(const std::vector<Witness*>& witnesses, std::vector<Fact>& facts,
                  const std::function<bool(const std::vector<Fact>&)>& enough);
/// The evidence of this kind about this namespace, by this witness; null where there is none.
const Evidence* findEvidence(const std::vector<Fact>& facts, EvidenceKind kind, const NsRef& ns,
                             const std::string& witness);

/// No child of ours is left, not even a zombie.
bool childless();
/// Descriptors that this process has open.
std::size_t openDescriptors();
/// Names in tracefs' instances directory that begin with "nsscope-PID-".
std::vector<std::string> traceInstancesOf(pid_t pid);

} // namespace nsscope
