// SPDX-License-Identifier: Apache-2.0
#include "tests/system/left_behind.h"

#include "core/base/read_file.h"
#include "core/witness/ns_handle.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <poll.h>
#include <sstream>
#include <sys/prctl.h>
#include <sys/wait.h>

namespace nsscope
{

bool becomes(const std::function<bool()>& question, std::chrono::seconds within)
{
    const auto end = std::chrono::steady_clock::now() + within;
    while (!question()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        ::poll(nullptr, 0, 5);
    }
    return true;
}

std::vector<int> processesOf(const char* program)
{
    std::vector<int> found;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        int pid = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), pid).ec != std::errc())
            continue;
        if (std::filesystem::read_symlink(entry.path() / "exe", ignored) == std::string(NSSCOPE_BIN "/") + program)
            found.push_back(pid);
    }
    return found;
}

std::vector<int> withDescendants(int pid)
{
    std::vector<int> all{pid};
    std::error_code ignored;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const auto& task : std::filesystem::directory_iterator("/proc/" + std::to_string(all[i]) + "/task", ignored)) {
            const auto children = readFileAt(AT_FDCWD, (task.path() / "children").string(), 64 << 10);
            std::istringstream numbers(children.value_or(std::string()));
            for (int child = 0; numbers >> child;)
                all.push_back(child);
        }
    }
    return all;
}

void adoptOrphans() { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }

void SeenLab::take(const Fact& fact)
{
    if (const auto* start = std::get_if<LabStart>(&fact))
        helper = start->pid;
    if (const auto* step = std::get_if<LabStep>(&fact)) {
        ++steps;
        if (step->made)
            made.push_back(*step->made);
        made.insert(made.end(), step->alsoMade.begin(), step->alsoMade.end());
    }
}

void expectNothingLeft(const SeenLab& seen)
{
    const auto isLeft = [](const NsRef& ns) { return ns.id != 0 && touchByHandle(ns) != ESTALE; };
    EXPECT_TRUE(becomes([] { return processesOf("nsscope-lab").empty(); }))
        << processesOf("nsscope-lab").size() << " processes are left";
    EXPECT_TRUE(becomes([&] {
        while (::waitpid(-1, nullptr, WNOHANG) > 0) {
        }
        return std::none_of(seen.made.begin(), seen.made.end(), isLeft);
    }));
    for (const NsRef& ns : seen.made)
        EXPECT_FALSE(isLeft(ns)) << linkText(ns) << " is left";
    const auto mounts = readFileAt(AT_FDCWD, "/proc/self/mountinfo", 8 << 20);
    ASSERT_TRUE(mounts);
    EXPECT_EQ(mounts->find(" nsscope-lab "), std::string::npos);
}

} // namespace nsscope
