// SPDX-License-Identifier: Apache-2.0
// All rows that a BPF iterator writes, of one walk. Only for the .cpp files of core/bpf.
#pragma once
#include "core/base/unique_fd.h"
#include "core/bpf/bpf_fault.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>
#include <unistd.h>
#include <vector>

namespace nsscope
{

/// `what` is for the error. A row may be cut between two reads.
template <class Row> Result<std::vector<Row>> iteratorRows(bpf_link* link, const char* what)
{
    constexpr std::size_t readAtOnce = 64 << 10; ///< fewer calls than the kernel's 8 pages need
    constexpr std::size_t rowCap = 4 << 20;      ///< tasks or files of one walk; more is refused
    const UniqueFd iterator(bpf_iter_create(bpf_link__fd(link)));
    if (!iterator)
        return bpfFailure(what, errno);
    std::vector<Row> rows;
    std::vector<char> room(readAtOnce + sizeof(Row));
    std::size_t rest = 0;
    for (;;) {
        const ssize_t got = ::read(iterator.get(), room.data() + rest, readAtOnce);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            return bpfFailure(what, errno);
        if (got == 0)
            return rows;
        const std::size_t filled = rest + static_cast<std::size_t>(got);
        const std::size_t whole = filled / sizeof(Row);
        const std::size_t before = rows.size();
        if (before + whole > rowCap)
            return bpfFailure(what, E2BIG);
        rows.resize(before + whole);
        if (whole > 0)
            std::memcpy(rows.data() + before, room.data(), whole * sizeof(Row));
        rest = filled - whole * sizeof(Row);
        std::memmove(room.data(), room.data() + whole * sizeof(Row), rest);
    }
}

} // namespace nsscope
