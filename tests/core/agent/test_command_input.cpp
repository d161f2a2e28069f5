// SPDX-License-Identifier: Apache-2.0
#include "core/agent/command_input.h"
#include "core/base/unique_fd.h"

#include <fcntl.h>
#include <gmock/gmock.h>

using namespace nsscope;
using testing::HasSubstr;
using testing::SizeIs;

class CommandInputTest : public testing::Test
{
protected:
    void SetUp() override
    {
        int ends[2];
        ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
        m_read.reset(ends[0]);
        m_write.reset(ends[1]);
        m_input = CommandInput(m_read.get());
    }
    CommandInput::Batch after(std::string_view text)
    {
        EXPECT_EQ(::write(m_write.get(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
        return m_input.read();
    }

    UniqueFd m_read;
    UniqueFd m_write;
    CommandInput m_input{-1};
};

namespace
{

std::string line(Command::Kind kind)
{
    Command command;
    command.kind = kind;
    return encodeCommand(command) + "\n";
}

} // namespace

TEST_F(CommandInputTest, JoinsPiecesAndSplitsLines)
{
    const std::string step = line(Command::Kind::Step);
    EXPECT_THAT(after(step.substr(0, 5)).commands, SizeIs(0));
    const auto batch = after(step.substr(5) + line(Command::Kind::Stop) + "\n");
    ASSERT_THAT(batch.commands, SizeIs(2));
    EXPECT_EQ(batch.commands[0].kind, Command::Kind::Step);
    EXPECT_EQ(batch.commands[1].kind, Command::Kind::Stop);
    EXPECT_THAT(batch.faults, SizeIs(0));
    EXPECT_FALSE(batch.ended);
}

TEST_F(CommandInputTest, NonsenseIsAFaultNotAnEnd)
{
    const auto batch = after("rm -rf /\n" + line(Command::Kind::Step));
    EXPECT_THAT(batch.commands, SizeIs(1));
    ASSERT_THAT(batch.faults, SizeIs(1));
    EXPECT_THAT(batch.faults[0], HasSubstr("Not a command"));
}

TEST_F(CommandInputTest, EndOfFileEnds)
{
    m_write.reset();
    EXPECT_TRUE(m_input.read().ended);
    EXPECT_TRUE(CommandInput(-1).read().ended) << "so does what cannot be read";
}

TEST_F(CommandInputTest, LongLinesAreSkippedWhole)
{
    const std::string piece(4000, 'x');
    std::size_t faults = 0;
    for (int i = 0; i < 40; ++i)
        faults += after(piece).faults.size();
    EXPECT_EQ(faults, 1u);
    const auto batch = after(piece.substr(0, 9) + "\n" + line(Command::Kind::Pause));
    ASSERT_THAT(batch.commands, SizeIs(1)) << "the rest of the long line is no command either";
    EXPECT_EQ(batch.commands[0].kind, Command::Kind::Pause);
    EXPECT_THAT(batch.faults, SizeIs(0));
}
