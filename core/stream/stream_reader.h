// SPDX-License-Identifier: Apache-2.0
// Turns bytes, as they come from a pipe or a file, into facts. Any prefix of a stream is valid: a torn last line is
// dropped and said, never an error; a damaged line inside is skipped and counted.
#pragma once
#include "core/base/error.h"
#include "core/model/fact.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

class StreamReader
{
public:
    /// Facts completed by these bytes, in order. An Error is final: not a stream of ours, or of a later format
    /// version; every later call repeats it. Only the first line can cause one, so no fact comes before it.
    Result<std::vector<Fact>> feed(std::string_view bytes);
    /// The stream has ended: true where bytes of an unfinished line were dropped.
    bool finish();

    /// Whole lines so far, the header's and damaged ones included.
    std::uint64_t lines() const { return m_line; }
    std::uint64_t damagedLines() const { return m_damaged; }
    /// Sentence about the first damaged line ("line 17: ..."), empty where none.
    const std::string& firstDamage() const { return m_firstDamage; }

private:
    void keep(std::string_view part);
    void take(std::string_view line, std::vector<Fact>& facts);
    void takeHeader(std::string_view line, std::vector<Fact>& facts);
    void damaged(const std::string& why);

    std::string m_rest;     ///< the beginning of a line whose end has not come yet
    bool m_tooLong = false; ///< that line is longer than maxLineBytes; its bytes are not kept
    std::uint64_t m_line = 0;
    std::uint64_t m_damaged = 0;
    std::string m_firstDamage;
    bool m_headerSeen = false;
    std::optional<Error> m_error;
};

} // namespace nsscope
