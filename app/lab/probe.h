// SPDX-License-Identifier: Apache-2.0
// The probes of the witnesses: processes that make throw-away namespaces of their own to learn when others are gone.
// They talk over the socket on descriptor 3 (core/witness/probe_record.h) and end with it.
#pragma once
#include "core/model/ns_type.h"

#include <cstdint>
#include <string>

namespace nsscope
{

/// `arguments` after "--probe": "quota TYPE plain|populated ROUNDS", "allocator" or "gauge". Exit status.
int runProbe(int argc, char** argv);

int runQuotaProbe(int socket, NsType type, bool populated, std::uint32_t rounds);
int runAllocatorProbe(int socket);
int runGaugeProbe(int socket);
/// Outlives its parent, which made the trace instance of this name, however that ends, and removes it then. Keeps the
/// parent's privileges for that and makes no namespace.
int runSweepProbe(int socket, const std::string& name);

/// Puts the process into a user namespace of its own where it is root, and sees to it that it still dies with its
/// parent. 0 or errno; `mapped` is false where the maps were what failed.
int enterOwnUserNs(bool& mapped);
/// True once the other end of the socket is closed.
bool socketClosed(int socket);
/// CLOCK_BOOTTIME in nanoseconds.
std::int64_t probeNow();

} // namespace nsscope
