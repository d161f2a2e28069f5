// SPDX-License-Identifier: Apache-2.0
// nsscope-cli measure: how long after its last reference a namespace of each type is really gone, measured without
// root, with the mechanism behind it; beside it the kernel's own clean-up runs where they can be traced.
#include "app/cli/commands.h"
#include "app/cli/measure_report.h"
#include "app/cli/output.h"
#include "core/base/read_file.h"
#include "core/lab/lab_client.h"
#include "core/lab/userns_check.h"
#include "core/witness/workqueue_witness.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <sys/utsname.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

struct MeasureCall
{
    bool json = false;
    std::vector<std::string> types;
    std::uint32_t rounds = 50;
};

/// One line on a terminal's standard error, written over again and wiped at the end.
class Progress
{
public:
    Progress() : m_shown(::isatty(STDERR_FILENO) == 1) {}
    ~Progress()
    {
        if (m_shown)
            std::fputs("\r\x1b[K", stderr);
    }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void show(const QuotaSeries& series, std::uint32_t rounds) const
    {
        if (m_shown)
            std::fprintf(stderr, "\r\x1b[K%s: %zu of %u", std::string(nsTypeName(series.type)).c_str(),
                         series.rounds.size(), rounds);
    }

private:
    bool m_shown;
};

/// Where user namespaces are forbidden: what forbids them and what would allow them.
void explainRefusal(const QuotaSeries& series, MeasuredType& measured)
{
    if (series.failedStage != QuotaStage::UserNs && series.failedStage != QuotaStage::IdMap)
        return;
    const UsernsStage stage = *series.failedStage == QuotaStage::IdMap ? UsernsStage::IdMap : UsernsStage::Unshare;
    const UsernsVerdict verdict = explainUserns(series.failedError, stage, readUsernsRules());
    measured.skipped += ". " + verdict.sentence;
    measured.remedy = verdict.remedy;
}

class Measurement
{
public:
    Measurement(std::uint32_t rounds, KernelVersion kernel)
        : m_rounds(rounds), m_kernel(kernel), m_workqueue(bootNow, std::make_shared<DeathLog>(), labProgram())
    {
    }

    WitnessInfo tracing() { return m_workqueue.availability(); }

    MeasuredType measure(NsType type)
    {
        MeasuredType measured;
        measured.type = type;
        measured.mechanism = mechanismOf(type, m_kernel);
        m_cleanups.clear();
        const QuotaSeries series = run(type, false);
        measured.figures = figuresOf(series);
        (series.rounds.empty() ? measured.skipped : measured.cutShort) = series.failure;
        measured.remedy = series.remedy;
        explainRefusal(series, measured);
        if (measured.mechanism.row && !measured.mechanism.row->function.empty())
            measured.cleanups = compareCleanups(series, m_cleanups, measured.mechanism.row->function);
        if (type == NsType::Pid && !series.rounds.empty()) {
            const QuotaSeries populated = run(type, true);
            if (!populated.rounds.empty())
                measured.populated = figuresOf(populated);
        }
        return measured;
    }

private:
    QuotaSeries run(NsType type, bool populated)
    {
        return measureQuota({labProgram(), type, populated, m_rounds}, [&](const QuotaSeries& series) {
            m_progress.show(series, m_rounds);
            for (const Fact& fact : m_workqueue.collect(bootNow())) {
                if (const auto* cleanup = std::get_if<Cleanup>(&fact))
                    m_cleanups.push_back(*cleanup);
            }
            return true;
        });
    }

    std::uint32_t m_rounds;
    KernelVersion m_kernel;
    Progress m_progress;
    WorkqueueWitness m_workqueue;
    std::vector<Cleanup> m_cleanups;
};

/// Documentation/admin-guide/kernel-parameters.txt rcupdate.rcu_expedited; kernel/rcu/update.c
bool isRcuExpedited()
{
    const auto text = readFileAt(AT_FDCWD, "/sys/kernel/rcu_expedited", 64);
    return text && !text->empty() && text->front() != '0';
}

bool asksFor(const MeasureCall& call, std::string_view name)
{
    return std::find(call.types.begin(), call.types.end(), name) != call.types.end();
}

MeasureReport measureTypes(const MeasureCall& call)
{
    utsname system{};
    ::uname(&system);
    MeasureReport report;
    report.kernel = system.release;
    report.roundsAsked = call.rounds;
    report.rcuExpedited = isRcuExpedited();
    Measurement measurement(call.rounds, runningKernel());
    const WitnessInfo tracing = measurement.tracing();
    report.traced = tracing.available;
    report.whyNotTraced = tracing.reason;
    for (const NsTypeRow& row : nsTypeTable()) {
        if (asksFor(call, row.name) || asksFor(call, "all") || call.types.empty())
            report.types.push_back(measurement.measure(row.type));
    }
    return report;
}

std::vector<std::string> typeChoices()
{
    std::vector<std::string> choices{"all"};
    for (const NsTypeRow& row : nsTypeTable())
        choices.emplace_back(row.name);
    return choices;
}

int runMeasure(const MeasureCall& call)
{
    const MeasureReport report = measureTypes(call);
    const int printed = printResult(call.json ? measureJson(report, isTerminal()) : measureText(report));
    bool any = false;
    for (const MeasuredType& measured : report.types)
        any |= measured.figures.rounds > 0;
    return any ? printed : exitFailed;
}

} // namespace

void addMeasureCommand(CLI::App& app, int& exitCode)
{
    auto call = std::make_shared<MeasureCall>();
    CLI::App* command = app.add_subcommand("measure", "How long each type takes from the last reference to its end");
    command->add_flag("--json", call->json, "Print one JSON object (nsscope.measure/1)");
    command->add_option("--type,-t", call->types, "Only these types, or all")
        ->delimiter(',')
        ->type_name("T[,T]|all")
        ->check(CLI::IsMember(typeChoices()));
    command->add_option("--rounds", call->rounds, "Namespaces dropped a type")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->callback([call, &exitCode] { exitCode = runMeasure(*call); });
}

} // namespace nsscope
