// SPDX-License-Identifier: Apache-2.0
#include "app/lab/lab_server.h"

#include "app/lab/lab_actions.h"
#include "app/lab/lab_cast.h"

#include <cerrno>
#include <sys/socket.h>

namespace nsscope
{

int serveLab(int socket)
{
    LabActions actions;
    LabCast cast;
    for (std::uint32_t count = 0; count < labMaxRequests; ++count) {
        LabRequest request;
        ssize_t got = 0;
        do {
            got = ::recv(socket, &request, sizeof request, MSG_TRUNC);
        } while (got < 0 && errno == EINTR);
        if (got == 0)
            return 0;
        if (got < 0 || !checkRequest(request, static_cast<std::size_t>(got)))
            return 1;
        const LabReply reply = isActorOp(request.op) ? cast.perform(request, actions) : actions.perform(request);
        if (::send(socket, &reply, sizeof reply, MSG_NOSIGNAL) != sizeof reply)
            return 0;
        if (endsHelper(request.op))
            return 0;
    }
    return 1;
}

} // namespace nsscope
