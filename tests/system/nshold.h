// SPDX-License-Identifier: Apache-2.0
// Test program that makes one holder of a namespace, says which, waits for the end of its standard input and
// cleans up by ending. A line on standard input takes the second step of kinds that have one. Not installed.
// `nshold [--userns] KIND [ARGUMENT]` prints `ready PID [TID] type:[inode]...`.
#pragma once
#include <functional>
#include <string>
#include <vector>

namespace nshold
{

/// What a kind has made: the task that holds it and the namespaces concerned, as link texts.
struct Made
{
    int tid = 0;
    std::vector<std::string> namespaces;
    std::function<void()> then = {}; ///< done when a line comes in; another "ready" follows
};

struct Kind
{
    const char* name;
    Made (*make)(const std::string& argument);
};
extern const std::vector<Kind> taskKinds;  ///< nshold_tasks.cpp
extern const std::vector<Kind> fileKinds;  ///< nshold_files.cpp
extern const std::vector<Kind> mountKinds; ///< nshold_mounts.cpp

/// Ends the program with errno and what failed.
[[noreturn]] void fail(const std::string& what);
/// `result` itself; fails where it is negative.
int must(int result, const char* what);
/// "net:[4026532178]" of the calling thread.
std::string ownNamespace(const std::string& link);
int openOwn(const std::string& link, int flags = 0);
int flagOf(const std::string& type);
/// Runs `inside` in a new namespace of `type`, then returns to the one before; the new one's link text.
template <class Inside> std::string visitNew(const std::string& type, Inside inside);
/// New namespace of `type` for the calling thread; the descriptor of the one before.
int leaveFor(const std::string& type);
void returnTo(int home, const std::string& type);
/// Writes the answer and waits for end of input.
void ready(const Made& made);

template <class Inside> std::string visitNew(const std::string& type, Inside inside)
{
    const int home = leaveFor(type);
    const std::string made = ownNamespace(type);
    inside();
    returnTo(home, type);
    return made;
}

} // namespace nshold
