// SPDX-License-Identifier: Apache-2.0
// A way to do many small things at once for callers that have threads to spare; starts none itself.
#pragma once
#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace nsscope
{

/// Runs `work` on as many threads as it likes, at least on one, and returns when all have returned.
using WorkRunner = std::function<void(const std::function<void()>& work)>;

/// What a thread costs is worth it from some hundred reads of a process on.
inline constexpr std::size_t leastToSplit = 512;

/// Calls each(i, worker) once for every i below `count`, in any order and on any thread, with a worker of make(n) for
/// the n-th thread; returns the workers. `chunk` of them are done in a row. An empty `runner` does all here and now.
template <class Make, class Each>
auto splitWork(const WorkRunner& runner, std::size_t count, Make make, Each each, std::size_t chunk = 32)
{
    using Worker = decltype(make(std::size_t()));
    std::array<Worker, 8> places{};
    std::atomic<std::size_t> taken = 0;
    std::atomic<std::size_t> next = 0;
    const std::function<void()> work = [&] {
        const std::size_t place = taken++;
        if (place >= places.size())
            return;
        Worker& worker = places[place] = make(place);
        for (std::size_t begin = 0; (begin = next.fetch_add(chunk)) < count;) {
            for (std::size_t i = begin; i < std::min(begin + chunk, count); ++i)
                each(i, *worker);
        }
    };
    if (runner)
        runner(work);
    else
        work();
    std::vector<Worker> workers;
    for (std::size_t i = 0; i < std::min<std::size_t>(taken, places.size()); ++i)
        workers.push_back(std::move(places[i]));
    return workers;
}

} // namespace nsscope
