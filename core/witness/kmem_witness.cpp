// SPDX-License-Identifier: Apache-2.0
#include "core/witness/kmem_witness.h"

#include "core/witness/workqueue_witness.h"

namespace nsscope
{

namespace
{

constexpr const char* filterText = "name == \"net_namespace\" || name == \"pid_namespace\"";

Status traceSlabs(TraceInstance& instance)
{
    for (const char* event : {"kmem/kmem_cache_alloc", "kmem/kmem_cache_free"}) {
        if (const Status filtered = instance.filter(event, filterText); !filtered)
            return failure("filter kmem events by cache name", {}, filtered.error().code, "a newer kernel");
        if (const Status enabled = instance.enable(event); !enabled)
            return enabled;
    }
    return instance.start();
}

} // namespace

KmemWitness::KmemWitness(bool wanted, const std::string& labProgram)
{
    if (!wanted) {
        m_info.reason = "off: tracing every slab allocation costs all programs a little";
        m_info.remedy = "--witness kmem";
        return;
    }
    auto instance = TraceInstance::make("kmem", labProgram);
    const Status started = instance ? traceSlabs(*instance) : tl::make_unexpected(instance.error());
    if (!started) {
        m_info = traceUnavailable("kmem", started.error());
        return;
    }
    m_instance = std::move(*instance);
    m_info.available = true;
}

void KmemWitness::watchMade(const NsRef& ns, std::int32_t pid, Interval birth)
{
    if (!m_instance || slabCacheName(ns.type).empty())
        return;
    drain();
    m_tracker.made(ns, pid, birth);
}

std::optional<Instant> KmemWitness::nextLook() const
{
    return m_instance ? std::optional(m_nextLook) : std::nullopt;
}

std::vector<Fact> KmemWitness::collect(Instant now)
{
    if (!m_instance)
        return {};
    m_nextLook = now + TraceInstance::lookPause;
    drain();
    return m_tracker.facts();
}

void KmemWitness::drain()
{
    m_instance->readLines([&](std::string_view text) {
        if (isLostLine(text))
            m_tracker.lost();
        else if (const auto line = parseTraceLine(text))
            if (const auto event = parseSlabEvent(*line))
                m_tracker.take(*event);
    });
}

} // namespace nsscope
