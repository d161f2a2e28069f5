// SPDX-License-Identifier: Apache-2.0
// Runs commands in turn (A B C A B C ...) and prints median and least CPU time, wall time and peak memory of each, and
// the ratio of medians to the first. A command is split at blanks; its output is thrown away.
//   interleave ROUNDS NAME=COMMAND ...
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <vector>

extern char** environ;

namespace
{

struct Program
{
    std::string name;
    std::vector<std::string> words;
    std::vector<double> cpuMs;
    std::vector<double> wallMs;
    long peakKiB = 0;
    int status = 0;
};

double nowMs()
{
    timespec t{};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

double ms(const timeval& t) { return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3; }

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

bool runOnce(Program& program, bool count)
{
    std::vector<char*> arguments;
    for (std::string& word : program.words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    const double start = nowMs();
    pid_t pid = 0;
    const int error = posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        std::fprintf(stderr, "interleave: %s: %s\n", arguments[0], std::strerror(error));
        return false;
    }
    rusage usage{};
    int status = 0;
    while (wait4(pid, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    if (count) {
        program.wallMs.push_back(nowMs() - start);
        program.cpuMs.push_back(ms(usage.ru_utime) + ms(usage.ru_stime));
        program.peakKiB = std::max(program.peakKiB, usage.ru_maxrss);
        if (status != 0)
            program.status = status;
    }
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    const int rounds = argc > 2 ? std::atoi(argv[1]) : 0;
    if (rounds < 1 || rounds > 1000) {
        std::fprintf(stderr, "usage: interleave ROUNDS NAME=COMMAND ...\n");
        return 2;
    }
    std::vector<Program> programs;
    for (int i = 2; i < argc; ++i) {
        const char* equals = std::strchr(argv[i], '=');
        if (!equals) {
            std::fprintf(stderr, "interleave: '%s' is not NAME=COMMAND\n", argv[i]);
            return 2;
        }
        Program program;
        program.name.assign(argv[i], static_cast<std::size_t>(equals - argv[i]));
        std::string text = equals + 1;
        for (char* word = std::strtok(text.data(), " "); word; word = std::strtok(nullptr, " "))
            program.words.emplace_back(word);
        programs.push_back(std::move(program));
    }
    for (int round = -1; round < rounds; ++round) { // round -1 warms up
        for (Program& program : programs) {
            if (program.words.empty() || !runOnce(program, round >= 0))
                return 1;
        }
    }
    std::printf("%-28s %10s %10s %10s %9s %8s\n", "program", "cpu ms", "least", "wall ms", "peak KiB", "ratio");
    const double first = median(programs[0].cpuMs);
    for (const Program& program : programs) {
        const double cpu = median(program.cpuMs);
        std::printf("%-28s %10.2f %10.2f %10.2f %9ld %8.3f%s\n", program.name.c_str(), cpu,
                    *std::min_element(program.cpuMs.begin(), program.cpuMs.end()), median(program.wallMs),
                    program.peakKiB, cpu / first, program.status ? "  (failed)" : "");
    }
    return 0;
}
