// SPDX-License-Identifier: Apache-2.0
#include "core/witness/trace_reader.h"

#include "core/witness/trace_line.h"

#include <array>
#include <cerrno>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr std::size_t readAtOnce = 64 << 10;
constexpr std::size_t readCap = 1 << 20;

} // namespace

bool TraceReader::readLines(const std::function<void(std::string_view)>& line)
{
    std::array<char, readAtOnce> room;
    for (std::size_t total = 0; total < readCap;) {
        const ssize_t got = ::read(m_pipe.get(), room.data(), room.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return true;
        total += static_cast<std::size_t>(got);
        take({room.data(), static_cast<std::size_t>(got)}, line);
    }
    return false;
}

void TraceReader::take(std::string_view bytes, const std::function<void(std::string_view)>& line)
{
    for (std::size_t end; (end = bytes.find('\n')) != std::string_view::npos; bytes.remove_prefix(end + 1)) {
        m_rest.append(bytes.substr(0, end));
        if (!m_skipping && m_rest.size() <= traceLineCap)
            line(m_rest);
        m_rest.clear();
        m_skipping = false;
    }
    m_rest.append(bytes);
    if (m_rest.size() > traceLineCap) {
        m_rest.clear();
        m_skipping = true;
    }
}

} // namespace nsscope
