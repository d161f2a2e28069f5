// SPDX-License-Identifier: Apache-2.0
// User names by uid, each asked once: from /etc/passwd, and only where it is not there from what else the
// host has (getpwuid_r(3) may ask a directory service and costs more than a scan of a small host).
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace nsscope
{

class UserNames
{
public:
    /// Empty where the uid has no name.
    const std::string& nameOf(std::uint32_t uid);

private:
    void readPasswd();

    bool m_read = false;
    std::vector<std::pair<std::uint32_t, std::string>> m_names;
};

} // namespace nsscope
