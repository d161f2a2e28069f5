// SPDX-License-Identifier: Apache-2.0
// Tries what this kernel, these rights and this configuration allow: one scan whose gaps tell what stays unseen, a
// user namespace made by the helper, single questions to the kernel. Changes nothing and leaves nothing behind.
#pragma once
#include "core/export/doctor_report.h"
#include "core/model/snapshot.h"

#include <string>
#include <vector>

namespace nsscope
{

/// Fills ownUserns and othersUserns.
void probeUserns(DoctorReport& report, const std::string& labProgram);
/// `userns`: whether the helper can make user namespaces, which the quota needs.
std::vector<WitnessInfo> probeWitnesses(const std::string& labProgram, const DoctorItem& userns);
/// One item a holder kind, from the gaps of a full scan and from questions to the kernel.
std::vector<DoctorItem> probeHolders(const Snapshot& scan);
std::vector<DoctorItem> probeInterfaces(const Snapshot& scan);
/// One item a type: whether this kernel has it, and how it is destroyed.
std::vector<DoctorItem> probeTypes(const Snapshot& scan);

} // namespace nsscope
