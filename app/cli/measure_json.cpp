// SPDX-License-Identifier: Apache-2.0
#include "app/cli/measure_report.h"
#include "core/base/json_writer.h"

namespace nsscope
{

namespace
{

/// Microseconds with one decimal: the clock is finer, the measurement is not.
double micros(std::int64_t ns) { return static_cast<double>((ns + 50) / 100) / 10.0; }

void writeSpread(JsonWriter& json, const std::string& prefix, const Spread& spread)
{
    json.field(prefix + "median_us", micros(spread.median)).field(prefix + "p10_us", micros(spread.p10));
    json.field(prefix + "p90_us", micros(spread.p90)).field(prefix + "max_us", micros(spread.max));
}

void writeNoFigures(JsonWriter& json)
{
    for (const char* name : {"median_us", "p10_us", "p90_us", "max_us", "blocked_median_us"})
        json.nullField(name);
}

void writeType(JsonWriter& json, const MeasuredType& measured)
{
    json.beginObject().field("type", nsTypeName(measured.type)).field("rounds", measured.figures.rounds);
    if (measured.figures.rounds == 0) {
        writeNoFigures(json);
    } else {
        writeSpread(json, "", measured.figures.refused);
        json.field("blocked_median_us", micros(measured.figures.blockedMedian));
        json.field("destroyed_median_us", micros(measured.figures.destroyed.median));
        json.field("drop_median_us", micros(measured.figures.drop.median));
        json.field("create_idle_median_us", micros(measured.figures.idleCreateMedian));
    }
    json.field("witness", "quota").field("mechanism", measured.mechanism.sentence());
    if (const Mechanism* row = measured.mechanism.row) {
        json.field("mechanism_short", row->shortName).field("mechanism_source", row->source);
        json.field("mechanism_verified", measured.mechanism.verified);
    }
    json.fieldOrNull("skipped", !measured.skipped.empty(), measured.skipped);
    if (!measured.remedy.empty())
        json.field("remedy", measured.remedy);
    if (!measured.cutShort.empty())
        json.field("cut_short", measured.cutShort);
    if (measured.populated) {
        json.key("populated").beginObject().field("rounds", measured.populated->rounds);
        writeSpread(json, "", measured.populated->refused);
        json.endObject();
    }
    if (measured.cleanups) {
        json.key("cleanup").beginObject().field("function", measured.mechanism.row->function);
        json.field("rounds", measured.cleanups->rounds);
        writeSpread(json, "run_", measured.cleanups->queuedToEnd);
        writeSpread(json, "end_after_drop_", measured.cleanups->dropToEnd);
        json.endObject();
    }
    json.endObject();
}

} // namespace

std::string measureJson(const MeasureReport& report, bool pretty)
{
    JsonWriter json(pretty);
    json.beginObject().field("schema", "nsscope.measure/1").field("kernel", report.kernel);
    json.field("rounds_asked", report.roundsAsked).field("rcu_expedited", report.rcuExpedited).key("types").beginArray();
    for (const MeasuredType& measured : report.types)
        writeType(json, measured);
    json.endArray().key("workqueue").beginObject().field("available", report.traced);
    json.fieldOrNull("reason", !report.traced, report.whyNotTraced).endObject().endObject();
    return json.take();
}

} // namespace nsscope
