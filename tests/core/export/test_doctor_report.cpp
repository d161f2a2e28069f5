// SPDX-License-Identifier: Apache-2.0
#include "core/export/doctor_report.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

DoctorReport sampleReport()
{
    DoctorReport report;
    report.host.kernel = "6.18.44";
    report.host.uid = 1000;
    report.host.initialPidNs = false;
    report.ownUserns = {"as uid 1000", false, false, "The limit user.max_user_namespaces is 0.", "sudo sysctl -w x=1"};
    report.othersUserns = {"without root", true, true, "", ""};
    report.witnesses = {{"handle", true, "", ""}, {"kmem", false, "no tracefs", "run as root"}};
    report.holders = {{"process", true, false, "5 unread.", "sudo"}, {"thread", true, false, "5 unread.", "sudo"}};
    report.interfaces = {{"NS_GET_ID", true, true, "Ids.", ""}};
    report.types = {{"net", true, true, "By a worker.", ""}};
    return report;
}

} // namespace

TEST(DoctorReport, TellsPeopleWhatAndHow)
{
    EXPECT_EQ(doctorText(sampleReport(), {}),
              "kernel 6.18.44, uid 1000, in a pid namespace of its own\n"
              "\nUser namespaces\n"
              "  no     as uid 1000   The limit user.max_user_namespaces is 0.\n"
              "                       remedy: sudo sysctl -w x=1\n"
              "  yes    without root\n"
              "\nWitnesses of destruction\n"
              "  yes    handle\n"
              "  no     kmem    no tracefs\n"
              "                 remedy: run as root\n"
              "\nWhat can hold a namespace\n"
              "  partly process  5 unread.\n"
              "                  remedy: sudo\n"
              "  partly thread   (as above)\n"
              "\nInterfaces of the kernel\n"
              "  yes    NS_GET_ID  Ids.\n"
              "\nHow each type is destroyed on this kernel\n"
              "  yes    net  By a worker.\n");
}

TEST(DoctorReport, WritesOneObject)
{
    EXPECT_EQ(doctorJson(sampleReport(), false),
              R"({"schema":"nsscope.doctor/1","host":{"kernel":"6.18.44","boot_id":null,"initial_pid_ns":false,)"
              R"("initial_user_ns":true,"uid":1000},)"
              R"("user_namespaces":{"available":false,"complete":false,"reason":"The limit user.max_user_namespaces is 0.",)"
              R"("remedy":"sudo sysctl -w x=1",)"
              R"("unprivileged":{"available":true,"complete":true,"reason":null,"remedy":null}},)"
              R"("witnesses":[{"name":"handle","available":true,"reason":null,"remedy":null},)"
              R"({"name":"kmem","available":false,"reason":"no tracefs","remedy":"run as root"}],)"
              R"("holders":[{"kind":"process","available":true,"complete":false,"reason":"5 unread.","remedy":"sudo"},)"
              R"({"kind":"thread","available":true,"complete":false,"reason":"5 unread.","remedy":"sudo"}],)"
              R"("interfaces":[{"name":"NS_GET_ID","available":true,"complete":true,"reason":"Ids.","remedy":null}],)"
              R"("types":[{"type":"net","available":true,"destroyed":"By a worker."}]})");
}
