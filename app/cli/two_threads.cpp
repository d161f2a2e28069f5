// SPDX-License-Identifier: Apache-2.0
#include "app/cli/two_threads.h"

#include <system_error>
#include <thread>

namespace nsscope
{

void onTwoThreads(const std::function<void()>& work)
{
    std::thread other;
    try {
        if (std::thread::hardware_concurrency() > 1)
            other = std::thread(work);
    } catch (const std::system_error&) {
        // The process limit: one thread does it as well.
    }
    work();
    if (other.joinable())
        other.join();
}

} // namespace nsscope
