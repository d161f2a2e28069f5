// SPDX-License-Identifier: Apache-2.0
// Namespaces that are not the experiment's: a recording tells when they became obsolete and when they were destroyed.
#include "core/base/instant.h"
#include "core/stream/fact_codec.h"
#include "core/track/frame_builder.h"
#include "core/witness/mechanism.h"
#include "core/witness/ns_handle.h"
#include "tests/core/scan/held_namespace.h"
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

namespace
{

/// A recording that runs beside the test; its facts go into a frame.
class Recording
{
public:
    /// Returns once it has had its first look.
    Recording() : m_run({"record", "-o", "-", "--rate", "20", "--for", "100"}) { readFact<ScanFact>(); }

    /// Until some life is as `wanted`; false where the recording ends before.
    bool readUntil(const NsRef& ns, const std::function<bool(const Life&)>& wanted)
    {
        do {
            m_frame = m_builder.frame();
            const Life* const life = find(ns);
            if (life != nullptr && wanted(*life))
                return true;
        } while (readFact<ScanFact, Evidence>());
        return false;
    }
    /// The last one on this number; of this frame only.
    const Life* find(const NsRef& ns) const
    {
        const Life* last = nullptr;
        for (const auto& life : m_frame->lives) {
            if (life->ref.type == ns.type && life->ref.inode == ns.inode)
                last = life.get();
        }
        return last;
    }
    int end()
    {
        ::kill(m_run.pid(), SIGTERM);
        return m_run.finish();
    }

private:
    template <class... Kind> bool readFact()
    {
        return ::readUntil(m_run, [&](const Fact& fact) {
            m_builder.add(fact);
            return (std::holds_alternative<Kind>(fact) || ...);
        });
    }

    ProgramRun m_run;
    FrameBuilder m_builder;
    FramePtr m_frame;
};

bool isSeen(const Life& life) { return !life.holders.empty(); }

} // namespace

TEST(ForeignDeath, ATaskThatHeldADescriptorIsKilled) // C54
{
    if (::geteuid() != 0 || readHandleSupport().meaning != HandleMeaning::Reference)
        GTEST_SKIP() << "without root, or with handles that do not tell of the last reference, both are not told";
    Recording recording;
    std::optional<ForkedTask> holder;
    // Whoever holds nothing but a descriptor: nobody is in the namespace.
    NsRef ns;
    holder.emplace([](int channel) {
        const UniqueFd home(::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
        const bool made = home && ::unshare(CLONE_NEWNET) == 0;
        const UniqueFd kept(::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
        say(channel, made && kept ? 'm' : 'x');
        hear(channel);
        say(channel, ::setns(home.get(), CLONE_NEWNET) == 0 ? 'p' : 'x');
        hear(channel);
    });
    ASSERT_EQ(holder->wait(), 'm');
    ns = readNsRef(holder->pid(), NsType::Net);
    ASSERT_TRUE(recording.readUntil(ns, isSeen));
    ASSERT_EQ(holder->ask('g'), 'p');
    ASSERT_TRUE(recording.readUntil(ns, [](const Life& life) { return stateAt(life, {INT64_MAX}) == LifeState::Pinned; }));
    const Instant before = bootNow();
    holder->end();
    const Instant after = bootNow();
    ASSERT_TRUE(recording.readUntil(ns, [](const Life& life) { return life.obsolete && life.destroyed; }));
    const Life& life = *recording.find(ns);
    EXPECT_LE(life.obsolete->when.from, after);
    EXPECT_GE(life.obsolete->when.to, before);
    EXPECT_GE(life.destroyed->when.to, life.obsolete->when.from);
    EXPECT_GE(life.destroyed->when.to, before);
    EXPECT_TRUE(life.contradictions.empty()) << life.contradictions.front();
    EXPECT_EQ(recording.end(), 0);
}

TEST(ForeignDeath, EveryKindOfHolderIsTheLast) // the end of every case
{
    if (::geteuid() != 0 || readHandleSupport().meaning != HandleMeaning::Reference)
        GTEST_SKIP() << "without root, or with handles that do not tell of the last reference, ends of others are not told";
    Recording recording;
    for (const std::vector<std::string>& kind : std::vector<std::vector<std::string>>{
             {"thread"}, {"thread-mnt"}, {"fd", "net"}, {"fd", "cgroup"}, {"opath"}, {"sock", "unix"}, {"tun"}, {"mark"},
             {"io-uring"}, {"owned"}, {"bind", "/tmp"}, {"for-children", "pid"}, {"for-children", "time"}, {"zombie"},
             {"nested-pid"}, {"fd", "ipc"}}) {
        SCOPED_TRACE(kind.front());
        HeldNamespace held(kind);
        if (!held.refused().empty())
            continue;
        const bool zombie = kind.front() == "zombie"; // six of its namespaces went with it
        std::vector<NsRef> all;
        for (std::size_t n = 0; held.ref(n).inode != 0 && (!zombie || n < 2); ++n)
            all.push_back(held.ref(n));
        for (const NsRef& ns : all)
            ASSERT_TRUE(recording.readUntil(ns, isSeen)) << linkText(ns);
        held.end();
        for (const NsRef& ns : all) {
            SCOPED_TRACE(linkText(ns));
            ASSERT_TRUE(recording.readUntil(ns, [](const Life& life) { return life.obsolete.has_value(); }));
            // What the call itself destroys that drops the last reference has no work item to tell of it.
            if (mechanismOf(ns.type, runningKernel()).row->teardown != Teardown::Synchronous) {
                EXPECT_TRUE(recording.readUntil(ns, [](const Life& life) { return endOf(life) != nullptr; }));
            }
            ASSERT_TRUE(recording.readUntil(ns, [](const Life& life) { return life.vanished.has_value(); })) << "no scan finds it";
            EXPECT_TRUE(recording.find(ns)->contradictions.empty()) << recording.find(ns)->contradictions.front();
        }
    }
    EXPECT_EQ(recording.end(), 0);
}
