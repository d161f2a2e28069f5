// SPDX-License-Identifier: Apache-2.0
// nsscope-lab: plays the steps of an experiment. Started by nsscope-cli with a socket on descriptor 3; single thread;
// the only program of nsscope that creates namespaces. Ends with its socket or its parent, and takes all it made along.
#include "app/lab/lab_actions.h"
#include "app/lab/lab_server.h"
#include "app/lab/probe.h"
#include "app/lab/process_setup.h"
#include "core/base/json_writer.h"

#include <cstdio>
#include <string_view>
#include <sys/resource.h>
#include <sys/socket.h>

namespace
{

using namespace nsscope;

constexpr int wrongUsage = 2;

bool isSeqpacketSocket(int fd)
{
    int type = 0;
    socklen_t size = sizeof type;
    return ::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

/// Really makes a user and a net namespace; they go with this process.
int probeUserns()
{
    LabActions actions;
    const char* stage = "unshare";
    LabReply reply = actions.perform(makeRequest(1, LabOp::NewUserNs, NsType::User));
    if (reply.stage == LabStage::IdMap) {
        stage = "uid_map";
    } else if (reply.error == 0) {
        stage = "net";
        reply = actions.perform(makeRequest(2, LabOp::Unshare, NsType::Net));
    }
    JsonWriter json;
    const bool refused = reply.error != 0;
    json.beginObject().field("ok", !refused);
    json.fieldOrNull("errno", refused, errnoName(reply.error)).fieldOrNull("stage", refused, stage).endObject();
    std::printf("%s\n", json.text().c_str());
    return refused ? 1 : 0;
}

} // namespace

int main(int argc, char** argv)
{
    const bool probe = argc == 2 && std::string_view(argv[1]) == "--probe-userns";
    const bool witnessProbe = argc > 2 && std::string_view(argv[1]) == "--probe";
    if (!probe && ((argc != 1 && !witnessProbe) || !isSeqpacketSocket(labSocketFd))) {
        std::fputs("nsscope-lab is not for people: nsscope and nsscope-cli start it to play an experiment.\n", stderr);
        return wrongUsage;
    }
    closeDescriptorsAbove(probe ? labSocketFd - 1 : labSocketFd);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    if (witnessProbe && argc == 4 && std::string_view(argv[2]) == "sweep")
        return runSweepProbe(labSocketFd, argv[3]);
    if (!becomeInvokingUser()) {
        std::fputs("nsscope-lab: cannot become the user who called sudo or pkexec.\n", stderr);
        return 1;
    }
    if (probe)
        return probeUserns();
    dieWithParent();
    if (!parentStillThere(labSocketFd))
        return 0;
    if (witnessProbe)
        return runProbe(argc - 2, argv + 2);
    return serveLab(labSocketFd);
}
