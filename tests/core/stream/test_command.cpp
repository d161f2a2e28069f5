// SPDX-License-Identifier: Apache-2.0
// Commands of the window to the agent.
#include "core/stream/command.h"

#include <gtest/gtest.h>

namespace nsscope
{

TEST(Command, EveryKindComesBack)
{
    for (int kind = 0; kind <= static_cast<int>(Command::Kind::Count); ++kind) {
        Command command;
        command.kind = static_cast<Command::Kind>(kind);
        command.number = 4;
        command.experiment = "nsgarbage";
        command.parameters = {{"type", "net"}, {"slow_ms", "5\"00"}};
        command.play = true;
        command.step = "exit actor=\"p1\"";
        const std::string line = encodeCommand(command);
        const auto back = decodeCommand(line);
        ASSERT_TRUE(back) << line << back.error().message();
        EXPECT_EQ(back->kind, command.kind);
        EXPECT_EQ(encodeCommand(*back), line);
    }
    const auto start = decodeCommand(R"({"command":"start","experiment":"e","parameters":{"b":"2","a":"1"},"play":true})");
    ASSERT_TRUE(start);
    EXPECT_TRUE(start->play);
    EXPECT_EQ(start->parameters, (std::vector<std::pair<std::string, std::string>>{{"b", "2"}, {"a", "1"}}));
}

TEST(Command, FaultsAreSentences)
{
    const auto fault = [](std::string_view line) {
        const auto command = decodeCommand(line);
        return command ? std::string("no fault") : command.error().message();
    };
    EXPECT_EQ(fault("step"), "command: not a JSON object; a command looks like {\"command\":\"step\"}");
    EXPECT_EQ(fault("{}"), "command: field \"command\" is missing");
    EXPECT_EQ(fault(R"({"command":"dance"})"),
              "command: there is no \"dance\"; there are start, step, play, pause, speed, reset, rate, stop, do, count");
    EXPECT_EQ(fault(R"({"command":"start"})"), "command: field \"experiment\" is missing");
    EXPECT_EQ(fault(R"({"command":"do"})"), "command: field \"step\" is missing");
    EXPECT_EQ(fault(R"({"command":"rate"})"), "command: field \"number\" is missing");
    EXPECT_EQ(fault(R"({"command":"rate","number":51})"),
              "command: field \"number\" is no rate: 0.1 to 50 samples a second");
    EXPECT_EQ(fault(R"({"command":"speed","number":0.01})"),
              "command: field \"number\" is no speed: 0.1 to 10, or 0 for as fast as possible");
    EXPECT_EQ(fault(R"({"command":"speed","number":0})"), "no fault");
    EXPECT_EQ(fault(R"({"command":"count"})"), "no fault");
    EXPECT_EQ(fault(std::string(70'000, ' ')), "command: the line is too long");
}

} // namespace nsscope
