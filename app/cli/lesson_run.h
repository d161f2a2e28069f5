// SPDX-License-Identifier: Apache-2.0
// One run of an experiment without a window: the agent's lines are read back as they are written, each step is told,
// and all is kept as a frame; a recording gets the same lines.
#pragma once
#include "core/agent/fact_writer.h"
#include "core/model/fact.h"
#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"

#include <functional>
#include <optional>
#include <string>

namespace nsscope
{

class LessonRun
{
public:
    /// `say` gets one line of text each; `record` the stream, may be empty.
    LessonRun(std::function<void(const std::string&)> say, LineSink record);

    /// For the agent.
    Status take(std::string_view line);
    FramePtr frame() { return m_builder.frame(); }
    /// What went wrong, as a sentence with its remedy; absent where the experiment came to its end.
    std::optional<std::string> failure() const;

private:
    void tell(const Fact& fact);
    void tellStep(const LabStep& step);

    std::function<void(const std::string&)> m_say;
    LineSink m_record;
    StreamReader m_reader;
    FrameBuilder m_builder;
    LabStart m_plan;
    std::optional<LabEnd> m_end;
    std::optional<Notice> m_error; ///< the last
};

} // namespace nsscope
