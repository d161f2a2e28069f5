// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output.h"

#include "core/base/read_file.h"

#include <clocale>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace nsscope
{

void OutputSink::write(std::string_view piece)
{
    if (m_written)
        m_written = writeAll(STDOUT_FILENO, piece, "standard output");
}

int OutputSink::finish(std::string_view rest)
{
    write(rest);
    write("\n");
    return m_written ? exitDone : printFailure(m_written.error());
}

int printResult(std::string_view text)
{
    const std::string line = std::string(text) + (text.empty() || text.back() == '\n' ? "" : "\n");
    const Status written = writeAll(STDOUT_FILENO, line, "standard output");
    return written ? exitDone : printFailure(written.error());
}

void printMessage(std::string_view message)
{
    // Nobody is left to tell where standard error itself cannot be written.
    (void)writeAll(STDERR_FILENO, "nsscope-cli: " + std::string(message) + "\n", "standard error");
}

int printFailure(const Error& error)
{
    printMessage(error.message());
    return exitFailed;
}

TextStyle outputStyle()
{
    TextStyle style;
    const char* noColour = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    style.colour = isTerminal() && (noColour == nullptr || *noColour == '\0') && term != nullptr &&
                   std::strcmp(term, "dumb") != 0;
    std::setlocale(LC_CTYPE, "");
    style.utf8 = std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    return style;
}

bool isTerminal() { return isatty(STDOUT_FILENO) == 1; }

std::size_t terminalWidth()
{
    winsize size{};
    return isTerminal() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

} // namespace nsscope
