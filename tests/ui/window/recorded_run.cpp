// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/recorded_run.h"

#include "core/stream/fact_codec.h"
#include "tests/units.h"

namespace nsscope
{

namespace
{

QByteArray line(const Fact& fact) { return QByteArray::fromStdString(encodeFact(fact)) + '\n'; }

NsRef net(unsigned number) { return {NsType::Net, 4, procDynamicFirst + number, 5000 + number}; }

} // namespace

QByteArray recordedRun()
{
    Header header;
    header.program = "test";
    header.host.kernel = "6.18.0";
    header.at = {0};
    ScanFact scan;
    scan.first = true;
    LabStart start;
    start.experiment = "nsgarbage";
    start.title = "Slow and fast trashing";
    start.script = {"slow: repeat 3", "  unshare(CLONE_NEWNET)"};
    start.phases = {{"slow", "slow, one every 100 ms", 100 * ms}};
    start.pid = 77;
    start.at = {10 * ms};
    for (int round = 1; round <= 3; ++round)
        start.steps.push_back({1, 0, round, 3, "unshare(CLONE_NEWNET)"});
    QByteArray bytes = line(header) + line(scan) + line(start);
    for (int i = 0; i < 3; ++i) {
        LabStep step;
        step.index = i;
        step.call = "unshare(CLONE_NEWNET)";
        step.before = {(100 + 100 * i) * ms};
        step.after = {(101 + 100 * i) * ms};
        step.holder = 77;
        step.made = net(338 + 69 * static_cast<unsigned>(i));
        if (i > 0)
            step.left = net(338 + 69 * static_cast<unsigned>(i - 1));
        bytes += line(step);
    }
    return bytes + line(LabEnd{{500 * ms}, "finished", {}}) + line(StreamEnd{{600 * ms}});
}

} // namespace nsscope
