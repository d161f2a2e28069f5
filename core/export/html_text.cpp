// SPDX-License-Identifier: Apache-2.0
#include "core/export/html_text.h"

#include "core/base/escape.h"

namespace nsscope
{

std::string htmlText(std::string_view bytes)
{
    std::string safe;
    for (const char c : displayText(bytes)) {
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        case '\'':
            safe += "&#39;";
            break;
        default:
            safe += c;
        }
    }
    return safe;
}

} // namespace nsscope
