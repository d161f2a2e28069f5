// SPDX-License-Identifier: Apache-2.0
// Facts out, as lines of the stream. Remembers the first failure of the sink; nothing is written after it.
#pragma once
#include "core/base/error.h"
#include "core/model/fact.h"

#include <functional>
#include <string_view>

namespace nsscope
{

/// Takes one line with its newline. May block (a pipe that is read slowly); an Error ends the agent.
using LineSink = std::function<Status(std::string_view line)>;

class FactWriter
{
public:
    explicit FactWriter(LineSink sink) : m_sink(std::move(sink)) {}

    void write(const Fact& fact);
    /// Told of every fact before it is written.
    void listen(std::function<void(const Fact&)> listener) { m_listener = std::move(listener); }
    const Status& status() const { return m_status; }

private:
    LineSink m_sink;
    std::function<void(const Fact&)> m_listener;
    Status m_status;
};

} // namespace nsscope
