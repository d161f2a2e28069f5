// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>

namespace nsscope {

std::string errnoName(int code)
{
    const char* name = strerrorname_np(code);
    return name ? name : fmt::format("errno {}", code);
}

std::string Error::message() const
{
    std::string text = operation;
    if (!path.empty())
        text += (text.empty() ? "" : " ") + path;
    if (code != 0) {
        const char* words = strerrordesc_np(code);
        text += fmt::format(": {} ({})", words ? words : "unknown error", errnoName(code));
    }
    if (!hint.empty())
        text += "; " + hint;
    return text;
}

tl::unexpected<Error> failure(std::string operation, std::string path, int code, std::string hint)
{
    return tl::make_unexpected(Error{code, std::move(operation), std::move(path), std::move(hint)});
}

tl::unexpected<Error> errnoFailure(std::string operation, std::string path)
{
    const int code = errno;
    return failure(std::move(operation), std::move(path), code);
}

} // namespace nsscope
