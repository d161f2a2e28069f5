// SPDX-License-Identifier: Apache-2.0
// Any recording that can be read can be exported: JSON that parses, a page into which no foreign markup comes, text and
// pictures within bounds.
#include "core/export/graph_dot.h"
#include "core/export/lives_csv.h"
#include "core/export/lives_json.h"
#include "core/export/lives_text.h"
#include "core/export/perfetto_json.h"
#include "core/export/report_html.h"
#include "core/export/trash_json.h"
#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"

#include <cstdint>
#include <cstdlib>
#include <simdjson.h>

namespace
{

using namespace nsscope;

void check(bool holds)
{
    if (!holds)
        std::abort();
}

void checkJson(const std::string& text)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    check(parser.parse(text).get(root) == simdjson::SUCCESS);
}

/// The page's own markup has no script and no picture that is fetched; whatever else says so is foreign.
void checkPage(const std::string& page)
{
    for (const char* foreign : {"<script", "<img", "<iframe", "<a "})
        check(page.find(foreign) == std::string::npos);
    check(page.ends_with("</html>\n"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    StreamReader reader;
    FrameBuilder builder;
    const auto facts = reader.feed({reinterpret_cast<const char*>(data), size});
    if (!facts)
        return 0;
    for (const Fact& fact : *facts)
        builder.add(fact);
    builder.setTorn(reader.finish());
    const FramePtr frame = builder.frame();
    checkJson(livesJson(*frame));
    checkJson(perfettoJson(*frame));
    for (std::size_t run = 0; run < frame->runs.size(); ++run)
        checkJson(trashJson(*frame, run));
    checkPage(reportHtml(*frame, {}));
    (void)livesCsv(*frame);
    (void)recordingSummary(*frame);
    (void)livesTable(*frame, TextStyle(), 80, true);
    (void)phasesText(*frame);
    (void)graphDot(builder.snapshot());
    return 0;
}
