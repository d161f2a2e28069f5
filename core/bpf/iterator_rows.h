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

inline constexpr std::size_t iteratorRowCap = 4 << 20; ///< tasks or files of one walk; more is refused

/// `what` is for the error. A row may be cut between two reads.
template <class Row, class Use> Status eachIteratorRow(int link, const char* what, Use use)
{
    constexpr std::size_t readAtOnce = 64 << 10; ///< fewer calls than the kernel's 8 pages need
    const UniqueFd iterator(bpf_iter_create(link));
    if (!iterator)
        return bpfFailure(what, errno);
    std::vector<char> room(readAtOnce + sizeof(Row));
    std::size_t rest = 0;
    std::size_t told = 0;
    for (;;) {
        const ssize_t got = ::read(iterator.get(), room.data() + rest, readAtOnce);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            return bpfFailure(what, errno);
        if (got == 0)
            return {};
        const std::size_t filled = rest + static_cast<std::size_t>(got);
        const std::size_t whole = filled / sizeof(Row);
        told += whole;
        if (told > iteratorRowCap)
            return bpfFailure(what, E2BIG);
        for (std::size_t i = 0; i < whole; ++i) {
            Row row;
            std::memcpy(&row, room.data() + i * sizeof(Row), sizeof(Row));
            use(row);
        }
        rest = filled - whole * sizeof(Row);
        std::memmove(room.data(), room.data() + whole * sizeof(Row), rest);
    }
}

template <class Row> Result<std::vector<Row>> iteratorRows(bpf_link* link, const char* what)
{
    std::vector<Row> rows;
    if (const Status read = eachIteratorRow<Row>(bpf_link__fd(link), what, [&](const Row& row) { rows.push_back(row); }); !read)
        return tl::unexpected(read.error());
    return rows;
}

} // namespace nsscope
