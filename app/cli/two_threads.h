// SPDX-License-Identifier: Apache-2.0
// One more thread for a scan of very many processes: half the time, the same work (tests/bench/README.md).
#pragma once
#include <functional>

namespace nsscope
{

/// Runs `work` here and on one other thread; here alone where there is one processor, or no thread to be had.
void onTwoThreads(const std::function<void()>& work);

} // namespace nsscope
