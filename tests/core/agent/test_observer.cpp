// SPDX-License-Identifier: Apache-2.0
// A source of tasks that fails is told of once in the stream, and scans go on.
#include "core/agent/observer.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

class FailingSource final : public TaskSource
{
public:
    explicit FailingSource(int atCall) : m_left(atCall) {}
    Result<std::vector<TaskStamp>> tasks() override
    {
        if (--m_left > 0)
            return std::vector<TaskStamp>();
        return failure("read BPF iterator task", {}, EIO, "another kernel");
    }

private:
    int m_left;
};

std::size_t countOf(const std::string& text, std::string_view part)
{
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size())
        ++count;
    return count;
}

} // namespace

TEST(Observer, TellsOnceThatTheKernelsWalkHasFailed)
{
    for (const int atCall : {1, 2, 3}) {
        std::string lines;
        FactWriter writer([&lines](std::string_view line) {
            lines += line;
            return Status();
        });
        ScanOptions options;
        options.tasks = std::make_shared<FailingSource>(atCall);
        Observer observer(options, {}, writer);
        ASSERT_TRUE(observer.begin("test"));
        for (int i = 0; i < 4; ++i)
            observer.scan();
        EXPECT_EQ(countOf(lines, "walk of processes has failed (read BPF iterator task: Input/output error (EIO))"), 1u) << lines.substr(lines.size() - 2000);
        EXPECT_EQ(countOf(lines, "another kernel"), 1u);
        EXPECT_EQ(countOf(lines, "\"fact\":\"scan\""), 5u);
    }
}
