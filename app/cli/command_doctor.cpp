// SPDX-License-Identifier: Apache-2.0
// nsscope-cli doctor: what this kernel, these rights and this configuration allow, and how to get the rest.
#include "app/cli/commands.h"
#include "app/cli/doctor_probe.h"
#include "app/cli/output.h"
#include "core/lab/lab_client.h"
#include "core/scan/scanner.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace nsscope
{

namespace
{

int runDoctor(bool json)
{
    const auto scan = Scanner().scan();
    if (!scan)
        return printFailure(scan.error());
    DoctorReport report;
    report.host = scan->host;
    probeUserns(report, labProgram());
    report.witnesses = probeWitnesses(labProgram(), report.ownUserns);
    report.holders = probeHolders(*scan);
    report.interfaces = probeInterfaces(*scan);
    report.types = probeTypes(*scan);
    return printResult(json ? doctorJson(report, isTerminal()) : doctorText(report, outputStyle()));
}

} // namespace

void addDoctorCommand(CLI::App& app, int& exitCode)
{
    auto json = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("doctor", "What can be seen here, what cannot, and what would help");
    command->add_flag("--json", *json, "Print one JSON object (nsscope.doctor/1)");
    command->callback([json, &exitCode] { exitCode = runDoctor(*json); });
}

} // namespace nsscope
