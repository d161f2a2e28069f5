// SPDX-License-Identifier: Apache-2.0
// Namespaces that are not the experiment's: a recording tells when they became obsolete and when they were destroyed.
#include "core/base/instant.h"
#include "core/stream/fact_codec.h"
#include "core/witness/ns_handle.h"
#include "tests/core/witness/forked_task.h"
#include "tests/system/program_run.h"

#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <unistd.h>

using namespace nsscope;

namespace
{

/// Reads the stream until a line satisfies `wanted`; false at its end.
bool readUntil(ProgramRun& run, const std::function<bool(const Fact&)>& wanted)
{
    while (const auto line = run.readLine()) {
        const auto fact = decodeFact(*line);
        if (fact && *fact && wanted(**fact))
            return true;
    }
    return false;
}

} // namespace

TEST(ForeignDeath, AnFdThatHeldItAloneIsClosed)
{
    if (readHandleSupport().meaning != HandleMeaning::Reference)
        GTEST_SKIP() << "this kernel's file handles do not tell when the last reference goes";
    std::optional<ForkedTask> maker;
    maker.emplace([](int channel) {
        say(channel, enterUserNs() == 0 && ::unshare(CLONE_NEWNET) == 0 ? 'm' : 'x');
        hear(channel);
    });
    if (maker->wait() != 'm')
        GTEST_SKIP() << "user namespaces are forbidden here";
    const NsRef ns = readNsRef(maker->pid(), NsType::Net);
    UniqueFd pin(::open(("/proc/" + std::to_string(maker->pid()) + "/ns/net").c_str(), O_RDONLY | O_CLOEXEC));
    ASSERT_TRUE(pin);
    ProgramRun run({"record", "-o", "-", "--rate", "20", "--for", "30"});
    ASSERT_TRUE(readUntil(run, [&](const Fact& fact) { return std::holds_alternative<ScanFact>(fact); }));
    maker->end();
    const Instant pinnedSince = bootNow();
    // A scan that began after its last process was gone tells that it is still there.
    ASSERT_TRUE(readUntil(run, [&](const Fact& fact) {
        const auto* scan = std::get_if<ScanFact>(&fact);
        return scan && scan->start > pinnedSince;
    }));
    const Instant before = bootNow();
    pin.reset();
    const Instant after = bootNow();

    std::optional<Interval> obsolete;
    std::optional<Interval> destroyed;
    const bool traced = ::geteuid() == 0;
    EXPECT_TRUE(readUntil(run, [&](const Fact& fact) {
        const auto* told = std::get_if<Evidence>(&fact);
        if (told && told->ns == ns && told->kind == EvidenceKind::Obsolete)
            obsolete = told->when;
        if (told && told->ns == ns && told->kind == EvidenceKind::Destroyed)
            destroyed = told->when;
        return obsolete && (destroyed || !traced);
    })) << "witnesses of the recording";
    ::kill(run.pid(), SIGTERM);
    EXPECT_EQ(run.finish(), 0);
    ASSERT_TRUE(obsolete);
    EXPECT_LE(obsolete->from, after) << "not before the last reference went";
    EXPECT_GE(obsolete->to, before);
    if (traced && destroyed) {
        EXPECT_GE(destroyed->to, before);
        EXPECT_GT(destroyed->to, obsolete->from);
    }
}
