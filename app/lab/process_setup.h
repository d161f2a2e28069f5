// SPDX-License-Identifier: Apache-2.0
// What the helper does before it touches a namespace: it forgets inherited descriptors, becomes the invoking user,
// and makes sure that it dies with the process that started it.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace nsscope
{

/// The user who called sudo or pkexec (SUDO_UID, PKEXEC_UID); absent where nobody did.
struct InvokingUser
{
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
};
/// From the texts of the environment (null: not set). The group falls back to that of the user, then to nobody's.
std::optional<InvokingUser> invokingUser(const char* sudoUid, const char* sudoGid, const char* pkexecUid);

/// Closes all descriptors above `last`.
void closeDescriptorsAbove(int last);
/// As root, becomes the invoking user for good where there is one. False where that failed: go no further.
bool becomeInvokingUser();
/// SIGKILL for us when our parent dies. The kernel forgets it when our ids change (kernel/cred.c commit_creds), so
/// it is called again after such a change.
void dieWithParent();
/// False where the process that made the socket is not our parent any more.
bool parentStillThere(int socket);

} // namespace nsscope
