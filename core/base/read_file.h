// SPDX-License-Identifier: Apache-2.0
// Reads whole small files with a cap. Too big is an error (EFBIG), never a silent cut.
#pragma once
#include "core/base/error.h"

#include <string>

namespace nsscope {

/// Reads from an open descriptor until its end; `cap` in bytes. `path` is for the message only.
Result<std::string> readAll(int fd, std::size_t cap, const std::string& path);
/// Opens `path` below directory descriptor `dirFd` (AT_FDCWD for the usual meaning), O_CLOEXEC, and reads it.
Result<std::string> readFileAt(int dirFd, const std::string& path, std::size_t cap = 1 << 20);
/// The same into `text`, whose room is kept for the next one.
Status readFileInto(std::string& text, int dirFd, const std::string& path, std::size_t cap);
/// Writes all bytes; EINTR and short writes are handled.
Status writeAll(int fd, std::string_view bytes, const std::string& path);

} // namespace nsscope
