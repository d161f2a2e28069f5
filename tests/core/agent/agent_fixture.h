// SPDX-License-Identifier: Apache-2.0
// Runs an agent in this process: its lines come back as facts, and a script answers facts with commands, so that no
// test waits for time to pass.
#pragma once
#include "core/agent/agent.h"
#include "core/base/unique_fd.h"

#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <vector>

namespace nsscope
{

/// Remembers what it was told.
struct WitnessLog
{
    std::vector<NsRef> watched;
    std::vector<NsRef> expected;
    std::size_t collected = 0;
};

class AgentTest : public testing::Test
{
protected:
    void SetUp() override;
    void TearDown() override;

    /// Called for every fact as it is written.
    using Answer = std::function<void(const Fact&)>;
    /// Runs the agent until it ends; a deadline of 60 s ends it and fails the test.
    Status run(const Answer& answer = {});
    /// To the agent's command input.
    void send(Command::Kind kind, double number = 0);
    void sendStart(std::vector<std::pair<std::string, std::string>> parameters, bool play = false);
    void sendText(std::string_view text);
    void endInput() { m_write.reset(); }

    template <class T> std::vector<T> all() const
    {
        std::vector<T> found;
        for (const Fact& fact : facts) {
            if (const T* it = std::get_if<T>(&fact))
                found.push_back(*it);
        }
        return found;
    }

    AgentOptions options;
    std::vector<Fact> facts;
    WitnessLog log;

private:
    UniqueFd m_read;
    UniqueFd m_write;
};

/// True where this machine lets us make user namespaces; else the test is to be skipped.
bool usernsAllowed();

} // namespace nsscope
