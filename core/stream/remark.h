// SPDX-License-Identifier: Apache-2.0
// What a person noted of a namespace or a moment, kept in the recording itself: records of kind "remark" behind all
// others (FORMAT.md). They are no facts of a stream: no agent writes them, and what reads facts skips them.
#pragma once
#include "core/base/instant.h"
#include "core/model/ns_ref.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

struct Remark
{
    enum class Kind : std::uint8_t {
        Label,  ///< a name of one's own for a namespace
        Note,   ///< a text about a namespace, or without `ns` about a moment
        Kept,   ///< the namespace is to stay in sight
        MarkerA,
        MarkerB
    };
    Kind kind = Kind::Note;
    std::optional<NsRef> ns;
    Instant at; ///< the moment meant; with `ns` the birth of the life meant, which tells lives on one number apart
    std::string text;
    bool operator==(const Remark&) const = default;
};

/// One line, with its line break.
std::string encodeRemark(const Remark& remark);
/// Where the remarks begin in the last bytes of a recording; their size where there are none, or where the first does
/// not lie whole within them.
std::size_t remarksBegin(std::string_view lastBytes);
/// All that can be read of lines of remarks; what cannot is left out.
std::vector<Remark> decodeRemarks(std::string_view lines);

inline constexpr std::size_t maxRemarksBytes = 4u << 20; ///< of all remarks of a recording together

} // namespace nsscope
