// SPDX-License-Identifier: Apache-2.0
#include "tests/core/witness/namespace_task.h"

#include "core/witness/tracefs.h"

#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sched.h>
#include <sys/wait.h>

namespace nsscope
{

namespace
{

std::vector<std::string> namesIn(int directory)
{
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> list(::fdopendir(directory), &::closedir);
    while (const dirent* entry = list ? ::readdir(list.get()) : nullptr) {
        if (entry->d_name[0] != '.')
            names.emplace_back(entry->d_name);
    }
    return names;
}

} // namespace

NamespaceTask::NamespaceTask(NsType type)
    : m_type(type), m_task([type](int channel) {
          say(channel, enterUserNs() == 0 ? 'r' : 'x');
          while (hear(channel) == 'm')
              say(channel, ::unshare(static_cast<int>(nsTypeRow(type).cloneFlag)) == 0 ? 'd' : 'x');
      })
{
    m_task.wait();
}

NamespaceTask::Made NamespaceTask::make()
{
    Made made;
    made.birth.from = bootNow();
    const bool done = m_task.ask('m') == 'd';
    made.birth.to = bootNow();
    if (done)
        made.ns = readNsRef(m_task.pid(), m_type);
    return made;
}

NamespaceTask::Made makeForGauge(NamespaceTask& task, QuotaWitness& quota)
{
    quota.watchMade(readNsRef(task.pid(), NsType::User), task.pid(), {bootNow(), bootNow()});
    const NamespaceTask::Made made = task.make();
    quota.watchMade(made.ns, task.pid(), made.birth);
    quota.ending(task.pid());
    return made;
}

bool collectUntil(const std::vector<Witness*>& witnesses, std::vector<Fact>& facts,
                  const std::function<bool(const std::vector<Fact>&)>& enough)
{
    return waitUntil([&] {
        for (Witness* witness : witnesses) {
            for (Fact& fact : witness->collect(bootNow()))
                facts.push_back(std::move(fact));
        }
        return enough(facts);
    });
}

const Evidence* findEvidence(const std::vector<Fact>& facts, EvidenceKind kind, const NsRef& ns,
                             const std::string& witness)
{
    for (const Fact& fact : facts) {
        const auto* evidence = std::get_if<Evidence>(&fact);
        if (evidence && evidence->kind == kind && evidence->ns == ns && evidence->witness == witness)
            return evidence;
    }
    return nullptr;
}

bool childless() { return ::waitpid(-1, nullptr, WNOHANG) < 0; }

std::size_t openDescriptors()
{
    return namesIn(::open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC)).size();
}

std::vector<std::string> traceInstancesOf(pid_t pid)
{
    std::vector<std::string> found;
    const auto tracefs = openTracefs();
    if (!tracefs)
        return found;
    const std::string prefix = "nsscope-" + std::to_string(pid) + "-";
    for (std::string& name : namesIn(::openat(tracefs->get(), "instances", O_RDONLY | O_DIRECTORY | O_CLOEXEC))) {
        if (name.starts_with(prefix))
            found.push_back(std::move(name));
    }
    return found;
}

} // namespace nsscope
