// SPDX-License-Identifier: Apache-2.0
// Facts in, frames out: diff plus Ledger. Runs again on every load, so a better ledger improves old recordings.
// One thread, no clock, no I/O.
#pragma once
#include "core/model/fact.h"
#include "core/track/frame.h"

#include <memory>
#include <string>

namespace nsscope
{

class FrameBuilder
{
public:
    FrameBuilder();
    ~FrameBuilder();
    FrameBuilder(FrameBuilder&&) noexcept;
    FrameBuilder& operator=(FrameBuilder&&) noexcept;

    void add(const Fact& fact);
    /// The stream was cut: its last line was dropped.
    void setTorn(bool torn);
    void setProblem(std::string sentence);
    /// Everything so far; `events` are those since the last call. Unchanged lives are shared with earlier frames.
    FramePtr frame();
    /// The newest snapshot, for what shows the present as a whole (list, show).
    const Snapshot& snapshot() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace nsscope
