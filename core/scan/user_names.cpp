// SPDX-License-Identifier: Apache-2.0
#include "core/scan/user_names.h"

#include <algorithm>
#include <cstdio>
#include <pwd.h>

namespace nsscope
{

void UserNames::readPasswd()
{
    m_read = true;
    FILE* const file = ::fopen("/etc/passwd", "re");
    if (file == nullptr)
        return;
    char buffer[4096];
    struct passwd entry = {};
    for (struct passwd* found = nullptr; ::fgetpwent_r(file, &entry, buffer, sizeof buffer, &found) == 0;)
        m_names.emplace_back(entry.pw_uid, entry.pw_name);
    ::fclose(file);
}

const std::string& UserNames::nameOf(std::uint32_t uid)
{
    if (!m_read)
        readPasswd();
    const auto known =
        std::find_if(m_names.begin(), m_names.end(), [uid](const auto& n) { return n.first == uid; });
    if (known != m_names.end())
        return known->second;
    char buffer[4096];
    struct passwd entry = {};
    struct passwd* found = nullptr;
    const bool ok = ::getpwuid_r(uid, &entry, buffer, sizeof buffer, &found) == 0 && found != nullptr;
    return m_names.emplace_back(uid, ok ? found->pw_name : "").second;
}

} // namespace nsscope
