// SPDX-License-Identifier: Apache-2.0
// Any bytes as lesson.toml: refused with places within the file and words without control characters, or played out
// within the limits into requests that the helper takes.
#include "core/lab/lesson_compile.h"
#include "core/lab/lesson_reader.h"
#include "core/lab/protocol.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace nsscope;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    const LessonReading reading = readLesson(text);
    for (const Diagnostic& fault : reading.errors) {
        const bool plain = std::none_of(fault.message.begin(), fault.message.end(),
                                        [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
        if (fault.message.empty() || fault.place.line > lines + 1 || !plain)
            std::abort();
    }
    (void)textAnchors(text);
    if (!reading.errors.empty())
        return 0;
    const auto experiment = compileLesson(reading.lesson);
    if (!experiment)
        return 0;
    if (experiment->actions.size() != experiment->plan.steps.size() || experiment->actions.size() > 2010)
        std::abort();
    for (const LabAction& action : experiment->actions) {
        if (!isActorOp(action.op))
            continue;
        const LabRequest request = makeRequest(1, action);
        if (!checkRequest(request, sizeof request))
            std::abort();
    }
    return 0;
}
