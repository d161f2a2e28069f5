// SPDX-License-Identifier: Apache-2.0
// Bytes from strangers (process names, mount paths) made safe to show and to store: valid UTF-8 stays, any
// other byte becomes \xNN. Does not quote for JSON; JsonWriter does that.
#pragma once
#include <string>
#include <string_view>

namespace nsscope {

struct EscapedText
{
    std::string text;
    bool lossy = false; ///< a byte was replaced
};

/// Replaces bytes that are not part of valid UTF-8 (RFC 3629; surrogates and overlong forms are invalid).
EscapedText escapeBytes(std::string_view bytes);
/// The same, and control characters (0x00-0x1f, 0x7f, C1) and what turns or hides text (bidirectional controls, line
/// separators, characters without width) as \xNN or \uNNNN: safe for a terminal or a label.
std::string displayText(std::string_view bytes);

} // namespace nsscope
