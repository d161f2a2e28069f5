// SPDX-License-Identifier: Apache-2.0
// User names by uid, each asked once (getpwuid_r(3) may ask a directory service).
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
    std::vector<std::pair<std::uint32_t, std::string>> m_names;
};

} // namespace nsscope
