// SPDX-License-Identifier: Apache-2.0
#include "app/cli/recording_file.h"

#include "core/base/instant.h"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

namespace nsscope
{

Result<UniqueFd> openRecording(const std::string& path, bool mustBeNew)
{
    const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (mustBeNew ? O_EXCL : O_TRUNC);
    UniqueFd fd(path == "-" ? ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3) : ::open(path.c_str(), flags, 0666));
    if (!fd)
        return errnoFailure("open", path);
    return fd;
}

std::string defaultRecordingName()
{
    std::string time = utcText(utcNowNs());
    time.resize(19); // without milliseconds
    std::replace(time.begin(), time.end(), ':', '-');
    return "nsscope-" + time + "Z.nsrec";
}

} // namespace nsscope
