// SPDX-License-Identifier: Apache-2.0
// Any bytes as a command of the window: refused with a sentence, or one that is spelled so that it reads the same.
#include "core/stream/command.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace nsscope;
    const auto command = decodeCommand({reinterpret_cast<const char*>(data), size});
    if (!command) {
        if (command.error().message().empty())
            std::abort();
        return 0;
    }
    const std::string line = encodeCommand(*command);
    const auto again = decodeCommand(line);
    if (!again || encodeCommand(*again) != line)
        std::abort();
    return 0;
}
