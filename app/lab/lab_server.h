// SPDX-License-Identifier: Apache-2.0
// The helper's loop: one request, one step, one reply, until the socket ends or the request was to exit.
#pragma once

namespace nsscope
{

/// Exit status for the process: 0 at the end of the socket or after Exit, 1 when the other side talks nonsense.
int serveLab(int socket);

} // namespace nsscope
