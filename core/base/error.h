// SPDX-License-Identifier: Apache-2.0
// Errors of operations that could not be done at all: errno, operation and path, as a value.
// What could only be read in part is a Gap (core/model/gap.h), not an Error.
#pragma once
#include <string>
#include <tl/expected.hpp>

namespace nsscope {

struct Error
{
    int code = 0;          ///< errno, 0 where the fault is in the data and not in a system call
    std::string operation; ///< what was tried: "open", "unshare(CLONE_NEWNET)", "line 12, column 3"
    std::string path;      ///< file it concerned, may be empty
    std::string hint;      ///< what would help, may be empty

    /// One sentence: "open /proc/1/ns/net: Permission denied (EACCES)".
    std::string message() const;
};

template <class T> using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// An unexpected Error from the current or given errno value.
tl::unexpected<Error> failure(std::string operation, std::string path = {}, int code = 0,
                              std::string hint = {});
/// The same with errno as it is now.
tl::unexpected<Error> errnoFailure(std::string operation, std::string path = {});

/// "ENOSPC" for 28; "errno 4711" for what has no name.
std::string errnoName(int code);

} // namespace nsscope
