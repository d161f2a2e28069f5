// SPDX-License-Identifier: Apache-2.0
#include "core/export/perfetto_json.h"

#include "core/base/json_writer.h"
#include "core/track/analysis.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace nsscope
{

namespace
{

/// The format groups tracks by a process; these are none.
enum Group : int { Namespaces = 1, Kernel = 2, Experiment = 3 };

class Trace
{
public:
    explicit Trace(const Frame& frame) : m_frame(frame) {}

    std::string write()
    {
        m_json.beginObject().field("displayTimeUnit", "ms").key("otherData").beginObject();
        m_json.field("kernel", m_frame.header.host.kernel).field("program", m_frame.header.program).endObject();
        m_json.key("traceEvents").beginArray();
        nameOf("process_name", Namespaces, 0, "namespaces");
        nameOf("process_name", Kernel, 0, "clean-up work of the kernel");
        nameOf("process_name", Experiment, 0, "experiment");
        for (const auto& life : m_frame.lives)
            writeLife(*life);
        writeKernel();
        writeSteps();
        m_json.endArray().endObject();
        return m_json.take() + "\n";
    }

private:
    double microseconds(Instant t) const { return static_cast<double>(t - m_frame.first) / 1000; }

    JsonWriter& begin(std::string_view kind, std::string_view name, int group, int track)
    {
        return m_json.beginObject().field("ph", kind).field("name", name).field("pid", group).field("tid", track);
    }
    void nameOf(std::string_view what, int group, int track, std::string_view name)
    {
        begin("M", what, group, track).key("args").beginObject().field("name", name).endObject().endObject();
    }
    /// The number of a track, which is named when it is first used.
    int trackOf(int group, const std::string& name)
    {
        const auto [place, fresh] = m_tracks.emplace(std::pair(group, name), static_cast<int>(m_tracks.size()) + 1);
        if (fresh)
            nameOf("thread_name", group, place->second, name);
        return place->second;
    }
    /// Opens a slice's arguments; the caller adds to them and closes both objects.
    JsonWriter& slice(std::string_view name, int group, int track, Instant from, Instant to)
    {
        begin("X", name, group, track).field("ts", microseconds(from));
        return m_json.field("dur", std::max(0.0, microseconds(to) - microseconds(from))).key("args").beginObject();
    }

    void writeMoment(std::string_view name, const std::optional<Moment>& moment)
    {
        if (moment)
            m_json.field(name, fmt::format("{} to {}, by {}", offsetText(moment->when.from - m_frame.first),
                                           offsetText(moment->when.to - m_frame.first), witnessText(*moment)));
    }

    void writeLife(const Life& life)
    {
        const int track = trackOf(Namespaces, linkText(life.ref));
        const Instant born = life.bornBeforeStream ? m_frame.first : life.born.when.to;
        const auto end = endOf(life);
        const auto use = useEndOf(life);
        const Instant last = std::max(born, end ? end->when.to : m_frame.last);
        const Instant used = std::clamp(use ? use->to : last, born, last);
        const auto describe = [&] {
            m_json.field("life", static_cast<std::uint32_t>(life.id)).field("id", life.ref.id);
            writeMoment("left", life.left);
            writeMoment("last reference gone", life.obsolete);
            writeMoment("teardown began", life.teardownStarted);
            writeMoment("number free", life.numberFree);
            writeMoment("destroyed", life.destroyed);
            m_json.endObject().endObject();
        };
        slice("in use", Namespaces, track, born, used);
        describe();
        const Instant kept = std::clamp(life.left ? heldUntil(life, m_frame.last).value_or(used) : used, used, last);
        if (used < kept) {
            slice("given up, still held", Namespaces, track, used, kept);
            describe();
        }
        if (kept < last) {
            slice(life.obsolete || life.teardownStarted ? "obsolete" : "not seen any more", Namespaces, track, kept, last);
            describe();
        }
    }

    void writeKernel()
    {
        for (const Cleanup& run : m_frame.cleanups) {
            slice(run.function, Kernel, trackOf(Kernel, run.function), run.start, run.end);
            m_json.field("queued", offsetText(run.queued - m_frame.first)).endObject().endObject();
        }
        for (const WaitingStep& step : waitingCurve(m_frame)) {
            begin("C", "waiting for destruction", Kernel, 0).field("ts", microseconds(step.at));
            m_json.key("args").beginObject().field("namespaces", step.waiting).endObject().endObject();
        }
        for (const QuotaReading& reading : m_frame.quota) {
            begin("i", reading.refused ? "creation refused" : "creation not refused", Kernel, trackOf(Kernel, "quota gauge"));
            m_json.field("ts", microseconds(reading.when.to)).field("s", "t").endObject();
        }
    }

    void writeSteps()
    {
        for (const auto& run : m_frame.runs) {
            for (const LabStep& step : run->steps) {
                slice(step.call, Experiment, trackOf(Experiment, "steps"), step.before, step.after);
                m_json.field("error", step.error).endObject().endObject();
            }
        }
    }

    const Frame& m_frame;
    JsonWriter m_json;
    std::map<std::pair<int, std::string>, int> m_tracks;
};

} // namespace

std::string perfettoJson(const Frame& frame) { return Trace(frame).write(); }

} // namespace nsscope
