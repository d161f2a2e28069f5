// SPDX-License-Identifier: Apache-2.0
#include "core/stream/stream_reader.h"

#include "core/stream/fact_codec.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr std::string_view firstBytes = "{\"nsscope\":";
constexpr int newestVersion = 1;

Error notOurs() { return {0, "not a recording of nsscope", {}, "the first line has to begin with {\"nsscope\":"}; }

} // namespace

Result<std::vector<Fact>> StreamReader::feed(std::string_view bytes)
{
    std::vector<Fact> facts;
    while (!m_error && !bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::string_view part = bytes.substr(0, end);
        if (end == std::string_view::npos) {
            keep(part);
            break;
        }
        if (m_rest.empty() && !m_tooLong) {
            take(part, facts);
        } else {
            keep(part);
            take(m_rest, facts);
            m_rest.clear();
            m_tooLong = false;
        }
        bytes.remove_prefix(end + 1);
    }
    // What is no stream of ours is refused by its first bytes, before a line of it is complete.
    if (!m_error && m_line == 0 && !firstBytes.starts_with(m_rest.substr(0, firstBytes.size())))
        m_error = notOurs();
    if (m_error && facts.empty())
        return tl::make_unexpected(*m_error);
    return facts;
}

void StreamReader::keep(std::string_view part)
{
    m_tooLong = m_tooLong || m_rest.size() + part.size() > maxLineBytes;
    if (m_tooLong)
        m_rest.clear();
    else
        m_rest += part;
}

void StreamReader::take(std::string_view line, std::vector<Fact>& facts)
{
    ++m_line;
    if (!m_headerSeen) {
        takeHeader(line, facts);
        return;
    }
    if (m_tooLong) {
        damaged("the line is too long");
        return;
    }
    if (line.empty())
        return;
    auto fact = decodeFact(line);
    if (!fact)
        damaged(fact.error().operation);
    else if (*fact && std::holds_alternative<Header>(**fact))
        damaged("a second header");
    else if (*fact)
        facts.push_back(std::move(**fact));
}

void StreamReader::takeHeader(std::string_view line, std::vector<Fact>& facts)
{
    if (m_tooLong || !line.starts_with(firstBytes)) {
        m_error = notOurs();
        return;
    }
    auto fact = decodeFact(line);
    const Header* header = fact && *fact ? std::get_if<Header>(&**fact) : nullptr;
    if (header == nullptr)
        m_error = Error{0, "the header of the recording cannot be read: " + (fact ? "" : fact.error().operation), {}, {}};
    else if (header->version > newestVersion)
        m_error = Error{0, fmt::format("the recording is of format version {}", header->version), {},
                        fmt::format("this program reads versions up to {}; a newer one is needed", newestVersion)};
    else
        facts.push_back(std::move(**fact));
    m_headerSeen = true;
}

void StreamReader::damaged(const std::string& why)
{
    if (++m_damaged == 1)
        m_firstDamage = fmt::format("line {}: {}", m_line, why);
}

bool StreamReader::finish()
{
    const bool torn = !m_rest.empty() || m_tooLong;
    m_rest.clear();
    m_tooLong = false;
    return torn;
}

} // namespace nsscope
