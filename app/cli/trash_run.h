// SPDX-License-Identifier: Apache-2.0
// One trashing run: the agent's lines are read back as they are written, told like the script this began with, and
// kept as a frame; a recording gets the same lines.
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

class TrashRun
{
public:
    /// `say` gets one line of text each; `record` the stream, may be empty.
    TrashRun(std::function<void(const std::string&)> say, LineSink record);

    /// For the agent.
    Status take(std::string_view line);
    FramePtr frame() { return m_builder.frame(); }
    /// The kernel did not let it begin or go on, and would not the next time.
    bool refused() const;
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
    std::int32_t m_phase = -1;
    std::optional<LabEnd> m_end;
    std::optional<Notice> m_error; ///< the last
};

} // namespace nsscope
