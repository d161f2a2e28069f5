// SPDX-License-Identifier: Apache-2.0
// Any text as a filter expression: it is refused with a column within the text, or selects without a crash.
#include "core/track/filter.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace nsscope;
    static const NamespaceInfo subject = [] {
        NamespaceInfo info;
        Holder holder;
        holder.kind = HolderKind::Fd;
        holder.pid = 41;
        holder.comm = "sh\xff";
        info.holders = {holder};
        info.names = {"a"};
        return info;
    }();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto filter = Filter::parse(text);
    if (filter) {
        (void)filter->matches(subject);
    } else {
        if (filter.error().column == 0 || filter.error().column > size + 1 || filter.error().message.empty())
            std::abort();
        (void)filterErrorText(text, filter.error());
    }
    return 0;
}
