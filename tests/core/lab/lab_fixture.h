// SPDX-License-Identifier: Apache-2.0
// A real helper for tests, and the check that a test left nothing behind: no descriptor, no child.
#pragma once
#include "core/lab/lab_client.h"

#include <gtest/gtest.h>

namespace nsscope
{

class LabTest : public testing::Test
{
protected:
    void SetUp() override;
    void TearDown() override;

    static std::string program();
    /// One step; fails the test and gives an empty reply where the helper does not answer within five seconds.
    LabReply ask(LabClient& lab, LabOp op, NsType type) { return ask(lab, LabAction{op, type}); }
    LabReply ask(LabClient& lab, const LabAction& action);
    /// ask(NewUserNs); an error other than those of a machine that forbids it fails the test.
    LabReply newUserNs(LabClient& lab);
    /// Waits for readability, at most five seconds.
    static bool waitFor(int fd);

private:
    std::size_t m_descriptors = 0;
};

/// Number of open descriptors of this process.
std::size_t openDescriptors();
/// Of /proc/PID/ns/LINK; 0 where it cannot be told.
std::uint64_t inodeOf(int pid, std::string_view link);
/// True once the process is gone or a zombie; waits up to `patienceMs`.
bool endsWithin(int pid, int patienceMs);

} // namespace nsscope
