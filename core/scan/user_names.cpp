// SPDX-License-Identifier: Apache-2.0
#include "core/scan/user_names.h"

#include <algorithm>
#include <pwd.h>

namespace nsscope
{

const std::string& UserNames::nameOf(std::uint32_t uid)
{
    const auto known = std::find_if(m_names.begin(), m_names.end(), [uid](const auto& n) { return n.first == uid; });
    if (known != m_names.end())
        return known->second;
    char buffer[4096];
    struct passwd entry = {};
    struct passwd* found = nullptr;
    const bool ok = ::getpwuid_r(uid, &entry, buffer, sizeof buffer, &found) == 0 && found != nullptr;
    return m_names.emplace_back(uid, ok ? found->pw_name : "").second;
}

} // namespace nsscope
