// SPDX-License-Identifier: Apache-2.0
#include "core/base/read_file.h"
#include "core/base/unique_fd.h"
#include "core/lesson/free_lesson.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

Status writeNew(int folder, const char* name, const std::string& bytes, const std::string& path)
{
    const UniqueFd file(::openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
    if (!file)
        return errnoFailure("create", path);
    return writeAll(file.get(), bytes, path);
}

} // namespace

Status writeLesson(const FreeLesson& lesson, const std::string& folder)
{
    if (::mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST)
        return errnoFailure("make the folder", folder);
    const UniqueFd at(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!at)
        return errnoFailure("open", folder);
    // The text first: a folder counts as a lesson once it has its lesson.toml.
    if (::faccessat(at.get(), "lesson.toml", F_OK, AT_SYMLINK_NOFOLLOW) == 0)
        return failure("create", folder + "/lesson.toml", EEXIST);
    if (const Status text = writeNew(at.get(), "text.md", lesson.text, folder + "/text.md"); !text)
        return text;
    return writeNew(at.get(), "lesson.toml", lesson.toml, folder + "/lesson.toml");
}

} // namespace nsscope
